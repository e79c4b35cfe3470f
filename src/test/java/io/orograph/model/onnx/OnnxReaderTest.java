package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.model.ModelReaders;
import io.orograph.model.OpenedModel;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Parameter.Role;
import io.orograph.network.Port;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import onnx.OnnxMl.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a sound ONNX file becomes. */
class OnnxReaderTest {

    @TempDir
    Path folder;

    private OpenedModel open(OnnxModelBuilder model) throws IOException {
        return ModelReaders.open(model.write(folder.resolve("model.onnx")), new CancelToken());
    }

    private static OnnxModelBuilder twoLayers() {
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w1", Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2))
                .initializer("b1", Tensor.of(new float[] {7, 8, 9}, 3))
                .initializer("w2", Tensor.of(new float[] {-1, -2, -3}, 3, 1))
                .node("Gemm", List.of("x", "w1", "b1"), List.of("h"), "transB", 1)
                .node("Relu", List.of("h"), List.of("r"))
                .node("Gemm", List.of("r", "w2"), List.of("y"))
                .output("y", Shape.FREE, 1);
    }

    @Test
    void readsLayersWeightsAndPorts() throws IOException {
        OpenedModel model = open(twoLayers());

        Network network = model.network();
        assertThat(model.format()).isEqualTo("ONNX, IR 8, opset 13, written by orograph-tests 1");
        assertThat(model.fileBytes()).isEqualTo(twoLayers().bytes().length);
        assertThat(model.sha256()).hasSize(64);
        assertThat(model.notices()).isEmpty();
        assertThat(network.inputs().get(0).name()).isEqualTo("x");
        assertThat(network.inputs().get(0).shape()).containsExactly(Shape.FREE, 2);
        assertThat(network.outputs().get(0).shape()).containsExactly(Shape.FREE, 1);
        assertThat(network.nodes()).extracting(Network.Node::name).containsExactly("Gemm_0", "Relu_1", "Gemm_2");
        assertThat(network.weights()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, -1, -2, -3);
        assertThat(network.layout().parameters())
                .extracting(Parameter::name, Parameter::role, Parameter::outputAxis)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("w1", Role.WEIGHT, 0),
                        org.assertj.core.groups.Tuple.tuple("b1", Role.BIAS, -1),
                        org.assertj.core.groups.Tuple.tuple("w2", Role.WEIGHT, 1));
    }

    @Test
    void takesNodesInAnyOrderAndLeavesOutWhatNobodyNeeds() throws IOException {
        OpenedModel model = open(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .input("labels", Shape.FREE)
                .node("Relu", List.of("h"), List.of("y"))
                .node("Erf", List.of("h"), List.of("unused"))
                .node("Relu", List.of("x"), List.of("h"))
                .initializer("spare", Tensor.of(new float[] {1}, 1))
                .output("y", Shape.FREE, 2));

        assertThat(model.network().nodes()).extracting(Network.Node::name).containsExactly("Relu_2", "Relu_0");
        assertThat(model.network().inputs()).extracting(Port::name).containsExactly("x");
        assertThat(model.network().values()).doesNotContain("spare", "unused");
        assertThat(model.notices()).containsExactly("The network has no trainable weights.");
    }

    @Test
    void takesInitializersThatAreListedAmongTheInputs() throws IOException {
        OpenedModel model = open(twoLayers().input("w1", 3, 2).input("b1", 3));

        assertThat(model.network().inputs()).extracting(Port::name).containsExactly("x");
    }

    @Test
    void treatsSymbolicUnknownAndZeroAxesAsFree() throws IOException {
        OpenedModel model = open(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 0, 4)
                .graph(graph -> graph.getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder()
                        .addDimBuilder())
                .node("Relu", List.of("x"), List.of("y"))
                .graph(graph -> graph.addOutput(ValueInfoProto.newBuilder().setName("y"))));

        assertThat(model.network().inputs().get(0).shape()).containsExactly(Shape.FREE, Shape.FREE, 4, Shape.FREE);
        assertThat(model.network().outputs().get(0).shape()).containsExactly(Shape.FREE);
    }

    @Test
    void keepsABatchThatTheExporterFixedAndSaysSo() throws IOException {
        OpenedModel model = open(OnnxModelBuilder.opset(13)
                .input("x", 1, 2)
                .initializer("w", Tensor.of(new float[] {1, 1}, 2, 1))
                .node("Gemm", List.of("x", "w"), List.of("y"))
                .output("y", 1, 1));

        assertThat(model.network().inputs().get(0).shape()).containsExactly(1, 2);
        assertThat(model.notices()).singleElement().asString().startsWith("The input x is fixed to 1 sample a run");
    }

    @Test
    void followsIdentityNodesToTheWeightTheyHandOn() throws IOException {
        OpenedModel model = open(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w", Tensor.of(new float[] {1, 2, 3, 4}, 2, 2))
                .initializer("b", Tensor.of(new float[] {5, 6}, 2))
                .node("Identity", List.of("again"), List.of("oncemore"))
                .node("Identity", List.of("b"), List.of("again"))
                .node("Gemm", List.of("x", "w", "b"), List.of("h"))
                .node("Gemm", List.of("h", "w", "oncemore"), List.of("y"))
                .output("y", Shape.FREE, 2));

        assertThat(model.network().nodes()).extracting(Network.Node::type).containsExactly("Gemm", "Gemm");
        assertThat(model.network().layout().parameters())
                .extracting(Parameter::name)
                .containsExactly("w", "b");
        assertThat(model.notices())
                .containsExactly("The file stores b once for several layers, which share it as one parameter.");
    }

    @Test
    void keepsAnIdentityNodeThatIsAnOutput() throws IOException {
        OpenedModel model = open(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("w", Tensor.of(new float[] {1, 2}, 2))
                .node("Relu", List.of("x"), List.of("y"))
                .node("Identity", List.of("w"), List.of("weights"))
                .output("y", Shape.FREE, 2)
                .output("weights", 2));

        assertThat(model.network().outputs()).extracting(Port::name).containsExactly("y", "weights");
        assertThat(model.network().nodes()).extracting(Network.Node::type).containsExactly("Relu", "Identity");
    }

    @Test
    void readsConstantNodesOfEveryKind() throws IOException {
        OpenedModel model = open(OnnxModelBuilder.opset(13)
                .node("Constant", List.of(), List.of("a"), "value", Tensor.of(new double[] {1, 2}, 2, 1))
                .node("Constant", List.of(), List.of("b"), "value_float", 0.5f)
                .node("Constant", List.of(), List.of("c"), "value_floats", new float[] {3, 4})
                .node("Constant", List.of(), List.of("d"), "value_int", 5)
                .node("Constant", List.of(), List.of("e"), "value_ints", new long[] {6, 7})
                .graph(graph -> List.of("a", "b", "c", "d", "e").forEach(name -> {
                    graph.addNode(onnx.OnnxMl.NodeProto.newBuilder()
                            .setOpType("Relu")
                            .addInput(name)
                            .addOutput(name + "_"));
                    graph.addOutput(ValueInfoProto.newBuilder().setName(name + "_"));
                })));

        assertThat(model.network().constants())
                .extracting(Network.Constant::tensor)
                .containsExactly(
                        Tensor.of(new double[] {1, 2}, 2, 1),
                        Tensor.of(new float[] {0.5f}),
                        Tensor.of(new float[] {3, 4}, 2),
                        Tensor.of(new long[] {5}),
                        Tensor.of(new long[] {6, 7}, 2));
    }

    @Test
    void aWeightOfAConstantNodeIsAParameter() throws IOException {
        OpenedModel model = open(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .node("Constant", List.of(), List.of("w"), "value", Tensor.of(new float[] {1, 2}, 2, 1))
                .node("Gemm", List.of("x", "w"), List.of("y"))
                .output("y", Shape.FREE, 1));

        assertThat(model.network().weights()).containsExactly(1, 2);
    }

    @Test
    void countsWeightsThatAreNotFinite() throws IOException {
        OpenedModel model = open(OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 3)
                .initializer("w", Tensor.of(new float[] {1, Float.NaN, Float.NEGATIVE_INFINITY}, 3, 1))
                .node("Gemm", List.of("x", "w"), List.of("y"))
                .output("y", Shape.FREE, 1));

        assertThat(model.notices()).singleElement().asString().startsWith("2 of the 3 weights are NaN or infinite");
    }

    @Test
    void saysThatAnOperatorSetIsNewerThanWhatIsKnown() throws IOException {
        OpenedModel model = open(OnnxModelBuilder.opset(OperatorSets.NEWEST + 1)
                .input("x", Shape.FREE, 2)
                .initializer("w", Tensor.of(new float[] {1, 2}, 2, 1))
                .node("Gemm", List.of("x", "w"), List.of("y"))
                .output("y", Shape.FREE, 1));

        assertThat(model.notices()).singleElement().asString().contains("opset " + (OperatorSets.NEWEST + 1));
    }
}
