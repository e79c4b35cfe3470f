package io.orograph.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalDrawsTest {

    /** Sizes within a chunk of tries, beyond one, odd, so that a pair is divided between two vectors, and small ones. */
    @ParameterizedTest
    @CsvSource({"0, 2, 1", "1, 3, 5", "0, 2, 100000", "7, 2, 102943", "-3, 1, 400001", "9223372036854775807, 4, 51471"})
    void theDrawsAreThoseOfJavasOwnGeneratorToTheBit(long seed, int count, int size) {
        Random random = new Random(seed);
        double[][] expected = new double[count][size];
        for (double[] vector : expected) {
            for (int i = 0; i < size; i++) {
                vector[i] = random.nextGaussian();
            }
        }
        assertThat(NormalDraws.vectors(seed, count, size)).isDeepEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 0", "0, 5"})
    void nothingIsDrawnForNothing(int count, int size) {
        assertThat(NormalDraws.vectors(0, count, size)).isDeepEqualTo(new double[count][size]);
    }
}
