package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnreadableFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.ModelReaders;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.SparseTensorProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of an ONNX file that is well-formed protobuf but cannot be taken. */
class OnnxReaderErrorsTest {

    @TempDir
    Path folder;

    private void refused(Class<? extends UnreadableFileException> kind, String reason, OnnxModelBuilder model) {
        assertThatThrownBy(() -> ModelReaders.open(model.write(folder.resolve("model.onnx")), new CancelToken()))
                .isInstanceOf(kind)
                .hasMessageStartingWith("model.onnx ")
                .hasMessageEndingWith(".")
                .hasMessageContaining(reason)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(3000).doesNotContain("\n"));
    }

    private void damaged(String reason, OnnxModelBuilder model) {
        refused(DamagedFileException.class, reason, model);
    }

    private void unsupported(String reason, OnnxModelBuilder model) {
        refused(UnsupportedFileException.class, reason, model);
    }

    private static OnnxModelBuilder relu() {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .node("Relu", List.of("x"), List.of("y"))
                .output("y", Shape.FREE, 2);
    }

    @Test
    void listsAllUnsupportedOperatorsOnce() {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13).input("x", Shape.FREE, 2);
        IntStream.range(0, 4).forEach(i -> model.node("Wobble", List.of("x"), List.of("w" + i)));
        model.namedNode("lstm1", "Quake", List.of("w0", "w1", "w2", "w3"), List.of("q"))
                .node("Relu", List.of("q"), List.of("r"))
                .graph(graph -> graph.addNodeBuilder()
                        .setDomain("com.example")
                        .setOpType("Relu")
                        .addInput("r")
                        .addOutput("y"))
                .output("y", Shape.FREE, 2);

        unsupported(
                "the operators Quake (node \"lstm1\"), Wobble (4 nodes: \"Wobble_0\", \"Wobble_1\", \"Wobble_2\", …),"
                        + " com.example:Relu (node \"y\") are not supported; replace the layer",
                model);
    }

    @Test
    void saysWhatCanBeDoneAboutEachKindOfOperator() {
        unsupported(
                "the operators NonZero (node \"NonZero_1\"), QGemm (node \"QGemm_0\") are not"
                        + " supported; export the network without its post-processing: results of varying length have"
                        + " no loss here; export the model as it was before it was quantised",
                OnnxModelBuilder.opset(13)
                        .input("x", Shape.FREE, 2)
                        .node("QGemm", List.of("x"), List.of("q"))
                        .node("NonZero", List.of("q"), List.of("y"))
                        .output("y", Shape.FREE, 2));
        unsupported("before ONNX Runtime or Olive optimised it", ofDomain("com.microsoft", "Attention"));
        unsupported("only its own runtime knows", ofDomain("org.acme", "Attention"));
        unsupported("zipmap=False", ofDomain("ai.onnx.ml", "ZipMap"));
        unsupported("have no operators that carry weights", ofDomain("ai.onnx.ml", "TreeEnsembleClassifier"));
    }

    @Test
    void namesRefusedSettingsTogetherWithUnknownOperators() {
        unsupported(
                "the operator Wobble (node \"Wobble_0\") is not supported; Reshape node \"Reshape_1\" computes its"
                        + " shape",
                OnnxModelBuilder.opset(13)
                        .input("x", Shape.FREE, 2)
                        .node("Wobble", List.of("x"), List.of("w"))
                        .node("Reshape", List.of("x", "w"), List.of("y"))
                        .output("y", Shape.FREE, 2));
    }

    private static OnnxModelBuilder ofDomain(String domain, String operator) {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .graph(graph -> graph.addNodeBuilder()
                        .setDomain(domain)
                        .setOpType(operator)
                        .addInput("x")
                        .addOutput("y"))
                .output("y", Shape.FREE, 2);
    }

    @Test
    void refusesSubgraphs() {
        GraphProto branch = GraphProto.newBuilder().setName("then").build();
        unsupported(
                "the operator If (node \"If_0\") is not supported",
                OnnxModelBuilder.opset(13)
                        .input("x", Shape.FREE, 2)
                        .node("If", List.of("x"), List.of("y"), "then_branch", branch)
                        .output("y", Shape.FREE, 2));
        unsupported(
                "subgraphs are not",
                OnnxModelBuilder.opset(13)
                        .input("x", Shape.FREE, 2)
                        .node("Relu", List.of("x"), List.of("y"), "body", branch)
                        .output("y", Shape.FREE, 2));
    }

    @Test
    void checksTheOperatorSet() {
        damaged("states the operator set 0", withOpset(0));
        damaged("states the operator set -2147483648", withOpset(Long.MIN_VALUE));
        damaged("states no operator set", relu().model(model -> model.clearOpsetImport()));
    }

    private static OnnxModelBuilder withOpset(long version) {
        return OnnxModelBuilder.opset(version)
                .input("x", Shape.FREE, 2)
                .node("Relu", List.of("x"), List.of("y"))
                .output("y", Shape.FREE, 2);
    }

    @Test
    void findsGraphsThatDoNotHoldTogether() {
        damaged(
                "cycle",
                OnnxModelBuilder.opset(13)
                        .node("Relu", List.of("a"), List.of("b"))
                        .node("Relu", List.of("b"), List.of("a"))
                        .output("b", 1));
        damaged(
                "cycle",
                OnnxModelBuilder.opset(13)
                        .node("Identity", List.of("a"), List.of("b"))
                        .node("Identity", List.of("b"), List.of("a"))
                        .node("Relu", List.of("a"), List.of("c"))
                        .output("c", 1));
        damaged(
                "the value \"nowhere\" that Relu node \"Relu_0\" reads is nowhere defined",
                OnnxModelBuilder.opset(13)
                        .node("Relu", List.of("nowhere"), List.of("y"))
                        .output("y", 1));
        damaged("the value \"z\" that the network's output reads is nowhere defined", relu().output("z", 1));
        damaged("the value \"y\" is written twice", relu().node("Relu", List.of("x"), List.of("y")));
        damaged("the value \"x\" is written twice", relu().node("Relu", List.of("y"), List.of("x")));
        damaged("two inputs are named \"x\"", relu().input("x", 2));
        damaged("the network has no output", OnnxModelBuilder.opset(13).input("x", 1));
        damaged(
                "Relu node \"Relu_1\" lacks its input X",
                relu().node("Relu", List.of(), List.of("z")).output("z", 1));
        damaged(
                "Gemm node \"Gemm_1\" lacks its input",
                relu().node("Gemm", List.of("x"), List.of("z")).output("z", 1));
    }

    @Test
    void findsTensorsOfTheSameName() {
        Tensor w = Tensor.of(new float[] {1, 2}, 2, 1);
        OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w", w)
                .node("Gemm", List.of("x", "w"), List.of("y"))
                .output("y", Shape.FREE, 1);
        damaged("two tensors are named \"w\"", model.initializer("w", w));
    }

    @Test
    void findsSettingsOfTheWrongKind() {
        damaged("the attribute alpha has the wrong type", gemm("alpha", 1));
        damaged(
                "an attribute \"alpha\" without a known type",
                gemm("alpha", 1f)
                        .graph(graph ->
                                graph.getNodeBuilder(0).getAttributeBuilder(0).clearType()));
    }

    private static OnnxModelBuilder gemm(Object... attributes) {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w", Tensor.of(new float[] {1, 2}, 2, 1))
                .node("Gemm", List.of("x", "w"), List.of("y"), attributes)
                .output("y", Shape.FREE, 1);
    }

    @Test
    void findsConstantsThatAreNone() {
        damaged("has 0 values where it must have one", constant());
        damaged("has a \"value_float\" of type INT", constant("value_float", 1));
        unsupported("has in its Constant node \"Constant_0\" a \"value_string\"", constant("value_string", "text"));
    }

    private static OnnxModelBuilder constant(Object... value) {
        return OnnxModelBuilder.opset(13)
                .node("Constant", List.of(), List.of("c"), value)
                .node("Relu", List.of("c"), List.of("y"))
                .output("y", 1);
    }

    @Test
    void refusesInputsThatAreNotTensorsOfNumbers() {
        unsupported(
                "takes string numbers at its input \"x\"",
                relu().graph(graph -> graph.getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .setElemType(TensorProto.DataType.STRING.getNumber())));
        unsupported(
                "something that is not a tensor",
                relu().graph(graph -> graph.setInput(
                        0,
                        ValueInfoProto.newBuilder()
                                .setName("x")
                                .setType(TypeProto.newBuilder().setSequenceType(TypeProto.Sequence.newBuilder())))));
        unsupported(
                "does not state the shape of its input \"x\"",
                relu().graph(graph -> graph.getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .clearShape()));
        damaged(
                "\"x\" claims the shape [4294967296, 4294967296]",
                OnnxModelBuilder.opset(13)
                        .input("x", 1L << 32, 1L << 32)
                        .node("Relu", List.of("x"), List.of("y"))
                        .output("y", 1));
        damaged(
                "\"y\" claims the shape [-7]",
                OnnxModelBuilder.opset(13)
                        .input("x", 1)
                        .node("Relu", List.of("x"), List.of("y"))
                        .output("y", -7));
    }

    @Test
    void refusesSparseTensorsThatAreNeeded() {
        SparseTensorProto sparse = SparseTensorProto.newBuilder()
                .setValues(TensorProto.newBuilder().setName("w"))
                .build();
        unsupported(
                "stores \"w\" as a sparse tensor",
                OnnxModelBuilder.opset(13)
                        .graph(graph -> graph.addSparseInitializer(sparse))
                        .node("Relu", List.of("w"), List.of("y"))
                        .output("y", 1));
    }

    @Test
    void saysNoMoreThanASentenceWhateverTheNamesAre() {
        String long1 = "n\n".repeat(50_000);
        damaged(
                "is nowhere defined",
                OnnxModelBuilder.opset(13)
                        .namedNode("short", "Relu", List.of("nowhere"), List.of("y"))
                        .output("y", 1));
        damaged(
                "is not a valid ONNX model",
                OnnxModelBuilder.opset(13)
                        .namedNode(long1, "Relu", List.of(long1), List.of("y"))
                        .output("y", 1));
        unsupported(
                "the operator ",
                OnnxModelBuilder.opset(13).node(long1, List.of(), List.of("y")).output("y", 1));
    }

    @Test
    void stopsWhenCancelled() {
        CancelToken cancel = new CancelToken();
        cancel.cancel();
        assertThatThrownBy(() -> ModelReaders.open(relu().write(folder.resolve("model.onnx")), cancel))
                .isInstanceOf(CancellationException.class);
    }
}
