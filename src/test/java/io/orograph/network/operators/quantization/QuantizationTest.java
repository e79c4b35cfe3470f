package io.orograph.network.operators.quantization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.Attributes;
import io.orograph.network.ElementType;
import io.orograph.network.NodeSpec;
import io.orograph.network.Tensor;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** Rounding to integers with a scale, and back. */
class QuantizationTest {

    private static final double[] BYTES = {0, 1, 7, 127, 128, 200, 254, 255, 3, 17, 90, 101};

    private static OperatorCase quantize(int opset, Object... settings) {
        return OperatorCase.of("QuantizeLinear", opset, settings)
                .output(ElementType.UINT8)
                .withoutDifferences();
    }

    static Stream<OperatorCase> roundings() {
        double[] scale = {0.25};
        double[] scales = {0.25, 0.0625, 0.013};
        double[] zeros = {128, 3, 255};
        return Stream.of(
                quantize(13).input(4, 5).input(scale),
                quantize(21, "output_dtype", 2).input(4, 5).input(scale).input(ElementType.UINT8, new double[] {128}),
                quantize(21, "output_dtype", 2).input(4, 3, 2).input(scales, 3).input(ElementType.UINT8, zeros, 3),
                quantize(21, "output_dtype", 2, "axis", -3)
                        .input(3, 2, 2)
                        .input(scales, 3)
                        .input(ElementType.UINT8, zeros, 3),
                quantize(21, "output_dtype", 3).input(4, 5).input(scale).withoutReference(),
                quantize(21, "output_dtype", 3)
                        .input(4, 5)
                        .input(new double[] {0.001})
                        .withoutReference(),
                quantize(21, "output_dtype", 2, "block_size", 2, "axis", 1)
                        .input(2, 4)
                        .input(new double[] {0.25, 0.5, 0.125, 1}, 2, 2)
                        .input(ElementType.UINT8, new double[] {1, 20, 128, 60}, 2, 2),
                OperatorCase.of("DynamicQuantizeLinear", 11)
                        .input(3, 7)
                        .outputs("y", "scale", "zero")
                        .output(ElementType.UINT8, ElementType.FLOAT, ElementType.UINT8)
                        .withoutDifferences(),
                OperatorCase.of("DynamicQuantizeLinear", 11)
                        .positiveInput(3, 7)
                        .outputs("y", "scale", "zero")
                        .output(ElementType.UINT8, ElementType.FLOAT, ElementType.UINT8)
                        .withoutDifferences());
    }

    /** Of integers, which have no gradient of their own, and of real numbers, which have one. */
    static Stream<OperatorCase> scalings() {
        return Stream.of(
                OperatorCase.of("DequantizeLinear", 13)
                        .input(ElementType.UINT8, BYTES, 3, 4)
                        .input(new double[] {0.25})
                        .input(ElementType.UINT8, new double[] {128})
                        .withoutDifferences(),
                OperatorCase.of("DequantizeLinear", 13, "axis", 0)
                        .input(ElementType.UINT8, BYTES, 3, 4)
                        .input(new double[] {0.25, 0.5, 2}, 3)
                        .withoutDifferences(),
                OperatorCase.of("DequantizeLinear", 21, "axis", 1, "block_size", 3)
                        .input(ElementType.UINT8, BYTES, 2, 6)
                        .input(2, 2)
                        .withoutDifferences(),
                OperatorCase.of("DequantizeLinear", 19)
                        .input(3, 4)
                        .input(4)
                        .input(4)
                        .withoutReference(),
                OperatorCase.of("DequantizeLinear", 19).input(3, 4).input().withoutReference());
    }

    @ParameterizedTest
    @MethodSource({"roundings", "scalings"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** Halves go to the even number, and what the type does not reach to its limit. */
    @Test
    void roundsAsItIsTold() {
        double[] x = {-0.5, 0.5, 1.5, 2.5, -200, 200, 127.4};
        assertThat(OperatorCase.of("QuantizeLinear", 21, "output_dtype", 3)
                        .input(x, 7)
                        .input(new double[] {1})
                        .forward(DataType.FLOAT))
                .usingComparatorWithPrecision(0.0)
                .containsExactly(-0.0, 0, 2, 2, -128, 127, 127);
        assertThat(OperatorCase.of("QuantizeLinear", 21, "output_dtype", 22)
                        .input(x, 7)
                        .input(new double[] {1})
                        .forward(DataType.FLOAT))
                .usingComparatorWithPrecision(0.0)
                .containsExactly(-0.0, 0, 2, 2, -8, 7, 7);
    }

    /** That of clamp(x/scale + zero point): what is within the limits passes, in learnt scales too. */
    @Test
    void theGradientPassesStraightThrough() {
        LoopOperator operator = (LoopOperator) OperatorCase.of("QuantizeLinear", 13)
                .input(4)
                .input()
                .constant(Tensor.ofBytes(new byte[] {10}))
                .operator();
        FlatArray[] in = arrays(new double[] {-9, -1, 3, 200}, new double[] {0.5}, new double[] {10});
        FlatArray[] out = arrays(new double[4]);
        FlatArray[] wanted = arrays(new double[4], new double[1], new double[1]);
        LoopOperator.Loops loops = operator.loops(List.of(new long[] {4}, new long[0], new long[0]));
        loops.forward(in, out);
        assertThat(out[0].toArray()).containsExactly(0, 8, 16, 255);
        loops.backward(in, out, arrays(new double[] {1, 10, 100, 1000}), wanted);
        assertThat(wanted[0].toArray()).containsExactly(0, 20, 200, 0);
        assertThat(wanted[1].toArray()).containsExactly(1 / 0.25 * 10 - 3 / 0.25 * 100);
        assertThat(wanted[2].toArray()).containsExactly(110);
    }

    private static FlatArray[] arrays(double[]... numbers) {
        return Stream.of(numbers).map(FlatArray::of).toArray(FlatArray[]::new);
    }

    @Test
    void refusesWhatItCannotDo() {
        assertThatThrownBy(() -> OperatorCase.of("QuantizeLinear", 21, "output_dtype", 17)
                        .input(2)
                        .input()
                        .operator())
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("rounds to element type 17");
        NodeSpec untold = new NodeSpec(
                "probe", "QuantizeLinear", 13, Attributes.none(), List.of("x", "s", "z"), List.of("y"), Map.of());
        assertThatThrownBy(() -> new QuantizeLinear(untold))
                .isInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining("does not tell which integers");
        OperatorCase odd = OperatorCase.of("DequantizeLinear", 13).input(2, 3).input(2);
        assertThatThrownBy(() -> odd.operator().outputShapes(odd.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("scales or zero points of shape [2] for numbers of shape [2, 3] along axis 1");
    }
}
