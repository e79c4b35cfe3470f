package io.orograph.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Random orders that mean the same everywhere. */
final class ShuffleTest {

    /** Trainings, subsets and batches that were recorded are repeated by their seed alone. */
    @Test
    void theOrderOfASeedIsThatOfTheLibrary() {
        for (int size : new int[] {0, 1, 2, 10, 1000}) {
            List<Integer> expected =
                    new java.util.ArrayList<>(IntStream.range(0, size).boxed().toList());
            Collections.shuffle(expected, new Random(size));
            assertThat(Arrays.stream(Shuffle.order(size, new Random(size))).boxed())
                    .containsExactlyElementsOf(expected);
        }
        assertThat(Shuffle.order(8, new Random(0))).containsExactly(0, 7, 3, 4, 6, 1, 2, 5);
    }

    @Test
    void aShuffleBeginsWithTheOrderThatIsThere() {
        Random random = new Random(5);
        int[] order = {3, 2, 1, 0};
        Shuffle.shuffle(order, random);
        int[] places = Shuffle.order(4, new Random(5));
        assertThat(order)
                .containsExactly(Arrays.stream(places).map(place -> 3 - place).toArray());
    }
}
