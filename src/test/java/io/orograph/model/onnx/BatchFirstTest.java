package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorShapeProto;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which axis counts the samples, by the names of axes in a file; that the loss is right is a case from the field. */
final class BatchFirstTest {

    private static ValueInfoProto value(String name, String... axes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (String axis : axes) {
            shape.addDim(
                    axis.matches("\\d+")
                            ? TensorShapeProto.Dimension.newBuilder().setDimValue(Long.parseLong(axis))
                            : TensorShapeProto.Dimension.newBuilder().setDimParam(axis));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder().setShape(shape)))
                .build();
    }

    private static ModelProto model(ValueInfoProto input, ValueInfoProto output) {
        return ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addInput(input)
                        .addOutput(output)
                        .addNode(NodeProto.newBuilder()
                                .setOpType("Relu")
                                .addInput("x")
                                .addOutput("y")))
                .build();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "batch 5 3 | batch 3",
                "batch seq | batch seq 9",
                "seq 4 | seq 9",
                "1 seq | 1 seq 9",
                "5 3 | 5 2",
                "nodes 7 | nodes 3",
            })
    void samplesThatComeFirstStay(String input, String output) {
        ModelProto model = model(value("x", input.split(" ")), value("y", output.split(" ")));
        BatchFirst arranged = BatchFirst.of(model);
        assertThat(arranged.model()).isSameAs(model);
        assertThat(arranged.notice()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "5 batch 3 | batch 3 | batch 5 3 | batch 3",
                "seq batch 3 | seq batch 9 | batch seq 3 | batch seq 9",
                "5 n_items 3 | n_items 3 | n_items 5 3 | n_items 3",
                "3 5 N | 7 N | N 3 5 | N 7",
            })
    void samplesAlongAnotherAxisArePutFirst(String input, String output, String newInput, String newOutput) {
        BatchFirst arranged = BatchFirst.of(model(value("x", input.split(" ")), value("y", output.split(" "))));
        GraphProto graph = arranged.model().getGraph();
        assertThat(graph.getInputList()).isEqualTo(List.of(value("x", newInput.split(" "))));
        assertThat(graph.getOutputList()).isEqualTo(List.of(value("y", newOutput.split(" "))));
        assertThat(arranged.notice()).isPresent();
    }

    /** In and out again is the identity: x [5, batch, 3] to Relu and back. */
    @Test
    void theTransposesUndoEachOther() {
        GraphProto graph = BatchFirst.of(model(value("x", "4", "5", "batch"), value("y", "4", "5", "batch")))
                .model()
                .getGraph();
        assertThat(graph.getNodeList())
                .extracting(NodeProto::getOpType)
                .containsExactly("Transpose", "Relu", "Transpose");
        List<Long> into = graph.getNode(0).getAttribute(0).getIntsList();
        List<Long> out = graph.getNode(2).getAttribute(0).getIntsList();
        assertThat(into).containsExactly(1L, 2L, 0L);
        assertThat(out).containsExactly(2L, 0L, 1L);
        assertThat(graph.getNode(1).getInput(0)).isEqualTo(graph.getNode(0).getOutput(0));
        assertThat(graph.getNode(2).getInput(0)).isEqualTo(graph.getNode(1).getOutput(0));
    }

    /** A branch reads a value of the graph around it by its name. */
    @Test
    void bodiesReadWhatTheGraphReads() {
        NodeProto inside = NodeProto.newBuilder()
                .setOpType("Relu")
                .addInput("x")
                .addOutput("r")
                .build();
        NodeProto branch = NodeProto.newBuilder()
                .setOpType("If")
                .addInput("c")
                .addOutput("y")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("then_branch")
                        .setG(GraphProto.newBuilder().addNode(inside).addOutput(value("r"))))
                .addAttribute(AttributeProto.newBuilder()
                        .setName("else_branch")
                        .setG(GraphProto.newBuilder().addOutput(value("x"))))
                .build();
        ModelProto model = ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addInput(value("x", "5", "batch"))
                        .addOutput(value("y", "batch", "5"))
                        .addNode(branch))
                .build();
        NodeProto found = BatchFirst.of(model).model().getGraph().getNode(1);
        assertThat(found.getAttribute(0).getG().getNode(0).getInput(0)).isEqualTo("x by samples");
        assertThat(found.getAttribute(1).getG().getOutput(0).getName()).isEqualTo("x by samples");
    }
}
