package io.orograph.model.onnx;

import static io.orograph.model.onnx.NetworkCheck.check;
import static io.orograph.model.onnx.NetworkCheck.types;
import static io.orograph.model.onnx.NetworkCheck.weight;
import static io.orograph.model.onnx.OnnxModelBuilder.nodeProto;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Shape;
import java.io.IOException;
import java.util.List;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.FunctionProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.OperatorSetIdProto;
import org.junit.jupiter.api.Test;

/** Functions that a model defines itself, which ONNX Runtime puts into the graph too. */
class FunctionInlinerTest {

    private static OperatorSetIdProto.Builder opset(String domain, long version) {
        return OperatorSetIdProto.newBuilder().setDomain(domain).setVersion(version);
    }

    private static FunctionProto.Builder function(String name, List<String> inputs) {
        return FunctionProto.newBuilder()
                .setDomain("local")
                .setName(name)
                .addAllInput(inputs)
                .addOutput("out")
                .addOpsetImport(opset("", 15))
                .addOpsetImport(opset("local", 1));
    }

    private static NodeProto.Builder leaky() {
        return nodeProto("", "LeakyRelu", List.of("h"), "out")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("alpha")
                        .setType(AttributeProto.AttributeType.FLOAT)
                        .setRefAttrName("slope"));
    }

    /** Two calls of a layer with a setting, which calls a function in its turn; all use the same inner names. */
    private static OnnxModelBuilder twoLayers(FunctionProto.Builder layer) {
        FunctionProto.Builder product = function("Product", List.of("x", "w"))
                .addNode(nodeProto("", "MatMul", List.of("x", "w"), "h"))
                .addNode(nodeProto("", "Identity", List.of("h"), "out"));
        AttributeProto.Builder slope = AttributeProto.newBuilder()
                .setName("slope")
                .setType(AttributeProto.AttributeType.FLOAT)
                .setF(0.3f);
        return OnnxModelBuilder.opset(15)
                .input("x", Shape.FREE, 3)
                .initializer("w1", weight(3, 4))
                .initializer("w2", weight(4, 2))
                .model(model -> model.addOpsetImport(opset("local", 1))
                        .addFunctions(layer)
                        .addFunctions(product))
                .graph(graph -> graph.addNode(nodeProto("local", "Layer", List.of("x", "w1"), "h")
                                .setName("first")
                                .addAttribute(slope))
                        .addNode(nodeProto("local", "Layer", List.of("h", "w2"), "y")
                                .addAttribute(slope)))
                .output("y", Shape.FREE, 2);
    }

    @Test
    void functionsBecomeTheirNodes() throws IOException {
        Network network = check(twoLayers(function("Layer", List.of("x", "w"))
                .addAttribute("slope")
                .addNode(nodeProto("local", "Product", List.of("x", "w"), "h"))
                .addNode(leaky())));

        assertThat(types(network))
                .containsExactly("MatMul", "Identity", "LeakyRelu", "MatMul", "Identity", "LeakyRelu");
        assertThat(network.layout().parameters()).extracting(Parameter::name).containsExactly("w1", "w2");
    }

    @Test
    void refusesWhatItCannotDo() {
        refused(
                "calls itself",
                function("Layer", List.of("x", "w")).addNode(nodeProto("local", "Layer", List.of("x", "w"), "out")));
        refused(
                "in opset 13 and its graph in opset 15",
                function("Layer", List.of("x", "w"))
                        .setOpsetImport(0, opset("", 13))
                        .addNode(nodeProto("", "Relu", List.of("x"), "out")));
        refused(
                "a default for \"slope\"",
                function("Layer", List.of("x", "w"))
                        .addNode(nodeProto("local", "Product", List.of("x", "w"), "h"))
                        .addNode(leaky().setAttribute(
                                        0, leaky().getAttribute(0).toBuilder().setRefAttrName("other"))),
                "other");
    }

    private static void refused(String reason, FunctionProto.Builder layer) {
        refused(reason, layer, "slope");
    }

    private static void refused(String reason, FunctionProto.Builder layer, String setting) {
        assertThatThrownBy(() -> NetworkCheck.read(twoLayers(layer).bytes()))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining(reason.replace("slope", setting));
    }

    /** They are then called by what they write, which is told apart from call to call. */
    @Test
    void nodesWithoutANameStayWithoutOne() throws IOException {
        FunctionProto.Builder layer = function("Layer", List.of("x", "w"))
                .addNode(nodeProto("", "MatMul", List.of("x", "w"), "h").setName("product"))
                .addNode(nodeProto("", "Relu", List.of("h"), "out"));

        Network network = NetworkCheck.read(twoLayers(layer).bytes());

        assertThat(network.nodes())
                .extracting(Network.Node::name)
                .containsExactly("first/1/product", "", "Layer/2/product", "");
    }

    /** Thirty functions that each call the next one twice would be a thousand million nodes. */
    @Test
    void functionsThatDoubleAtEachLevelAreRefused() {
        OnnxModelBuilder model = OnnxModelBuilder.opset(15)
                .input("x", Shape.FREE, 3)
                .graph(graph -> graph.addNode(nodeProto("local", "F0", List.of("x"), "y")))
                .output("y", Shape.FREE, 3);
        for (int i = 0; i < 30; i++) {
            String next = "F" + (i + 1);
            FunctionProto.Builder function = function("F" + i, List.of("x"))
                    .addNode(nodeProto("local", next, List.of("x"), "h"))
                    .addNode(nodeProto("local", next, List.of("h"), "out"));
            model.model(proto -> proto.addFunctions(function));
        }

        assertThatThrownBy(() -> NetworkCheck.read(model.bytes())).isInstanceOf(UnsupportedFileException.class);
    }
}
