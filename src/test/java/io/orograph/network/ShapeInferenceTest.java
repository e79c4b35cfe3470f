package io.orograph.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.network.ShapeInference.Failure;
import io.orograph.network.ShapeInference.Outline;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Shapes of networks that fit together, and of those that do not. */
final class ShapeInferenceTest {

    private static NetworkSketch sketch() {
        return new NetworkSketch().input("x", Shape.FREE, 5).drawn("w", new Random(1), 1, 5, 2);
    }

    private static long[] shape(Network network, long[][] shapes, String value) {
        return shapes[network.values().indexOf(value)];
    }

    @Test
    void allShapesOfANetworkThatFits() {
        Network network = sketch().node("MatMul", List.of("x", "w"), "h")
                .node("Relu", List.of("h"), "y")
                .output("y", Shape.FREE, 2)
                .build();
        List<long[]> inputs = List.of(new long[] {7, 5});
        assertThat(shape(network, ShapeInference.infer(network, inputs), "y")).containsExactly(7, 2);
        Outline outline = ShapeInference.outline(network, inputs);
        assertThat(outline.failures()).isEmpty();
        assertThat(outline.shapes()).isDeepEqualTo(ShapeInference.infer(network, inputs));
    }

    @Test
    void theNodeThatDoesNotFitAndTheShapesBesideIt() {
        Network network = sketch().node("Transpose", List.of("w"), "t")
                .node("MatMul", List.of("x", "t"), "h")
                .node("Relu", List.of("h"), "behind")
                .node("Tanh", List.of("x"), "y")
                .output("behind", Shape.FREE, 5)
                .output("y", Shape.FREE, 5)
                .build();
        List<long[]> inputs = List.of(new long[] {7, 5});
        Outline outline = ShapeInference.outline(network, inputs);
        assertThat(outline.failures()).hasSize(1);
        Failure failure = outline.failures().get(0);
        assertThat(failure.node().type()).isEqualTo("MatMul");
        assertThat(failure.reason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("have no product"));
        assertThat(failure.inputs()).hasSize(2);
        assertThat(shape(network, outline.shapes(), "behind")).isNull();
        assertThat(shape(network, outline.shapes(), "y")).containsExactly(7, 5);
        assertThatThrownBy(() -> ShapeInference.infer(network, inputs))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("MatMul node ", "have no product", "(inputs [7, 5], [2, 5])");
    }

    @Test
    void aShapeWithoutTheAxesThatAnOperatorCountsOnIsAFailure() {
        Network flat = new NetworkSketch()
                .input("x", Shape.FREE)
                .drawn("w", new Random(1), 1, 5, 2)
                .node("Gemm", List.of("x", "w"), "y")
                .output("y", Shape.FREE, 2)
                .build();
        Failure few =
                ShapeInference.outline(flat, List.of(new long[] {7})).failures().get(0);
        assertThat(few.node().type()).isEqualTo("Gemm");
    }

    /** MaxPool has a second output in ONNX, the places of the largest, which is not computed here. */
    @Test
    void saysWhichOutputIsNotComputed() {
        Network network = sketch().node("Relu", List.of("x"), List.of("h", "more"), Map.of())
                .node("Tanh", List.of("more"), "y")
                .output("y", Shape.FREE, 5)
                .build();
        assertThatThrownBy(() -> ShapeInference.infer(network, List.of(new long[] {7, 5})))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Tanh node ", "reads \"more\"", "does not compute");
        Network last = sketch().node("Relu", List.of("x"), List.of("h", "more"), Map.of())
                .output("more", Shape.FREE, 5)
                .build();
        long[][] shapes = ShapeInference.infer(last, List.of(new long[] {7, 5}));
        assertThatThrownBy(() -> ShapeInference.output(last, shapes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the network's output \"more\"");
    }
}
