package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Rows by their factors, and the length of a vector, against Java's own arithmetic. */
class ScaledRowsTest {

    private static final int ROWS = 4;
    private static final int COLUMNS = 19;

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    private static double[] read(INDArray array) {
        double[] numbers = new double[(int) array.length()];
        NativeCopy.read(array, numbers);
        return numbers;
    }

    /** Factors and numbers that floats and their products hold exactly. */
    @ParameterizedTest
    @EnumSource
    void eachRowIsMultipliedByItsFactor(Precision precision) {
        double[] factors = {0.5, -3, 0, 8};
        double[] numbers = new double[ROWS * COLUMNS];
        double[] expected = new double[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i % 7 - 3;
            expected[i] = numbers[i] * factors[i / COLUMNS];
        }
        try (NativeArrays memory = new NativeArrays()) {
            INDArray matrix = memory.zeros(precision.type(), ROWS, COLUMNS);
            INDArray by = memory.zeros(precision.type(), ROWS);
            INDArray out = memory.zeros(precision.type(), ROWS, COLUMNS);
            NativeCopy.write(numbers, matrix);
            NativeCopy.write(factors, by);
            ScaledRows kernel = new ScaledRows(matrix, by, out);
            kernel.run();
            kernel.run();
            assertThat(read(out)).isEqualTo(expected);
            assertThat(read(matrix)).isEqualTo(numbers);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNoNumberStaysNoneWhateverTheFactor(Precision precision) {
        try (NativeArrays memory = new NativeArrays()) {
            INDArray matrix = memory.zeros(precision.type(), 2, 2);
            INDArray by = memory.zeros(precision.type(), 2);
            INDArray out = memory.zeros(precision.type(), 2, 2);
            NativeCopy.write(new double[] {Double.NaN, 1, Double.POSITIVE_INFINITY, 2}, matrix);
            NativeCopy.write(new double[] {0, 0}, by);
            new ScaledRows(matrix, by, out).run();
            assertThat(read(out)).isEqualTo(new double[] {Double.NaN, 0, Double.NaN, 0});
            NativeCopy.write(new double[] {Double.NaN, -1}, by);
            new ScaledRows(matrix, by, out).run();
            assertThat(read(out)).isEqualTo(new double[] {Double.NaN, Double.NaN, Double.NEGATIVE_INFINITY, -2});
        }
    }

    @Test
    void theLengthOfAVector() {
        for (Precision precision : Precision.values()) {
            try (NativeArrays memory = new NativeArrays()) {
                INDArray vector = memory.zeros(precision.type(), 1000);
                NativeCopy.write(
                        new java.util.Random(1)
                                .ints(1000, -3, 4)
                                .asDoubleStream()
                                .toArray(),
                        vector);
                double squares = 0;
                for (double x : read(vector)) {
                    squares += x * x;
                }
                assertThat(EuclideanNorm.of(vector)).isEqualTo(Math.sqrt(squares));
                NativeCopy.write(new double[] {Double.NaN}, NativeArrays.part(vector, 10, 1));
                assertThat(EuclideanNorm.of(vector)).isNaN();
            }
        }
    }
}
