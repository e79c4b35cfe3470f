package io.orograph.network.jit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.jit.AxisFold.Kind;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Numbers along an axis come to what plain loops in double precision say, and nothing beside the results is written. */
@ExtendWith(WithMachineCode.class)
class AxisFoldTest {

    /** Floats before and behind the results, which stay what they are. */
    private static final int MARGIN = 9;

    private static final float UNTOUCHED = 77;

    private final Random random = new Random(11);

    private float[] drawn(long length) {
        float[] values = new float[(int) length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static double step(Kind kind, double result, double x) {
        return switch (kind) {
            case SUM -> result + x;
            case SUM_OF_AMOUNTS -> result + Math.abs(x);
            case SUM_OF_SQUARES -> result + x * x;
            case LARGEST -> Math.max(result, x);
            case SMALLEST -> Math.min(result, x);
        };
    }

    private static double start(Kind kind) {
        return switch (kind) {
            case LARGEST -> Double.NEGATIVE_INFINITY;
            case SMALLEST -> Double.POSITIVE_INFINITY;
            default -> 0;
        };
    }

    private static double[] plain(AxisFold fold, float... x) {
        int after = (int) fold.after();
        double[] results = new double[(int) fold.before() * after];
        Arrays.fill(results, start(fold.kind()));
        for (int i = 0; i < x.length; i++) {
            int result = i / after / (int) fold.count() * after + i % after;
            results[result] = step(fold.kind(), results[result], x[i]);
        }
        return Arrays.stream(results).map(result -> result / fold.divisor()).toArray();
    }

    private static float[] run(AxisFold fold, float... x) {
        int results = (int) (fold.before() * fold.after());
        float[] spoilt = new float[results + 2 * MARGIN];
        Arrays.fill(spoilt, UNTOUCHED);
        try (NativeFloats from = new NativeFloats(x);
                NativeFloats to = new NativeFloats(spoilt)) {
            CallList.Builder calls = new CallList.Builder();
            fold.call(calls, from.address(), to.address() + MARGIN * Float.BYTES);
            calls.build(BytePointer::new).run();
            float[] written = to.values();
            Arrays.fill(spoilt, MARGIN, MARGIN + results, 0);
            float[] margins = written.clone();
            Arrays.fill(margins, MARGIN, MARGIN + results, 0);
            assertThat(margins).as("margins of %s", fold).isEqualTo(spoilt);
            return Arrays.copyOfRange(written, MARGIN, MARGIN + results);
        }
    }

    /** Both sums are exact to 10⁻¹³ of their terms: at most the last place differs where they lie between two floats. */
    private static void check(AxisFold fold, float... x) {
        float[] results = run(fold, x);
        double[] expected = plain(fold, x);
        for (int i = 0; i < results.length; i++) {
            float rounded = (float) expected[i];
            if (Float.isNaN(rounded) || Float.isInfinite(rounded)) {
                assertThat(results[i]).as("result %d of %s", i, fold).isEqualTo((Float) rounded);
            } else {
                assertThat(Math.abs(results[i] - expected[i]))
                        .as("result %d of %s: %s", i, fold, results[i])
                        .isLessThanOrEqualTo(0.5001 * Math.ulp(rounded) + 1e-13);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void rowsOfAnyLength(Kind kind) {
        for (int count = 1; count <= 50; count++) {
            check(new AxisFold(kind, 3, count, 1, count % 2 == 0 ? count : 1), drawn(3L * count));
        }
        check(new AxisFold(kind, 2, 1029, 1, 1029), drawn(2 * 1029));
    }

    @ParameterizedTest
    @EnumSource
    void anyNumberOfColumns(Kind kind) {
        for (int after = 4; after <= 75; after++) {
            int count = 1 + after % 5;
            check(new AxisFold(kind, 3, count, after, after % 2 == 0 ? count : 1), drawn(3L * count * after));
        }
        check(new AxisFold(kind, 1, 300, 129, 1), drawn(300 * 129));
        check(new AxisFold(kind, 2, 7, 256, 7), drawn(2 * 7 * 256));
    }

    /** Numbers that are not finite reach their result from each place, and no other. */
    @ParameterizedTest
    @CsvSource({"1,21", "37,3", "5,1"})
    void whatIsNotFinite(int after, int count) {
        float[] kinds = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.MAX_VALUE, -0f};
        for (Kind kind : Kind.values()) {
            for (float odd : kinds) {
                for (int place = 0; place < count * after; place++) {
                    float[] x = drawn(3L * count * after);
                    x[count * after + place] = odd;
                    check(new AxisFold(kind, 3, count, after, 1), x);
                }
            }
        }
    }

    @Test
    void infinitiesOfBothSigns() {
        float[] x = drawn(2 * 40);
        x[3] = Float.POSITIVE_INFINITY;
        x[38] = Float.NEGATIVE_INFINITY;
        for (Kind kind : Kind.values()) {
            check(new AxisFold(kind, 2, 40, 1, 40), x);
            check(new AxisFold(kind, 1, 2, 40, 1), x);
        }
        assertThat(run(new AxisFold(Kind.SUM, 2, 40, 1, 1), x)[0]).isNaN();
    }

    /** Of numbers about 10000 a sum in single precision would lose four of the digits that their mean has. */
    @Test
    void longRowsWithALargeMean() {
        int count = 100_000;
        float[] x = drawn(4L * count);
        for (int i = 0; i < x.length; i++) {
            x[i] += 10_000;
        }
        AxisFold rows = new AxisFold(Kind.SUM, 4, count, 1, count);
        AxisFold columns = new AxisFold(Kind.SUM, 1, count, 4, count);
        for (AxisFold fold : new AxisFold[] {rows, columns}) {
            float[] means = run(fold, x);
            double[] expected = plain(fold, x);
            for (int i = 0; i < means.length; i++) {
                // Half a unit in the last place, and what the plain sum errs by itself.
                assertThat(Math.abs(means[i] - expected[i])).isLessThan(0.5 * Math.ulp(10_000f) + 1e-6);
            }
        }
    }

    @Test
    void someColumnsAreLeftToJava() {
        assertThat(new AxisFold(Kind.SUM, 2, 5, 3, 1).isCompiled()).isFalse();
        assertThat(new AxisFold(Kind.SUM, 2, 0, 1, 1).isCompiled()).isFalse();
        assertThatThrownBy(() -> run(new AxisFold(Kind.SUM, 2, 5, 3, 1), drawn(30)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("2·5·3 numbers");
    }
}
