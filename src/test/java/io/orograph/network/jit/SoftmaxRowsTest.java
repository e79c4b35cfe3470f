package io.orograph.network.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows come to what plain loops in double precision say, and nothing beside them is written. */
@ExtendWith(WithMachineCode.class)
class SoftmaxRowsTest {

    /** Floats before and behind the results, which stay what they are. */
    private static final int MARGIN = 9;

    private static final float UNTOUCHED = 77;

    private static final double ROUNDING = 0x1p-24;

    private final Random random = new Random(3);

    private float[] drawn(int count, double deviation) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
        return values;
    }

    private static float[] run(SoftmaxRows softmax, float... x) {
        float[] spoilt = new float[x.length + 2 * MARGIN];
        Arrays.fill(spoilt, UNTOUCHED);
        float[] inPlace = spoilt.clone();
        System.arraycopy(x, 0, inPlace, MARGIN, x.length);
        try (NativeFloats from = new NativeFloats(x);
                NativeFloats to = new NativeFloats(spoilt);
                NativeFloats both = new NativeFloats(inPlace)) {
            long results = MARGIN * Float.BYTES;
            CallList.Builder calls = new CallList.Builder();
            softmax.call(calls, from.address(), to.address() + results);
            softmax.call(calls, both.address() + results, both.address() + results);
            calls.build(BytePointer::new).run();
            assertThat(from.values()).as("what is read").isEqualTo(x);
            assertThat(both.values()).as("in place").isEqualTo(to.values());
            float[] written = to.values();
            float[] y = Arrays.copyOfRange(written, MARGIN, MARGIN + x.length);
            System.arraycopy(spoilt, MARGIN, written, MARGIN, x.length);
            assertThat(written).as("margins").isEqualTo(spoilt);
            return y;
        }
    }

    /** Compares a row: an x below the largest by d is off by half a unit of d, and its power by as much relatively. */
    private static void check(float[] x, float[] y, int from, int length, boolean isLogarithm) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = from; i < from + length; i++) {
            largest = Math.max(largest, x[i]);
        }
        double sum = 0;
        double total = 0;
        for (int i = from; i < from + length; i++) {
            sum += Math.exp(x[i] - largest);
            total += y[i];
        }
        for (int i = from; i < from + length; i++) {
            double below = largest - x[i];
            double logarithm = -below - Math.log(sum);
            double power = Math.exp(logarithm);
            if (isLogarithm) {
                double error = ROUNDING * (2 * below + 2 * Math.log(sum) + 4);
                assertThat((double) y[i]).isCloseTo(logarithm, offset(error));
            } else {
                double error = ROUNDING * (below + 8) * power + Float.MIN_VALUE;
                assertThat((double) y[i]).isCloseTo(power, offset(error));
            }
        }
        if (!isLogarithm) {
            assertThat(total).isCloseTo(1, offset(2 * ROUNDING));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 7, 8, 9, 10, 15, 16, 17, 31, 40, 63, 64, 65, 71, 72, 73, 96, 100, 127, 1000, 1003})
    void likePlainLoops(int length) {
        for (int rows : new int[] {1, 2, 7}) {
            for (double deviation : new double[] {0.01, 1, 30}) {
                for (boolean isLogarithm : new boolean[] {false, true}) {
                    float[] x = drawn(rows * length, deviation);
                    float[] y = run(new SoftmaxRows(rows, length, isLogarithm), x);
                    for (int row = 0; row < rows; row++) {
                        check(x, y, row * length, length, isLogarithm);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 8, 12, 64, 77, 256})
    void largeLogitsDoNotOverflow(int length) {
        float[] x = new float[length];
        Arrays.fill(x, -3.4e38f);
        x[length - 1] = 3e38f;
        x[0] = 3e38f;
        float[] expected = new float[length];
        expected[0] = 0.5f;
        expected[length - 1] = 0.5f;
        assertThat(run(new SoftmaxRows(1, length, false), x)).isEqualTo(expected);
        Arrays.fill(x, Float.NEGATIVE_INFINITY);
        x[length / 2] = -3e38f;
        float[] masked = run(new SoftmaxRows(1, length, true), x);
        for (int i = 0; i < length; i++) {
            assertThat(masked[i]).isEqualTo(i == length / 2 ? 0 : Float.NEGATIVE_INFINITY);
        }
    }

    /** Wherever it stands, NaN or ∞ reaches its row and no other; a row of nothing but −∞ has no softmax. */
    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 12, 64, 77, 100})
    void whatIsNoNumberStaysInItsRow(int length) {
        float[] odd = {Float.NaN, Float.intBitsToFloat(0xffc00000), Float.POSITIVE_INFINITY};
        for (boolean isLogarithm : new boolean[] {false, true}) {
            SoftmaxRows softmax = new SoftmaxRows(3, length, isLogarithm);
            for (float number : odd) {
                for (int place = 0; place < length; place++) {
                    float[] x = drawn(3 * length, 1);
                    x[length + place] = number;
                    assertOnlySecondIsNan(x, run(softmax, x), length, isLogarithm);
                }
            }
            float[] x = drawn(3 * length, 1);
            Arrays.fill(x, length, 2 * length, Float.NEGATIVE_INFINITY);
            assertOnlySecondIsNan(x, run(softmax, x), length, isLogarithm);
        }
    }

    private static void assertOnlySecondIsNan(float[] x, float[] y, int length, boolean isLogarithm) {
        for (int i = length; i < 2 * length; i++) {
            assertThat(y[i]).isNaN();
        }
        check(x, y, 0, length, isLogarithm);
        check(x, y, 2 * length, length, isLogarithm);
    }

    @Test
    void needsRows() {
        SoftmaxRows none = new SoftmaxRows(0, 3, false);
        assertThatThrownBy(() -> none.call(new CallList.Builder(), 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("0 rows of 3 numbers have no softmax");
    }
}
