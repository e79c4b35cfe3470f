package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Sums of whole numbers, which both types hold exactly, and of what is none. */
class ColumnSumsTest {

    @BeforeAll
    static void confine() {
        NativeThreads.confineCurrentThread();
    }

    private static double[] sums(Precision precision, double[] rows, int length) {
        int count = rows.length / length;
        try (NativeArrays memory = new NativeArrays()) {
            INDArray matrix = memory.zeros(precision.type(), count, length);
            INDArray sums = memory.zeros(precision.type(), length).assign(Double.NaN);
            NativeCopy.write(rows, matrix);
            INDArray ones = memory.zeros(precision.type(), count).assign(1);
            new ColumnSums(matrix, ones, sums).run();
            double[] got = new double[length];
            NativeCopy.read(sums, got);
            return got;
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachColumnIsSummed(Precision precision) {
        for (int count : new int[] {1, 2, 33, 512}) {
            for (int length : new int[] {1, 3, 64, 130}) {
                double[] rows = new double[count * length];
                Arrays.setAll(rows, i -> i % 61 - 20);
                double[] expected = new double[length];
                for (int i = 0; i < rows.length; i++) {
                    expected[i % length] += rows[i];
                }
                assertThat(sums(precision, rows, length))
                        .as("%d×%d", count, length)
                        .isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotFiniteStaysInItsColumn(Precision precision) {
        double[] rows = new double[40 * 5];
        rows[7] = Double.NaN;
        rows[18] = Double.POSITIVE_INFINITY;
        assertThat(sums(precision, rows, 5)).containsExactly(0, 0, Double.NaN, Double.POSITIVE_INFINITY, 0);
    }

    @ParameterizedTest
    @EnumSource
    void numbersAreAddedToOthers(Precision precision) {
        double[] numbers = new double[20_001];
        Arrays.setAll(numbers, i -> i);
        double[] sums = new double[numbers.length];
        Arrays.setAll(sums, i -> 3.0 * i + 0.25);
        try (NativeArrays memory = new NativeArrays()) {
            INDArray array = memory.zeros(precision.type(), numbers.length);
            NativeCopy.write(numbers, array);
            NativeCopy.add(array, sums);
            double[] expected = new double[numbers.length];
            Arrays.setAll(expected, i -> 4.0 * i + 0.25);
            assertThat(sums).isEqualTo(expected);
            NativeCopy.clear(array);
            NativeCopy.read(array, numbers);
            assertThat(numbers).containsOnly(0);
        }
    }
}
