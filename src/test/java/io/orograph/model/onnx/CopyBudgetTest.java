package io.orograph.model.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.OpeningLimits;
import io.orograph.file.UnreadableFileException;
import io.orograph.model.ModelReaders;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.FunctionProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.OperatorSetIdProto;
import onnx.OnnxMl.ValueInfoProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.CodedOutputStream;

/** Small files that ask for much: refused with the reason before it is done. */
class CopyBudgetTest {

    private static final int CALLS = 3_000;
    private static final int MANY = 40_000;
    private static final String LONG = "n".repeat(200_000);

    @TempDir
    Path folder;

    private String refusal(byte[] model) throws Exception {
        Path file = Files.write(folder.resolve("m.onnx"), model);
        return OpeningLimits.within(model.length, () -> {
            try {
                ModelReaders.open(file, new CancelToken());
                return "";
            } catch (UnreadableFileException e) {
                return e.getMessage();
            }
        });
    }

    private static NodeProto.Builder node(String type, List<String> inputs, String output) {
        return OnnxModelBuilder.nodeProto("", type, inputs, output);
    }

    /** Many calls of a function with one node. */
    private static byte[] calls(FunctionProto.Builder function, AttributeProto... attributes) {
        OnnxModelBuilder model = OnnxModelBuilder.opset(13).input("x", Shape.FREE, 2);
        model.graph(graph -> {
            for (int i = 0; i < CALLS; i++) {
                graph.addNode(OnnxModelBuilder.nodeProto("f", "F", List.of("x"), "y" + i)
                        .addAllAttribute(List.of(attributes)));
            }
        });
        model.model(proto -> proto.addFunctions(function.setDomain("f").setName("F"))
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("f").setVersion(1)));
        return model.output("y0", Shape.FREE, 2).bytes();
    }

    private static FunctionProto.Builder function(NodeProto.Builder node) {
        return FunctionProto.newBuilder().addInput("a").addOutput("b").addNode(node);
    }

    @Test
    void functionsCopyNoMoreThanTheirBudget() throws Exception {
        NodeProto.Builder wide = node("Max", Collections.nCopies(MANY, "a"), "b");
        assertThat(refusal(calls(function(wide)))).contains("nodes, inputs, outputs and attributes");
        assertThat(refusal(calls(function(node("Relu", List.of("a"), LONG)))))
                .contains("names of more than 16 million characters");
        assertThat(refusal(calls(function(node("Relu", List.of("a"), "b").setName(LONG)))))
                .contains("names of more than 16 million characters");
        NodeProto.Builder settings = node("Relu", List.of("a"), "b");
        for (int i = 0; i < MANY; i++) {
            settings.addAttribute(AttributeProto.newBuilder().setName("s"));
        }
        assertThat(refusal(calls(function(settings)))).contains("nodes, inputs, outputs and attributes");
    }

    @Test
    void functionsBindNoMoreThanTheirBudget() throws Exception {
        List<String> formal = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            formal.add("i" + i);
        }
        FunctionProto.Builder takes = function(node("Relu", List.of("a"), "b")).addAllInput(formal);
        assertThat(refusal(calls(takes))).contains("nodes, inputs, outputs and attributes");
        FunctionProto.Builder imports = function(node("Relu", List.of("a"), "b"));
        for (int i = 0; i < MANY; i++) {
            imports.addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(13));
        }
        // Whether it is taken or not: soon.
        refusal(calls(imports));
        NodeProto.Builder refers = node("Relu", List.of("a"), "b");
        for (int i = 0; i < 400; i++) {
            refers.addAttribute(AttributeProto.newBuilder().setName("s" + i).setRefAttrName("none" + i));
        }
        List<AttributeProto> given = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            given.add(AttributeProto.newBuilder().setName("g" + i).build());
        }
        assertThat(refusal(calls(function(refers), given.toArray(AttributeProto[]::new))))
                .startsWith("m.onnx ");
    }

    private static byte[] loop(GraphProto.Builder body) {
        body.setName("body")
                .addInput(ValueInfoProto.newBuilder().setName("i"))
                .addInput(ValueInfoProto.newBuilder().setName("go"))
                .addInput(ValueInfoProto.newBuilder().setName("v"))
                .addOutput(ValueInfoProto.newBuilder().setName("go"))
                .addOutput(ValueInfoProto.newBuilder().setName("w"));
        return OnnxModelBuilder.opset(13)
                .input("x", Shape.FREE, 2)
                .initializer("rounds", Tensor.of(new long[] {2_000}, 1))
                .node("Loop", List.of("rounds", "", "x"), List.of("y"), "body", body.build())
                .output("y", Shape.FREE, 2)
                .bytes();
    }

    @Test
    void loopsCopyNoMoreThanTheirBudget() throws Exception {
        assertThat(refusal(loop(GraphProto.newBuilder().addNode(node("Max", Collections.nCopies(MANY, "v"), "w")))))
                .contains("nodes, inputs, outputs and attributes");
        assertThat(refusal(loop(GraphProto.newBuilder()
                        .addNode(node("Relu", List.of("v"), LONG))
                        .addNode(node("Relu", List.of(LONG), "w")))))
                .contains("million characters");
        GraphProto.Builder tensors = GraphProto.newBuilder().addNode(node("Relu", List.of("v"), "w"));
        for (int i = 0; i < MANY; i++) {
            tensors.addInitializer(OnnxModelBuilder.tensor("t" + i, Tensor.of(new float[] {1}, 1)));
        }
        assertThat(refusal(loop(tensors))).contains("nodes, inputs, outputs and attributes");
        GraphProto.Builder inner = GraphProto.newBuilder();
        for (int i = 0; i < 1_000; i++) {
            inner.addNode(node("Relu", List.of("v"), "u" + i));
        }
        assertThat(refusal(loop(GraphProto.newBuilder()
                        .addNode(node("Other", List.of("v"), "w")
                                .addAttribute(AttributeProto.newBuilder()
                                        .setName("g")
                                        .setType(AttributeProto.AttributeType.GRAPH)
                                        .setG(inner))))))
                .contains("nodes, ");
    }

    /** Two bytes each, and an object of a hundred when they are read. */
    @Test
    void manyEmptyMessagesAreRefusedBeforeTheyAreBuilt() throws Exception {
        for (int field : new int[] {1, 5, 11, 12, 13, 14, 15}) {
            assertThat(refusal(emptyMessages(field, 900_000))).contains(" strings and messages");
            // Fewer are read, whatever becomes of them.
            refusal(emptyMessages(field, 190_000));
        }
    }

    private static byte[] emptyMessages(int field, int count) throws IOException {
        byte[] messages = new byte[2 * count];
        for (int i = 0; i < messages.length; i += 2) {
            messages[i] = (byte) (field << 3 | 2);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodedOutputStream proto = CodedOutputStream.newInstance(out);
        proto.writeByteArray(ModelProto.GRAPH_FIELD_NUMBER, messages);
        proto.flush();
        return out.toByteArray();
    }

    /** The parser would copy all it has at each of them. */
    @Test
    void aMessageInManyPartsIsRefused() throws Exception {
        ModelProto part = ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addNode(node("Relu", List.of("x"), "y"))
                        .addOutput(ValueInfoProto.newBuilder().setName("y")))
                .build();
        assertThat(refusal(repeated(part.toByteArray(), 50_000))).contains("it holds \"graph\" twice");
        byte[] attribute = AttributeProto.newBuilder()
                .setG(GraphProto.newBuilder().addNode(node("Relu", List.of("x"), "y")))
                .build()
                .toByteArray();
        byte[] model = ModelProto.newBuilder()
                .setGraph(GraphProto.newBuilder()
                        .addNode(node("If", List.of("c"), "y").addAttribute(AttributeProto.parseFrom(attribute))))
                .build()
                .toByteArray();
        assertThat(refusal(repeated(model, 2))).contains("it holds \"graph\" twice");
    }

    private static byte[] repeated(byte[] bytes, int times) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            out.write(bytes);
        }
        return out.toByteArray();
    }
}
