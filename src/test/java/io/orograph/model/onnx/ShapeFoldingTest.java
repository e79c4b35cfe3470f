package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.NodeProto;
import org.junit.jupiter.api.Test;

/** Chains of nodes that compute the shape of a Reshape, as exporters write them. */
class ShapeFoldingTest {

    private final Map<String, Tensor> tensors = new HashMap<>(Map.of(
            "zero", Tensor.of(new long[] {0}),
            "one", Tensor.of(new long[] {1}),
            "last", Tensor.of(new long[] {-1}),
            "both", Tensor.of(new long[] {0, 1}, 2),
            "axes", Tensor.of(new long[] {0}, 1),
            "rest", Tensor.of(new long[] {-1}, 1),
            "image", Tensor.of(new long[] {16, 5, 5}, 3)));

    private final ShapeFolding folding = new ShapeFolding(tensors);

    private static NodeProto node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setOpType(type)
                .addAllInput(List.of(inputs))
                .addOutput(output)
                .build();
    }

    private void add(String type, String output, String... inputs) {
        folding.add(node(type, output, inputs), List.of(inputs));
    }

    private Optional<Tensor> reshape(String data, String shape) {
        return folding.shape(node("Reshape", "y", data, shape), List.of(data, shape));
    }

    private static Optional<Tensor> shape(long... shape) {
        return Optional.of(Tensor.of(shape, shape.length));
    }

    /** The size of an axis as a vector of one: Shape, Gather, Unsqueeze. */
    private void size(String output, String value, String axis) {
        add("Shape", output + ".shape", value);
        add("Gather", output + ".size", output + ".shape", axis);
        add("Unsqueeze", output, output + ".size", "axes");
    }

    @Test
    void theReshapedValuesOwnBatchBecomesZero() {
        size("batch", "x", "zero");
        add("Concat", "shape", "batch", "rest");

        assertThat(reshape("x", "shape")).isEqualTo(shape(0, -1));
    }

    @Test
    void anotherValuesBatchIsLeftToTheNumberOfElements() {
        size("batch", "input", "zero");
        add("Concat", "shape", "batch", "image");

        assertThat(reshape("h", "shape")).isEqualTo(shape(-1, 16, 5, 5));
    }

    @Test
    void anAxisAtAnotherPlaceIsNotTakenOver() {
        size("columns", "x", "one");
        add("Concat", "shape", "columns", "image");
        add("Concat", "ambiguous", "columns", "rest");

        assertThat(reshape("x", "shape")).isEqualTo(shape(-1, 16, 5, 5));
        assertThat(reshape("x", "ambiguous")).isEmpty();
    }

    @Test
    void severalAxesAtOnceAndThroughACast() {
        add("Shape", "s", "x");
        add("Gather", "front", "s", "both");
        add("Cast", "cast", "front");
        add("Concat", "shape", "cast", "rest");

        assertThat(reshape("x", "shape")).isEqualTo(shape(0, 0, -1));
        assertThat(reshape("z", "shape")).isEmpty();
    }

    @Test
    void whatItCannotTellItLeaves() {
        size("back", "x", "last");
        add("Concat", "shape", "back", "rest");
        add("Mul", "product", "one", "one");
        folding.add(
                node("Shape", "part", "x").toBuilder()
                        .addAttribute(
                                AttributeProto.newBuilder().setName("start").setI(1))
                        .build(),
                List.of("x"));
        add("Gather", "partial", "part", "zero");

        assertThat(reshape("x", "shape")).isEmpty();
        assertThat(reshape("x", "product")).isEmpty();
        assertThat(reshape("x", "partial")).isEmpty();
        assertThat(reshape("x", "image")).as("constant already").isEmpty();
    }

    @Test
    void aZeroThatMeansZeroIsNotUsed() {
        size("batch", "x", "zero");
        add("Concat", "shape", "batch", "image");
        NodeProto node = node("Reshape", "y", "x", "shape").toBuilder()
                .addAttribute(AttributeProto.newBuilder().setName("allowzero").setI(1))
                .build();

        assertThat(folding.shape(node, List.of("x", "shape"))).isEqualTo(shape(-1, 16, 5, 5));
    }

    @Test
    void vectorsThatDoubleThemselvesAreNotFollowed() {
        add("Concat", "v0", "both", "both");
        for (int i = 0; i < 100; i++) {
            add("Concat", "v" + (i + 1), "v" + i, "v" + i);
        }

        assertThat(reshape("x", "v100")).isEmpty();
    }
}
