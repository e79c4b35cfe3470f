package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import io.orograph.network.operators.quantization.ScaleOf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataLocation;
import onnx.OnnxMl.TensorProto.DataType;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Reads tensors that a file stores as integers with a scale, and that a DequantizeLinear node turns into numbers, as
 * these numbers: so they are weights like any others. Reading and writing a model pass through here, so that both know
 * the same names.
 */
final class DequantizedWeights {

    private static final int DEFAULT_AXIS = 1;
    private static final int NIBBLE = 4;

    /** Element types that are newer than the classes which read the file. */
    private static final int UINT4 = 21;

    private static final int INT4 = 22;

    private final TensorReader tensors;
    private final GraphProto graph;
    private final Map<String, TensorProto> stored = new HashMap<>();
    private final List<String> read = new ArrayList<>();

    private DequantizedWeights(Path file, GraphProto graph) {
        this.graph = graph;
        this.tensors = new TensorReader(file);
        graph.getInitializerList().forEach(tensor -> stored.put(tensor.getName(), tensor));
        for (NodeProto node : graph.getNodeList()) {
            boolean isTensor = NodeReader.is(node, "Constant")
                    && node.getOutputCount() == 1
                    && node.getAttributeCount() == 1
                    && node.getAttribute(0).hasT();
            if (isTensor) {
                stored.put(node.getOutput(0), node.getAttribute(0).getT());
            }
        }
    }

    /**
     * A model without weights in integers.
     *
     * @param notice what a person should know about it; empty if the model is as it was
     */
    record Result(ModelProto model, Optional<String> notice) {}

    /**
     * Returns the same model, with numbers in place of integers and scales.
     *
     * @param file where the model lies, with further files beside it
     * @throws IOException if a tensor cannot be read
     */
    static Result read(Path file, ModelProto stored) throws IOException {
        ModelProto model = IntegerProducts.plain(stored);
        if (model.getGraph().getNodeList().stream().noneMatch(DequantizedWeights::dequantizes)) {
            return new Result(model, Optional.empty());
        }
        DequantizedWeights weights = new DequantizedWeights(file, model.getGraph());
        GraphProto plain = weights.plain();
        if (weights.read.isEmpty()) {
            return new Result(model, Optional.empty());
        }
        String names = Wording.shorten(String.join(", ", weights.read), 200);
        return new Result(
                model.toBuilder().setGraph(plain).build(),
                Optional.of("The file stores " + names + " as integers with a scale; they are read as the numbers that"
                        + " these stand for, and move like any weights."));
    }

    private static boolean dequantizes(NodeProto node) {
        return NodeReader.is(node, "DequantizeLinear") && node.getInputCount() >= 2 && node.getOutputCount() == 1;
    }

    private GraphProto plain() throws IOException {
        Set<String> outputs = new HashSet<>();
        graph.getOutputList().forEach(output -> outputs.add(output.getName()));
        GraphProto.Builder plain = graph.toBuilder().clearNode();
        Map<NodeProto, String> first = new HashMap<>();
        for (NodeProto node : graph.getNodeList()) {
            boolean known = dequantizes(node)
                    && !outputs.contains(node.getOutput(0))
                    && !stored.containsKey(node.getOutput(0))
                    && node.getInputList().stream().allMatch(input -> input.isEmpty() || stored.containsKey(input));
            NodeProto unnamed = node.toBuilder().clearName().clearOutput().build();
            if (known && first.containsKey(unnamed)) {
                // The same numbers for another reader: one weight that two layers share.
                plain.addNode(NodeProto.newBuilder()
                        .setOpType("Identity")
                        .addInput(first.get(unnamed))
                        .addOutput(node.getOutput(0)));
                continue;
            }
            Optional<TensorProto> numbers = known ? numbers(node) : Optional.empty();
            if (numbers.isPresent()) {
                first.put(unnamed, node.getOutput(0));
                plain.addInitializer(numbers.get());
                read.add(node.getInput(0));
            } else {
                plain.addNode(node);
            }
        }
        return plain.build();
    }

    /** Returns (x − zero point)·scale; empty if they do not go together, which is reported when the node is made. */
    private Optional<TensorProto> numbers(NodeProto node) throws IOException {
        TensorProto x = stored.get(node.getInput(0));
        long[] shape = shape(x);
        Tensor scales = tensors.read(stored.get(node.getInput(1)));
        boolean shifts = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        TensorProto zero = shifts ? stored.get(node.getInput(2)) : null;
        double[] zeros = shifts ? integers(zero) : new double[1];
        double[] integers = integers(x);
        ScaleOf scaleOf = new ScaleOf(integer(node, "axis", DEFAULT_AXIS), integer(node, "block_size", 0));
        int[] indices;
        int[] zeroIndices;
        try {
            indices = scaleOf.indices(shape, scales.shape());
            zeroIndices = scaleOf.indices(shape, shifts ? shape(zero) : new long[0]);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        if (integers.length != indices.length || shifts && zeros.length != count(zero)) {
            return Optional.empty();
        }
        ByteBuffer data = ByteBuffer.allocate(Math.multiplyExact(integers.length, Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < integers.length; i++) {
            data.putFloat((float) ((integers[i] - zeros[zeroIndices[i]]) * scales.get(indices[i])));
        }
        return Optional.of(TensorProto.newBuilder()
                .setName(node.getOutput(0))
                .setDataType(DataType.FLOAT_VALUE)
                .addAllDims(x.getDimsList())
                .setRawData(ByteString.copyFrom(data.flip()))
                .build());
    }

    private static long[] shape(TensorProto tensor) {
        return tensor.getDimsList().stream().mapToLong(Long::longValue).toArray();
    }

    private static long count(TensorProto tensor) {
        return Arrays.stream(shape(tensor)).reduce(1, (a, b) -> Math.max(0, Math.min(1L << 31, a * b)));
    }

    private static long integer(NodeProto node, String name, long otherwise) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .mapToLong(AttributeProto::getI)
                .findFirst()
                .orElse(otherwise);
    }

    private double[] integers(TensorProto tensor) throws IOException {
        int type = tensor.getDataType();
        boolean halfBytes = type == INT4 || type == UINT4;
        return halfBytes && tensor.getDataLocation() != DataLocation.EXTERNAL
                ? halfBytes(tensor, type == INT4)
                : tensors.read(tensor).doubles();
    }

    /** Two numbers a byte, the first in the lower half. */
    private static double[] halfBytes(TensorProto tensor, boolean signed) {
        ByteString raw = tensor.getRawData();
        int bytes = raw.isEmpty() ? tensor.getInt32DataCount() : raw.size();
        int count = (int) Math.min(2L * bytes, count(tensor));
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            int both = raw.isEmpty() ? tensor.getInt32Data(i / 2) : raw.byteAt(i / 2);
            int half = both >> (i % 2 * NIBBLE) & 0xF;
            numbers[i] = signed && half > 7 ? half - 16 : half;
        }
        return numbers;
    }
}
