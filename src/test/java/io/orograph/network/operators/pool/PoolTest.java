package io.orograph.network.operators.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ElementType;
import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.Tensor;
import io.orograph.network.operators.OperatorCase;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** MaxPool, AveragePool and GlobalAveragePool. */
class PoolTest {

    private static long[] of(long... values) {
        return values;
    }

    private static Stream<OperatorCase> both(int opset, Object[] settings, long... shape) {
        return Stream.of(
                OperatorCase.of("MaxPool", opset, settings).input(shape),
                OperatorCase.of("AveragePool", opset, settings).input(shape));
    }

    private static Object[] settings(Object... settings) {
        return settings;
    }

    static Stream<OperatorCase> cases() {
        Object[] square = settings("kernel_shape", of(2, 2), "strides", of(2, 2));
        return Stream.of(
                        both(12, square, 2, 3, 6, 8),
                        both(12, square, 2, 3, 7, 5),
                        both(12, settings("kernel_shape", of(3, 2)), 2, 3, 7, 5),
                        both(
                                12,
                                settings("kernel_shape", of(3, 3), "strides", of(2, 2), "pads", of(1, 1, 1, 1)),
                                2,
                                3,
                                7,
                                9),
                        both(
                                12,
                                settings("kernel_shape", of(3, 3), "strides", of(2, 1), "pads", of(0, 1, 1, 2)),
                                2,
                                3,
                                6,
                                5),
                        both(
                                12,
                                settings("kernel_shape", of(3, 3), "strides", of(2, 2), "auto_pad", "SAME_UPPER"),
                                1,
                                2,
                                6,
                                7),
                        both(
                                12,
                                settings("kernel_shape", of(2, 3), "strides", of(2, 2), "auto_pad", "SAME_LOWER"),
                                1,
                                2,
                                7,
                                6),
                        both(12, settings("kernel_shape", of(3, 3), "strides", of(2, 2), "ceil_mode", 1), 1, 2, 6, 7),
                        both(
                                12,
                                settings(
                                        "kernel_shape",
                                        of(3, 3),
                                        "strides",
                                        of(3, 3),
                                        "ceil_mode",
                                        1,
                                        "pads",
                                        of(1, 1, 1, 1)),
                                1,
                                2,
                                6,
                                7),
                        both(
                                        12,
                                        settings(
                                                "kernel_shape",
                                                of(2, 2),
                                                "strides",
                                                of(2, 2),
                                                "ceil_mode",
                                                1,
                                                "pads",
                                                of(1, 1, 1, 1)),
                                        1,
                                        2,
                                        6,
                                        7)
                                .map(OperatorCase::withoutReference),
                        both(12, settings("kernel_shape", of(3), "strides", of(2), "pads", of(1, 1)), 2, 3, 9),
                        both(12, settings("kernel_shape", of(2), "strides", of(2), "pads", of(0, 1)), 2, 3, 9),
                        Stream.of(
                                OperatorCase.of(
                                                "AveragePool",
                                                12,
                                                "kernel_shape",
                                                of(3, 3),
                                                "pads",
                                                of(1, 1, 1, 1),
                                                "count_include_pad",
                                                1)
                                        .input(2, 2, 5, 6),
                                OperatorCase.of(
                                                "AveragePool",
                                                12,
                                                "kernel_shape",
                                                of(3, 3),
                                                "pads",
                                                of(0, 1, 2, 1),
                                                "count_include_pad",
                                                1,
                                                "strides",
                                                of(2, 2))
                                        .input(2, 2, 6, 6),
                                OperatorCase.of("GlobalAveragePool", 12).input(2, 3, 5, 4),
                                OperatorCase.of("GlobalAveragePool", 12).input(2, 3, 7),
                                OperatorCase.of("GlobalAveragePool", 12).input(2, 3, 2, 3, 2)))
                .flatMap(stream -> stream);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    static Stream<OperatorCase> withPlaces() {
        return Stream.of(
                OperatorCase.of("MaxPool", 12, "kernel_shape", of(2, 3), "strides", of(2, 1), "pads", of(0, 1, 1, 2))
                        .input(2, 3, 5, 4),
                OperatorCase.of("MaxPool", 12, "kernel_shape", of(2, 2), "storage_order", 1)
                        .input(2, 2, 4, 5),
                OperatorCase.of("MaxPool", 12, "kernel_shape", of(2), "dilations", of(2))
                        .input(1, 3, 7),
                OperatorCase.of("MaxPool", 12, "kernel_shape", of(2, 2, 2), "strides", of(1, 2, 2))
                        .input(1, 2, 3, 4, 5));
    }

    @ParameterizedTest
    @MethodSource("withPlaces")
    void givesThePlacesOfTheLargest(OperatorCase operator) {
        operator.outputs("y", "places")
                .output(ElementType.FLOAT, ElementType.INT64)
                .check();
    }

    /**
     * Of equal numbers, zeros of both signs among them, the first gets the gradient, also where all are −∞ and padding is
     * around; NaN makes NaN, and leaves its gradient to the last place of its window.
     */
    @ParameterizedTest
    @EnumSource(Precision.class)
    void theFirstOfEqualNumbersGetsTheGradient(Precision precision) {
        double low = Double.NEGATIVE_INFINITY;
        double[] x = {0, -0.0, 1, 1, -0.0, 0, 1, 1, Double.NaN, 2, low, low, 1, 3, low, low};
        Network plain = pool(x, "kernel_shape", of(2, 2), "strides", of(2, 2));
        assertThat(forward(plain, precision)).containsExactly(0, 1, Double.NaN, low);
        assertThat(gradient(plain, precision, 1, 2, 3, 4))
                .containsExactly(1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 3, 0, 0);
        Network padded = pool(x, "kernel_shape", of(3, 3), "strides", of(2, 2), "pads", of(1, 1, 0, 0));
        assertThat(forward(padded, precision)).containsExactly(0, 1, Double.NaN, 3);
        assertThat(gradient(padded, precision, 1, 2, 0, 0))
                .containsExactly(1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    /** The largest numbers of weights of 4×4, which the input multiplies by 1. */
    private static Network pool(double[] weights, Object... attributes) {
        Map<String, Object> settings = new HashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            settings.put((String) attributes[i], attributes[i + 1]);
        }
        return new NetworkSketch()
                .input("x", Shape.FREE, 1, 4, 4)
                .tensor("w", Tensor.of(weights, 1, 1, 4, 4))
                .node("Mul", List.of("x", "w"), List.of("h"), Map.of())
                .node("MaxPool", List.of("h"), List.of("y"), settings)
                .output("y", Shape.FREE, 1, 2, 2)
                .build();
    }

    private static double[] forward(Network network, Precision precision) {
        try (ExecutionPlan plan = plan(network, precision)) {
            double[] y = new double[4];
            NativeCopy.read(plan.output(), y);
            return y;
        }
    }

    private static double[] gradient(Network network, Precision precision, double... g) {
        try (ExecutionPlan plan = plan(network, precision)) {
            NativeCopy.write(g, plan.outputGradient());
            plan.backward();
            double[] gradient = new double[network.layout().size()];
            NativeCopy.read(plan.parameterGradient(), gradient);
            return gradient;
        }
    }

    /** A plan that has gone forward from an image of ones. */
    private static ExecutionPlan plan(Network network, Precision precision) {
        ExecutionPlan plan = ExecutionPlan.gradient(network, ShapeInference.inputShapes(network, 1), precision);
        NativeCopy.write(network.weights(), plan.parameters());
        double[] ones = new double[16];
        Arrays.fill(ones, 1);
        NativeCopy.write(ones, plan.input(0));
        plan.forward();
        return plan;
    }

    /**
     * With kernel and stride 2, padding 1 and ceil_mode, an axis of 7 would get a fifth window that sees only padding.
     * PyTorch leaves it out; ONNX Runtime 1.20 has another shape there, which is why it is not the reference here.
     */
    @Test
    void noWindowBeginsInThePaddingAtTheEnd() {
        OperatorCase pool = OperatorCase.of(
                        "MaxPool", 12, "kernel_shape", of(2), "strides", of(2), "pads", of(1, 1), "ceil_mode", 1)
                .input(1, 1, 7);
        assertThat(pool.operator().outputShapes(pool.shapes()).get(0)).containsExactly(1, 1, 4);
    }

    @Test
    void refusesWhatItCannotDo() {
        OperatorCase wide =
                OperatorCase.of("MaxPool", 12, "kernel_shape", of(4, 4)).input(1, 1, 3, 5);
        assertThatThrownBy(() -> wide.operator().outputShapes(wide.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("reaches over 4 does not fit an input of shape [1, 1, 3, 5]");
        OperatorCase flat = OperatorCase.of("GlobalAveragePool", 12).input(1, 3);
        assertThatThrownBy(() -> flat.operator().outputShapes(flat.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[1, 3]");
        OperatorCase noKernel = OperatorCase.of("MaxPool", 12).input(1, 1, 4, 4);
        assertThatThrownBy(() -> noKernel.operator().outputShapes(noKernel.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kernel_shape has 0 entries");
    }
}
