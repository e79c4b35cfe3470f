package io.orograph.network.operators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class ElementwiseTest {

    private static final double[] EXTREMES = {
        -1e30,
        -100,
        -20,
        -5,
        -1e-3,
        -1e-20,
        0,
        1e-20,
        1e-3,
        5,
        20,
        100,
        1e30,
        Double.NEGATIVE_INFINITY,
        Double.POSITIVE_INFINITY,
        Double.NaN,
        1
    };

    static Stream<OperatorCase> cases() {
        Tensor scalar = Tensor.of(new float[] {-0.25f});
        return Stream.of(
                OperatorCase.of("Relu", 13).input(7, 5),
                OperatorCase.of("Relu", 13).input(2, 3, 5, 7),
                OperatorCase.of("Relu", 13).input(),
                OperatorCase.of("LeakyRelu", 13).input(3, 11),
                OperatorCase.of("LeakyRelu", 13, "alpha", 0.2f).input(3, 11),
                OperatorCase.of("LeakyRelu", 13, "alpha", 1.5f).input(3, 11),
                OperatorCase.of("LeakyRelu", 13, "alpha", 0f).input(3, 11),
                OperatorCase.of("LeakyRelu", 13, "alpha", -0.5f).input(3, 11),
                OperatorCase.of("Elu", 13).input(9, 5),
                OperatorCase.of("Elu", 13, "alpha", 0.3f).input(2, 3, 2, 2),
                OperatorCase.of("Elu", 13, "alpha", 2f).input(17),
                OperatorCase.of("Selu", 13).input(9, 5),
                OperatorCase.of("Selu", 13, "alpha", 1f, "gamma", 2f).input(9, 5),
                OperatorCase.of("Tanh", 13).input(5, 3, 4),
                OperatorCase.of("Tanh", 13).input(1, 1),
                OperatorCase.of("Sigmoid", 13).input(5, 3),
                OperatorCase.of("Sigmoid", 13).input(5, 33),
                OperatorCase.of("Clip", 7, "min", -0.5f, "max", 1f).input(4, 9),
                OperatorCase.of("Clip", 7, "min", -0.5f).input(4, 9),
                OperatorCase.of("Clip", 7).input(4, 9),
                OperatorCase.of("Clip", 13).input(4, 9).constant(scalar).constant(Tensor.of(new float[] {0.5f})),
                OperatorCase.of("Clip", 13).input(2, 3, 5).noConstant().constant(scalar),
                OperatorCase.of("Clip", 13).input(2, 3, 5).constant(scalar),
                OperatorCase.of("Neg", 13).input(4, 9),
                OperatorCase.of("Abs", 13).input(4, 9),
                OperatorCase.of("Exp", 13).input(4, 9),
                OperatorCase.of("Sqrt", 13).positiveInput(4, 9),
                OperatorCase.of("Erf", 13).input(4, 9),
                OperatorCase.of("Softplus", 13).input(4, 9),
                OperatorCase.of("HardSigmoid", 13).input(4, 9),
                OperatorCase.of("HardSigmoid", 13, "alpha", 0.5f, "beta", 0.4f).input(4, 9),
                OperatorCase.of("HardSwish", 14).input(new double[] {-4, -2.9, -1, 0.5, 2.9, 3.1}, 2, 3),
                OperatorCase.of("Pow", 13).input(4, 9).constant(Tensor.of(new float[] {2})),
                OperatorCase.of("Pow", 13).input(4, 9).constant(Tensor.of(new float[] {3}, 1)),
                OperatorCase.of("Pow", 13).input(4, 9).constant(Tensor.of(new float[] {1})),
                OperatorCase.of("Pow", 13).positiveInput(4, 9).constant(Tensor.of(new float[] {0.5f})),
                OperatorCase.of("Pow", 13).positiveInput(4, 9).constant(Tensor.of(new float[] {-1.5f})));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    static Stream<OperatorCase> extremes() {
        return Stream.of(
                OperatorCase.of("Relu", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("LeakyRelu", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("Elu", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("Selu", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("Tanh", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("Sigmoid", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("Sigmoid", 13).input(EXTREMES, EXTREMES.length, 1),
                OperatorCase.of("Softplus", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("HardSigmoid", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("Neg", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("Abs", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("Erf", 13).input(EXTREMES, 1, EXTREMES.length),
                OperatorCase.of("Clip", 13)
                        .input(EXTREMES, 1, EXTREMES.length)
                        .constant(Tensor.of(new float[] {-3}))
                        .constant(Tensor.of(new float[] {4})));
    }

    /** A NaN must reach the loss, and an infinity must not become one where the function has a limit. */
    @ParameterizedTest
    @MethodSource("extremes")
    void keepsNanAndLimits(OperatorCase operator) {
        double[] single = operator.forward(DataType.FLOAT);
        double[] exact = operator.forward(DataType.DOUBLE);
        for (int i = 0; i < EXTREMES.length; i++) {
            boolean isNan = Double.isNaN(EXTREMES[i]);
            assertThat(Double.isNaN(single[i])).as("NaN of %s", EXTREMES[i]).isEqualTo(isNan);
            assertThat(Double.isNaN(exact[i])).as("NaN of %s", EXTREMES[i]).isEqualTo(isNan);
            if (!isNan) {
                // Single precision holds no number below 1e-38 and no eˣ below that.
                double tolerance = 1e-6 * Math.max(1e-1, Math.abs(exact[i]));
                assertThat(single[i] == exact[i] || Math.abs(single[i] - exact[i]) <= tolerance)
                        .as("%s in both precisions of %s: %s and %s", operator, EXTREMES[i], single[i], exact[i])
                        .isTrue();
            }
        }
    }

    /** Where the logarithm of a probability may be taken, it must be right relative to its own size. */
    @Test
    void aNarrowSigmoidIsExactFarFromZero() {
        double[] x = {-80, -40, -20, -10, -1, 0, 10};
        double[] y = OperatorCase.of("Sigmoid", 13).input(x, x.length, 1).forward(DataType.FLOAT);
        for (int i = 0; i < x.length; i++) {
            double expected = 1 / (1 + Math.exp(-x[i]));
            assertThat(Math.abs(y[i] / expected - 1)).as("sigmoid of %s", x[i]).isLessThan(1e-5);
        }
    }

    /** Eight thousand arguments; four units in the last place of single precision are 5e-7. */
    @Test
    void tanhIsExactRelativeToItsSize() {
        double[] x = new double[8000];
        Arrays.setAll(x, i -> (float) ((i - 4000) * 0.00251 + 1e-5));
        double[] y = OperatorCase.of("Tanh", 13).input(x, 80, 100).forward(DataType.FLOAT);
        for (int i = 0; i < x.length; i++) {
            assertThat(Math.abs(y[i] / Math.tanh(x[i]) - 1))
                    .as("tanh of %s", x[i])
                    .isLessThan(5e-7);
        }
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> OperatorCase.of("Clip", 13).input(2).input(1).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("Clip node \"probe\" has a computed limit");
        assertThatThrownBy(
                        () -> OperatorCase.of("Elu", 13, "alpha", -1f).input(2).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("alpha -1.0");
        assertThatThrownBy(() -> OperatorCase.of("Loop", 13).input(2).operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("supported are Abs, Acos, Acosh, Add, ");
    }
}
