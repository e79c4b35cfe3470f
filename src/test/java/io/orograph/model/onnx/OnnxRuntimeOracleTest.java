package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.ElementType;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The oracle and the builder themselves, on products that can be done in the head. */
class OnnxRuntimeOracleTest {

    @Test
    void runsADenseLayerInSinglePrecision() {
        byte[] model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2))
                .initializer("b", Tensor.of(new float[] {10, 20, 30}, 3))
                .node("Gemm", List.of("x", "w", "b"), List.of("y"), "transB", 1, "alpha", 2.0f)
                .output("y", Shape.FREE, 3)
                .bytes();

        Tensor y = OnnxRuntimeOracle.run(model, new float[] {1, 0, 0, 1}, 2, 2);

        assertThat(y).isEqualTo(Tensor.of(new float[] {12, 26, 40, 14, 28, 42}, 2, 3));
    }

    @Test
    void runsInDoublePrecisionAndReturnsEveryOutputByName() {
        byte[] model = OnnxModelBuilder.opset(13)
                .input("x", ElementType.DOUBLE, 2)
                .initializer("c", Tensor.of(new double[] {0.1}, 1))
                .node("Mul", List.of("x", "c"), List.of("y"))
                .node("Cast", List.of("x"), List.of("z"), "to", 7)
                .output("y", ElementType.DOUBLE, 2)
                .output("z", ElementType.INT64, 2)
                .bytes();

        Map<String, Tensor> outputs = OnnxRuntimeOracle.run(model, Map.of("x", Tensor.of(new double[] {3, -2}, 2)));

        assertThat(outputs)
                .containsExactly(
                        Map.entry("y", Tensor.of(new double[] {3 * 0.1, -2 * 0.1}, 2)),
                        Map.entry("z", Tensor.of(new long[] {3, -2}, 2)));
    }
}
