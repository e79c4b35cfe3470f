package io.orograph.network.operators.normalization;

import static io.orograph.network.operators.WithCompiledLoops.withoutMachineCode;
import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Kernels;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.Tensor;
import io.orograph.network.operators.ForwardBinding;
import io.orograph.network.operators.OperatorCase;
import io.orograph.network.operators.WithCompiledLoops;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The normalisation of responses, and powers of quarters, by machine code agree with those in Java. */
class CompiledResponsesTest {

    @RegisterExtension
    final WithCompiledLoops loops = new WithCompiledLoops();

    private final NativeArrays arrays = loops.arrays();

    private static double[] drawn(int count) {
        Random random = new Random(5);
        double[] numbers = new double[count];
        Arrays.setAll(numbers, i -> (float) (3 * random.nextGaussian()));
        return numbers;
    }

    /**
     * @param ulps that the expected numbers err by, as floats
     */
    private static void assertClose(double[] found, double[] expected, int ulps) {
        for (int i = 0; i < found.length; i++) {
            float rounded = (float) expected[i];
            boolean isSame = Double.compare(found[i] + 0.0, rounded + 0.0) == 0;
            assertThat(isSame || Math.abs(found[i] - expected[i]) <= ulps * Math.ulp(rounded))
                    .as("number %d: %s in place of %s", i, found[i], expected[i])
                    .isTrue();
        }
    }

    private static OperatorCase responses(int places, int size, float beta, float bias, double... x) {
        return OperatorCase.of("LRN", 13, "size", size, "alpha", 0.7f, "beta", beta, "bias", bias)
                .input(x, 2, x.length / places / 2, places);
    }

    /** Sums of fewer channels than there are and of more, of an even number too, over lines that fill registers and others. */
    @ParameterizedTest
    @CsvSource({
        "4, 5, 0.75, 1",
        "6, 2, 0.75, 2",
        "7, 9, 1, 1",
        "16, 3, 0.5, 1",
        "35, 5, 1.25, 0.5",
        "35, 1, 2, 1",
        "3, 5, 0.75, 1",
        "35, 5, 0.7, 1"
    })
    void likeLoopsInJava(int places, int size, float beta, float bias) {
        double[] x = drawn(2 * 6 * places);
        OperatorCase operator = responses(places, size, beta, bias, x);
        double[] found = operator.forward(DataType.FLOAT);
        assertClose(found, withoutMachineCode(() -> operator.forward(DataType.FLOAT)), 1);
        assertClose(found, operator.forward(DataType.DOUBLE), 1);
        x[3] = Double.NaN;
        x[2 * places] = Double.POSITIVE_INFINITY;
        x[7 * places] = Double.NEGATIVE_INFINITY;
        x[8 * places + 1] = Float.MAX_VALUE;
        x[9 * places + 2] = Float.MIN_VALUE;
        OperatorCase odd = responses(places, size, beta, 0, x);
        assertClose(odd.forward(DataType.FLOAT), withoutMachineCode(() -> odd.forward(DataType.FLOAT)), 1);
    }

    /** Whole powers make infinite quotients of 0, and products of negative ones with signs; others NaN. */
    @ParameterizedTest
    @CsvSource({"0.75, -1", "1, -1", "1.5, -30", "2, -30", "0.25, 0"})
    void sumsAtZeroAndBelow(float beta, float bias) {
        double[] x = drawn(2 * 6 * 9);
        Arrays.fill(x, 0, 40, 0);
        x[1] = -0.0;
        OperatorCase operator = responses(9, 3, beta, bias, x);
        double[] found = operator.forward(DataType.FLOAT);
        assertClose(found, withoutMachineCode(() -> operator.forward(DataType.FLOAT)), 1);
    }

    private boolean isCompiled(DataType type, long size, double beta, long... shape) {
        INDArray x = arrays.zeros(type, shape);
        ForwardBinding binding = new ForwardBinding(type, List.of(x), arrays.zeros(type, shape), arrays);
        return CompiledResponses.kernel(binding, size, 0.1, beta, 1).isPresent();
    }

    /** Left to the loops in Java are lines that fill no register, sums that take far more addresses than numbers, and other powers. */
    @Test
    void whatIsCompiled() {
        assertThat(isCompiled(DataType.FLOAT, 5, 0.75, 2, 7, 3, 5)).isTrue();
        assertThat(isCompiled(DataType.FLOAT, 5, 2, 2, 7, 4)).isTrue();
        assertThat(isCompiled(DataType.FLOAT, 64, 0.75, 2, 96, 13, 13)).isTrue();
        assertThat(isCompiled(DataType.FLOAT, 64, 0.75, 2, 96, 3, 3)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 65, 0.75, 2, 96, 30, 30)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 5, 0.75, 2, 7, 3)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 5, 0.75, 2, 7)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 5, 0.7, 2, 7, 3, 5)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 5, 0, 2, 7, 3, 5)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 5, -0.75, 2, 7, 3, 5)).isFalse();
        assertThat(isCompiled(DataType.FLOAT, 5, 0.75, 0, 7, 3, 5)).isFalse();
        assertThat(isCompiled(DataType.DOUBLE, 5, 0.75, 2, 7, 3, 5)).isFalse();
        LayerEngines.choose(Kernels.ND4J);
        assertThat(isCompiled(DataType.FLOAT, 5, 0.75, 2, 7, 3, 5)).isFalse();
    }

    private static OperatorCase power(double exponent, double... x) {
        return OperatorCase.of("Pow", 13).input(x, x.length).constant(Tensor.of(new float[] {(float) exponent}));
    }

    /** Roots of what is negative, infinite, 0 of either sign and no normal number too. */
    @ParameterizedTest
    @CsvSource({"0.75", "0.25", "1.25", "1.5", "1.75", "-0.25", "-0.5", "-0.75", "-1.5"})
    void powersOfQuarters(double exponent) {
        double[] x = drawn(21);
        double[] odd = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            0,
            -0.0,
            Float.MIN_VALUE,
            Float.MAX_VALUE,
            1,
            -1
        };
        System.arraycopy(odd, 0, x, 0, odd.length);
        double[] expected = Arrays.stream(x).map(v -> Math.pow(v, exponent)).toArray();
        assertClose(power(exponent, x).forward(DataType.FLOAT), expected, 1);
    }
}
