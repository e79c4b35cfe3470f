package io.orograph.network.jit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Functions of floats are next to those of Java's doubles, wherever the argument lies. */
@ExtendWith(WithMachineCode.class)
class FloatFunctionsTest {

    private static final int LENGTH = 200_000;

    /** Below these a float has fewer digits, of which Mish takes a hundred times as much. */
    private static final double SMALLEST = Float.MIN_NORMAL * 128;

    private final Random random = new Random(11);

    private static float[] run(UnaryOperator<Value> function, float... x) {
        try (NativeFloats from = new NativeFloats(x);
                NativeFloats to = new NativeFloats(new float[x.length])) {
            CompiledLoop loop = StreamLoop.compiled(body -> body.write(1, function.apply(body.read(0))));
            new CallList.Builder()
                    .call(StreamTables.of(loop, List.of(new long[] {from.address(), to.address()}), x.length))
                    .build(BytePointer::new)
                    .run();
            return to.values();
        }
    }

    /** Numbers of all sizes, most of them where something happens, and the special ones. */
    private float[] arguments() {
        float[] x = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            x[i] = (float) (random.nextGaussian() * Math.pow(10, 6 * random.nextDouble() - 4));
        }
        float[] special = {0, -0f, 1e-42f, -1e-42f, 88.7f, 88.8f, -87.4f, -103.9f, -200, 1e30f, -1e30f, Float.NaN};
        System.arraycopy(special, 0, x, 0, special.length);
        x[special.length] = Float.POSITIVE_INFINITY;
        x[special.length + 1] = Float.NEGATIVE_INFINITY;
        return x;
    }

    /** The largest difference in units of the last place of what it should be. */
    private void within(double units, UnaryOperator<Value> function, DoubleUnaryOperator exact) {
        float[] x = arguments();
        float[] y = run(function, x);
        double worst = 0;
        for (int i = 0; i < LENGTH; i++) {
            double wanted = exact.applyAsDouble(x[i]);
            float rounded = (float) wanted;
            if (Float.isNaN(rounded) || Float.isInfinite(rounded)) {
                assertThat(y[i]).as("of %s", x[i]).isEqualTo((Float) rounded);
            } else {
                double unit = Math.ulp((float) Math.max(Math.abs(rounded), SMALLEST));
                double error = Math.abs(y[i] - wanted) / unit;
                assertThat(error).as("%s of %s, exactly %s", y[i], x[i], wanted).isLessThan(units);
                worst = Math.max(worst, error);
            }
        }
        // A bound that nothing comes near would hide what is lost later.
        assertThat(worst).isGreaterThan(units / 4);
    }

    /** Eight steps are rounded, of which the last ones count whole. */
    @Test
    void exponential() {
        within(2, FloatFunctions::exponential, Math::exp);
    }

    @Test
    void hyperbolicTangent() {
        within(3, FloatFunctions::tanh, Math::tanh);
    }

    @Test
    void logistic() {
        within(3, FloatFunctions::logistic, x -> 1 / (1 + Math.exp(-x)));
    }

    @Test
    void softplus() {
        within(3, FloatFunctions::softplus, x -> Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x))));
    }

    /** e^x rounds, and is squared. At −∞ both are 0·∞. */
    @Test
    void mish() {
        within(5, FloatFunctions::mish, x -> x * Math.tanh(Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))));
    }

    /** Each place is computed for itself, whatever stands beside it. */
    @Test
    void placesDoNotDependOnEachOther() {
        float[] x = arguments();
        float[] y = run(FloatFunctions::softplus, x);
        float[] turned = new float[LENGTH];
        for (int i = 0; i < LENGTH; i++) {
            turned[i] = x[LENGTH - 1 - i];
        }
        float[] other = run(FloatFunctions::softplus, turned);
        for (int i = 0; i < LENGTH; i++) {
            turned[i] = other[LENGTH - 1 - i];
        }
        assertThat(Arrays.equals(turned, y)).isTrue();
    }
}
