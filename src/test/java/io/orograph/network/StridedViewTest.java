package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A view against the numbers that lie there, element by element. */
class StridedViewTest {

    /** The places of the elements in row-major order. */
    static long[] places(StridedView view) {
        List<StridedView.Run> runs =
                view.axes().stream().flatMap(axis -> axis.runs().stream()).toList();
        return IntStream.range(0, Shape.size(view.shape()))
                .mapToLong(i -> {
                    long place = view.offset();
                    long rest = i;
                    for (int k = runs.size() - 1; k >= 0; k--) {
                        place += rest % runs.get(k).size() * runs.get(k).step();
                        rest /= runs.get(k).size();
                    }
                    return place;
                })
                .toArray();
    }

    @Test
    void anArrayLiesInOrder() {
        assertThat(places(StridedView.of(2, 3, 4)))
                .isEqualTo(IntStream.range(0, 24).asLongStream().toArray());
        assertThat(places(StridedView.of())).containsExactly(0);
    }

    @Test
    void axesAreSplitAndPutTogetherWhereTheyFollowEachOther() {
        StridedView heads =
                StridedView.of(2, 5, 12).reshaped(2, 5, 4, 3).orElseThrow().permuted(0, 2, 1, 3);
        assertThat(heads.axes().stream().map(StridedView.Axis::step)).containsExactly(60L, 3L, 12L, 1L);
        for (long[] shape : new long[][] {{8, 5, 3}, {2, 4, 15}, {1, 2, 2, 2, 1, 5, 3, 1}, {120}}) {
            StridedView reshaped = heads.reshaped(shape).orElseThrow();
            assertThat(reshaped.shape()).isEqualTo(shape);
            assertThat(places(reshaped)).isEqualTo(places(heads));
            assertThat(reshaped.reshaped(2, 4, 5, 3)).hasValue(heads);
        }
        assertThat(heads.reshaped(8, 5, 3).orElseThrow().axes().stream().map(StridedView.Axis::isRegular))
                .as("what follows each other, though put together, is one run")
                .containsExactly(false, true, true);
        assertThat(heads.reshaped(2, 4, 5, 3)).hasValue(heads);
        // 60 entries of a sample are 4 times 15, and 6 of those end within a head.
        assertThat(heads.reshaped(20, 6)).isEmpty();
        StridedView rows = StridedView.of(2, 5, 12).along(2, 4, 5, 6).orElseThrow();
        assertThat(rows.reshaped(10, 3).orElseThrow().axis(0))
                .isEqualTo(new StridedView.Axis(List.of(new StridedView.Run(10, 12))));
        assertThat(rows.reshaped(15, 2)).isEmpty();
    }

    /** Whatever is said to be a view has the same places in the same order. */
    @Test
    void aReshapedViewKeepsItsElements() {
        Random random = new Random(1);
        long[][] shapes = {{24}, {2, 12}, {12, 2}, {4, 6}, {2, 3, 4}, {1, 24}, {2, 1, 3, 4, 1}, {3, 2, 2, 2}};
        int views = 0;
        for (int trial = 0; trial < 2000; trial++) {
            long[] from = shapes[random.nextInt(shapes.length)];
            long[] larger =
                    Arrays.stream(from).map(size -> size + random.nextInt(2)).toArray();
            StridedView view = StridedView.of(larger);
            for (int axis = 0; axis < from.length; axis++) {
                int first = random.nextInt((int) (larger[axis] - from[axis]) + 1);
                view = view.along(
                                axis,
                                IntStream.range(first, first + (int) from[axis])
                                        .asLongStream()
                                        .toArray())
                        .orElseThrow();
            }
            if (from.length > 1 && random.nextBoolean()) {
                view = view.transposed();
            }
            long[] expected = places(view);
            var reshaped = view.reshaped(shapes[random.nextInt(shapes.length)]);
            reshaped.ifPresent(found -> assertThat(places(found)).isEqualTo(expected));
            views += reshaped.isPresent() ? 1 : 0;
            boolean isDense = IntStream.range(1, expected.length).allMatch(i -> expected[i] == expected[i - 1] + 1);
            assertThat(reshaped.isPresent() || !isDense).isTrue();
        }
        assertThat(views).isBetween(500, 1950);
    }

    @Test
    void nothingHasNoView() {
        assertThat(StridedView.of(2, 0).reshaped(0, 2)).isEmpty();
        assertThat(StridedView.of(3).along(0)).isEmpty();
    }

    @Test
    void entriesAreTakenAtOneStep() {
        StridedView view = StridedView.of(2, 5);
        assertThat(places(view.along(1, 3, 1).orElseThrow())).containsExactly(3, 1, 8, 6);
        assertThat(places(view.along(1, 2, 2).orElseThrow())).containsExactly(2, 2, 7, 7);
        assertThat(places(view.along(1, 1, 1, 1).orElseThrow())).containsExactly(1, 1, 1, 6, 6, 6);
        assertThat(places(view.at(1, 4))).containsExactly(4, 9);
        assertThat(view.along(1, 0, 1, 3)).isEmpty();
        assertThat(view.along(1, 4, 5)).isEmpty();
        assertThat(view.along(1, -1)).isEmpty();
    }

    /** Tokens of heads, put together, lie at no single step; those of one head do. */
    @Test
    void entriesOfAnAxisThatIsPutTogetherAreTakenToo() {
        StridedView view =
                StridedView.of(2, 3, 5).permuted(1, 0, 2).reshaped(6, 5).orElseThrow();
        assertThat(places(view.at(0, 3))).containsExactly(20, 21, 22, 23, 24);
        assertThat(places(view.along(0, 0, 2, 4).orElseThrow())).startsWith(0, 1, 2, 3, 4, 5, 6);
        assertThat(view.along(0, 0, 1, 2)).isEmpty();
        assertThat(view.along(0, 0, 1, 2, 3, 4, 5)).hasValue(view);
        assertThat(view.begins(1)).containsExactly(0, 15, 5, 20, 10, 25);
    }

    @Test
    void axesOfOneEntryAreRepeated() {
        assertThat(places(StridedView.of(3, 1).stretched(2, 3, 2))).containsExactly(0, 0, 1, 1, 2, 2, 0, 0, 1, 1, 2, 2);
    }

    @Test
    void arraysOfTheLastAxesBeginWhereTheirFirstElementLies() {
        StridedView view =
                StridedView.of(2, 5, 12).reshaped(2, 5, 4, 3).orElseThrow().permuted(0, 2, 1, 3);
        assertThat(view.begins(2)).containsExactly(0, 3, 6, 9, 60, 63, 66, 69);
        assertThat(StridedView.of(2, 3).begins(2)).containsExactly(0);
    }
}
