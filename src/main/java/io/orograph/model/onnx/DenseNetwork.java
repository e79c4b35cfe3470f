package io.orograph.model.onnx;

import io.orograph.file.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.OperatorSetIdProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * A dense network that is described by its widths: {@code mlp:64-128-10} has 64 inputs, a hidden layer of 128 units with
 * ReLU, and 10 outputs without an activation; {@code mlp-tanh:64-128-10} has tanh instead. What a graph in a file has not,
 * a width to turn, such a family has.
 *
 * @param activation the operator between the layers
 * @param widths inputs, hidden layers, outputs
 */
public record DenseNetwork(String activation, List<Integer> widths) {

    private static final Pattern TEXT = Pattern.compile("mlp(?:-(relu|tanh|sigmoid|gelu))?:(\\d{1,6}(?:-\\d{1,6})+)");

    /** More weights are no experiment that ends. */
    private static final long MOST_WEIGHTS = 100_000_000;

    /** What PyTorch 1.13 to 2.x write, and every ONNX Runtime of the last years reads; Gelu is in the newer set. */
    private static final int IR_VERSION = 9;

    private static final int OPERATOR_SET = 20;

    /** Returns the network that a text describes; empty for another text. */
    public static Optional<DenseNetwork> of(String text) {
        Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<Integer> widths =
                Arrays.stream(matcher.group(2).split("-")).map(Integer::valueOf).toList();
        DenseNetwork network = new DenseNetwork(operator(matcher.group(1)), widths);
        return widths.contains(0) || network.weights() > MOST_WEIGHTS ? Optional.empty() : Optional.of(network);
    }

    private static String operator(String name) {
        return switch (name == null ? "relu" : name) {
            case "tanh" -> "Tanh";
            case "sigmoid" -> "Sigmoid";
            case "gelu" -> "Gelu";
            default -> "Relu";
        };
    }

    private long weights() {
        long sum = 0;
        for (int layer = 1; layer < widths.size(); layer++) {
            sum += widths.get(layer) * (widths.get(layer - 1) + 1L);
        }
        return sum;
    }

    /** Returns a name for its file, without an ending. */
    public String name() {
        String kind = "Relu".equals(activation) ? "mlp" : "mlp-" + activation.toLowerCase(Locale.ROOT);
        return kind + "-" + widths.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    /** Writes or replaces a model file; its weights are drawn as fresh ones, always the same. */
    public void write(Path file) throws IOException {
        GraphProto.Builder graph = GraphProto.newBuilder().setName(name());
        graph.addInput(port("input", widths.get(0)));
        Random random = new Random(0);
        String value = "input";
        int layers = widths.size() - 1;
        for (int layer = 1; layer <= layers; layer++) {
            String name = "fc" + layer;
            int in = widths.get(layer - 1);
            int out = widths.get(layer);
            double bound = 1 / Math.sqrt(in);
            graph.addInitializer(drawn(name + ".weight", random, bound, out, in));
            graph.addInitializer(drawn(name + ".bias", random, bound, out));
            String dense = layer == layers ? "output" : name;
            graph.addNode(NodeProto.newBuilder()
                    .setOpType("Gemm")
                    .setName(name)
                    .addAllInput(List.of(value, name + ".weight", name + ".bias"))
                    .addOutput(dense)
                    .addAttribute(AttributeProto.newBuilder()
                            .setName("transB")
                            .setType(AttributeProto.AttributeType.INT)
                            .setI(1)));
            value = dense;
            if (layer < layers) {
                value = name + "." + activation.toLowerCase(Locale.ROOT);
                graph.addNode(NodeProto.newBuilder()
                        .setOpType(activation)
                        .setName(value)
                        .addInput(dense)
                        .addOutput(value));
            }
        }
        graph.addOutput(port("output", widths.get(layers)));
        ModelProto model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .setProducerName("Orograph")
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATOR_SET))
                .setGraph(graph)
                .build();
        AtomicFile.write(file, model::writeTo);
    }

    private static ValueInfoProto port(String name, int width) {
        TypeProto.Tensor.Builder tensor =
                TypeProto.Tensor.newBuilder().setElemType(TensorProto.DataType.FLOAT.getNumber());
        tensor.getShapeBuilder().addDimBuilder().setDimParam("batch");
        tensor.getShapeBuilder().addDimBuilder().setDimValue(width);
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(tensor))
                .build();
    }

    private static TensorProto drawn(String name, Random random, double bound, long... shape) {
        int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < size; i++) {
            bytes.putFloat((float) (bound * (2 * random.nextDouble() - 1)));
        }
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT.getNumber())
                .setRawData(ByteString.copyFrom(bytes.flip()));
        Arrays.stream(shape).forEach(tensor::addDims);
        return tensor.build();
    }
}
