package io.orograph.model.onnx;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.StringStringEntryProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorShapeProto;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/** Changes to the content of a model that leave a valid protobuf message: what flipped bytes hardly ever reach. */
public final class ModelMutation {

    private static final long[] SIZES = {
        Long.MIN_VALUE, -7, -1, 0, 1, 2, 3, 65_536, 1 << 30, Integer.MAX_VALUE, 1L << 32, Long.MAX_VALUE
    };
    private static final String[] PLACES = {
        "../secret", "/etc/passwd", "", ".", "..", "a\0b", "weights.bin/x", "nothing.bin", "./weights.bin"
    };
    private static final int DEEP = 60;

    private final Random random;
    private final ModelProto.Builder model;
    private final GraphProto.Builder graph;

    private ModelMutation(byte[] sound, Random random) throws InvalidProtocolBufferException {
        this.random = random;
        model = ModelProto.parseFrom(sound).toBuilder();
        graph = model.getGraphBuilder();
    }

    /** The model with one to three changes. */
    public static byte[] of(byte[] sound, Random random) throws InvalidProtocolBufferException {
        ModelMutation mutation = new ModelMutation(sound, random);
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutation.change();
        }
        return mutation.model.build().toByteArray();
    }

    private void change() {
        switch (random.nextInt(14)) {
            case 0 -> connectAnew();
            case 1 -> nameTwice();
            case 2 -> tensor(this::resize);
            case 3 -> tensor(this::cut);
            case 4 -> tensor(tensor -> tensor.setDataType(random.nextInt(22) - 1));
            case 5 -> tensor(this::moveOutside);
            case 6 -> setAttribute();
            case 7 ->
                node(node -> node.setOpType(
                        graph.getNode(random.nextInt(graph.getNodeCount())).getOpType()));
            case 8 -> nest();
            case 9 -> resizeInput();
            case 10 -> node(this::leaveOut);
            case 11 -> readFurtherOutput();
            case 12 -> tensor(this::reshape);
            default -> model.getOpsetImportBuilder(0).setVersion(random.nextInt(30) - 2);
        }
    }

    private interface Change<T> {
        void to(T builder);
    }

    private void node(Change<NodeProto.Builder> change) {
        change.to(graph.getNodeBuilder(random.nextInt(graph.getNodeCount())));
    }

    private void tensor(Change<TensorProto.Builder> change) {
        if (graph.getInitializerCount() > 0) {
            change.to(graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount())));
        }
    }

    private long size() {
        return SIZES[random.nextInt(SIZES.length)];
    }

    /** Some value of the graph: reading a later one makes a cycle. */
    private String value() {
        NodeProto node = graph.getNode(random.nextInt(graph.getNodeCount()));
        if (random.nextBoolean() && graph.getInitializerCount() > 0) {
            return graph.getInitializer(random.nextInt(graph.getInitializerCount()))
                    .getName();
        }
        return node.getOutputCount() == 0 ? "" : node.getOutput(random.nextInt(node.getOutputCount()));
    }

    private void connectAnew() {
        node(node -> {
            if (node.getInputCount() > 0 && random.nextInt(4) > 0) {
                node.setInput(random.nextInt(node.getInputCount()), value());
            } else if (node.getInputCount() > 0 && random.nextBoolean()) {
                node.clearInput();
            } else {
                node.addInput(value());
            }
        });
    }

    /** One input the less, or two in each other's place. */
    private void leaveOut(NodeProto.Builder node) {
        if (node.getInputCount() == 0) {
            return;
        }
        int at = random.nextInt(node.getInputCount());
        switch (random.nextInt(3)) {
            case 0 -> node.setInput(at, "");
            case 1 -> {
                List<String> inputs = List.copyOf(node.getInputList().subList(0, at));
                node.clearInput().addAllInput(inputs);
            }
            default -> {
                String first = node.getInput(0);
                node.setInput(0, node.getInput(at)).setInput(at, first);
            }
        }
    }

    /** An output that an operator may have or not. */
    private void readFurtherOutput() {
        String name = "further" + random.nextInt(1000);
        node(node -> node.addOutput(name));
        node(node -> {
            if (node.getInputCount() > 0) {
                node.setInput(random.nextInt(node.getInputCount()), name);
            }
        });
    }

    /** As many numbers under another shape. */
    private void reshape(TensorProto.Builder tensor) {
        List<Long> dims = new ArrayList<>(tensor.getDimsList());
        if (random.nextBoolean()) {
            Collections.shuffle(dims, random);
        } else {
            dims.add(random.nextInt(dims.size() + 1), 1L);
        }
        tensor.clearDims().addAllDims(dims);
    }

    private void nameTwice() {
        switch (random.nextInt(3)) {
            case 0 -> node(node -> node.addOutput(value()));
            case 1 -> tensor(tensor -> graph.addInitializer(tensor.build()));
            default -> graph.addNode(graph.getNode(random.nextInt(graph.getNodeCount())));
        }
    }

    private void resize(TensorProto.Builder tensor) {
        if (tensor.getDimsCount() > 0 && random.nextInt(3) > 0) {
            tensor.setDims(random.nextInt(tensor.getDimsCount()), size());
        } else {
            tensor.addDims(size());
        }
    }

    private void cut(TensorProto.Builder tensor) {
        ByteString data = tensor.getRawData();
        tensor.setRawData(data.substring(0, data.isEmpty() ? 0 : random.nextInt(data.size())));
        if (random.nextBoolean()) {
            tensor.clearDims().addDims(0).clearRawData();
        }
    }

    private void moveOutside(TensorProto.Builder tensor) {
        tensor.setDataLocation(TensorProto.DataLocation.EXTERNAL).clearRawData().clearExternalData();
        tensor.addExternalData(entry("location", PLACES[random.nextInt(PLACES.length)]));
        if (random.nextBoolean()) {
            tensor.addExternalData(entry("offset", Long.toString(size())));
            tensor.addExternalData(entry("length", Long.toString(size())));
        }
    }

    private static StringStringEntryProto entry(String key, String value) {
        return StringStringEntryProto.newBuilder().setKey(key).setValue(value).build();
    }

    private void setAttribute() {
        node(node -> {
            if (node.getAttributeCount() == 0) {
                return;
            }
            AttributeProto.Builder attribute = node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
            switch (random.nextInt(3)) {
                case 0 -> attribute.setI(size());
                case 1 -> attribute.setTypeValue(random.nextInt(16));
                default -> {
                    if (attribute.getIntsCount() > 0) {
                        attribute.setInts(random.nextInt(attribute.getIntsCount()), size());
                    } else {
                        attribute.addInts(size());
                    }
                }
            }
        });
    }

    /** A branch in a branch in a branch, more than the reader follows or fewer. */
    private void nest() {
        GraphProto inner = GraphProto.getDefaultInstance();
        for (int level = random.nextInt(DEEP); level > 0; level--) {
            AttributeProto.Builder attribute = AttributeProto.newBuilder()
                    .setName(random.nextBoolean() ? "then_branch" : "body")
                    .setType(AttributeProto.AttributeType.GRAPH)
                    .setG(inner);
            NodeProto.Builder node = NodeProto.newBuilder()
                    .setOpType(random.nextBoolean() ? "If" : "Loop")
                    .addInput(value())
                    .addOutput("nested" + level)
                    .addAttribute(attribute);
            inner = GraphProto.newBuilder().addNode(node).build();
        }
        graph.addAllNode(inner.getNodeList());
    }

    private void resizeInput() {
        TensorShapeProto.Builder shape =
                graph.getInputBuilder(0).getTypeBuilder().getTensorTypeBuilder().getShapeBuilder();
        if (shape.getDimCount() > 0 && random.nextBoolean()) {
            shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(size());
        } else {
            shape.addDimBuilder().setDimValue(size());
        }
    }
}
