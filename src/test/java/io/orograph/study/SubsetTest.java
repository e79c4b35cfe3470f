package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.Dataset;
import io.orograph.network.Tensor;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SubsetTest {

    /** The first input of a sample is its place, so that a subset says which samples it took. */
    private static Dataset data(Tensor targets) {
        int samples = (int) targets.size(0);
        double[] places = IntStream.range(0, samples).asDoubleStream().toArray();
        return new Dataset("data", Tensor.of(places, samples, 1), targets);
    }

    @Property(tries = 300)
    void eachClassKeepsItsShare(
            @ForAll @Size(min = 2, max = 200) int[] numbers, @ForAll @IntRange(min = 1, max = 200) int count) {
        long[] classes =
                IntStream.of(numbers).mapToLong(i -> Math.floorMod(i, 4)).toArray();
        Dataset data = data(Tensor.of(classes, classes.length));
        Dataset part = Subset.choose(data, count);
        if (count >= classes.length) {
            assertThat(part).isSameAs(data);
            return;
        }
        assertThat(part.samples()).isEqualTo(count);
        requireDistinctAndInOrder(part);
        for (int i = 0; i < count; i++) {
            assertThat(part.targets().get(i))
                    .isEqualTo((double) classes[(int) part.inputs().get(i)]);
        }
        for (long c = 0; c < 4; c++) {
            double exact = (double) count(classes, c) * count / classes.length;
            assertThat((double) count(part.targets().longs(), c)).isBetween(Math.floor(exact), Math.ceil(exact));
        }
        assertThat(Subset.choose(data, count)).as("the same every time").isEqualTo(part);
    }

    private static long count(long[] classes, long c) {
        return IntStream.range(0, classes.length).filter(i -> classes[i] == c).count();
    }

    private static void requireDistinctAndInOrder(Dataset part) {
        for (int i = 1; i < part.samples(); i++) {
            assertThat(part.inputs().get(i)).isGreaterThan(part.inputs().get(i - 1));
        }
    }

    @Property(tries = 50)
    void realTargetsAreDrawnAtRandom(@ForAll @IntRange(min = 1, max = 1999) int count) {
        double[] targets = IntStream.range(0, 2000).mapToDouble(i -> i + 0.5).toArray();
        Dataset part = Subset.choose(data(Tensor.of(targets, targets.length)), count);
        assertThat(part.samples()).isEqualTo(count);
        requireDistinctAndInOrder(part);
    }
}
