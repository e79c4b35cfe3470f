package io.orograph.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.AttributeProto.AttributeType;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataType;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Says products of integers as products of the numbers that these stand for: a QLinearConv becomes DequantizeLinear nodes,
 * a Conv and a QuantizeLinear, a MatMulInteger the same without scales. So what a quantised network computes is the same,
 * and its weights are weights.
 */
final class IntegerProducts {

    private static final Set<String> PRODUCTS = Set.of("ConvInteger", "MatMulInteger", "QLinearConv", "QLinearMatMul");

    private final GraphProto.Builder graph;
    private final Map<String, TensorProto> tensors = new HashMap<>();
    private final List<NodeProto> nodes = new ArrayList<>();

    private IntegerProducts(GraphProto graph) {
        this.graph = graph.toBuilder().clearNode();
        graph.getInitializerList().forEach(tensor -> tensors.put(tensor.getName(), tensor));
    }

    /** Returns the same model without products of integers; those that cannot be said otherwise stay. */
    static ModelProto plain(ModelProto model) {
        if (model.getGraph().getNodeList().stream().noneMatch(IntegerProducts::isProduct)) {
            return model;
        }
        IntegerProducts products = new IntegerProducts(model.getGraph());
        model.getGraph().getNodeList().forEach(products::add);
        return model.toBuilder()
                .setGraph(products.graph.addAllNode(products.nodes))
                .build();
    }

    private static boolean isProduct(NodeProto node) {
        return PRODUCTS.stream().anyMatch(type -> NodeReader.is(node, type)) && node.getOutputCount() == 1;
    }

    private void add(NodeProto node) {
        boolean scaled = node.getOpType().startsWith("QLinear");
        if (!isProduct(node) || node.getInputCount() < (scaled ? 8 : 2)) {
            nodes.add(node);
        } else if (scaled) {
            addScaled(node);
        } else {
            addUnscaled(node);
        }
    }

    private static String input(NodeProto node, int i) {
        return i < node.getInputCount() ? node.getInput(i) : "";
    }

    /** x, w and, if they are given, their zero points. */
    private void addUnscaled(NodeProto node) {
        boolean isConv = node.getOpType().equals("ConvInteger");
        String output = node.getOutput(0);
        String x = number(input(node, 0), ones(input(node, 2), output + ".one"), input(node, 2), -2, output + ".x");
        String w = number(
                input(node, 1), ones(input(node, 3), output + ".ones"), input(node, 3), isConv ? 0 : -1, output + ".w");
        nodes.add(product(node, isConv, List.of(x, w), output));
    }

    /** x, w, scale and zero point each, those of the result, and a bias whose scale is the product of the two. */
    private void addScaled(NodeProto node) {
        boolean isConv = node.getOpType().equals("QLinearConv");
        String output = node.getOutput(0);
        String bias = isConv ? input(node, 8) : "";
        List<String> inputs = new ArrayList<>();
        String scale = bias.isEmpty() ? "" : biasScale(input(node, 1), input(node, 4), output + ".scale");
        if (!bias.isEmpty() && scale.isEmpty()) {
            nodes.add(node);
            return;
        }
        inputs.add(number(input(node, 0), input(node, 1), input(node, 2), -2, output + ".x"));
        inputs.add(number(input(node, 3), input(node, 4), input(node, 5), isConv ? 0 : -1, output + ".w"));
        if (!bias.isEmpty()) {
            inputs.add(number(bias, scale, "", 0, output + ".b"));
        }
        nodes.add(product(node, isConv, inputs, output + ".real"));
        nodes.add(NodeProto.newBuilder()
                .setName(node.getName())
                .setOpType("QuantizeLinear")
                .addAllInput(List.of(output + ".real", input(node, 6), input(node, 7)))
                .addOutput(output)
                .build());
    }

    private static NodeProto product(NodeProto node, boolean isConv, List<String> inputs, String output) {
        return node.toBuilder()
                .setOpType(isConv ? "Conv" : "MatMul")
                .clearInput()
                .addAllInput(inputs)
                .clearOutput()
                .addOutput(output)
                .build();
    }

    /** Adds the node that makes numbers of integers, and returns their name. */
    private String number(String integers, String scale, String zero, int axis, String name) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setName(name)
                .setOpType("DequantizeLinear")
                .addInput(integers)
                .addInput(scale)
                .addOutput(name)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeType.INT)
                        .setI(axis));
        nodes.add((zero.isEmpty() ? node : node.addInput(zero)).build());
        return name;
    }

    /** Adds a scale of 1 for each of some zero points, and returns its name. */
    private String ones(String zero, String name) {
        TensorProto like = tensors.get(zero);
        int count = like == null || like.getDimsCount() != 1 ? 1 : (int) like.getDims(0);
        float[] ones = new float[count];
        Arrays.fill(ones, 1);
        return scale(name, ones);
    }

    /** Adds the products of two scales, and returns their name; none if they are not known. */
    private String biasScale(String one, String other, String name) {
        float[] first = floats(tensors.get(one));
        float[] second = floats(tensors.get(other));
        if (first.length != 1 || second.length == 0) {
            return "";
        }
        float[] products = new float[second.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = first[0] * second[i];
        }
        return scale(name, products);
    }

    private static float[] floats(TensorProto tensor) {
        if (tensor == null || tensor.getDataType() != DataType.FLOAT_VALUE) {
            return new float[0];
        }
        ByteBuffer raw = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
        boolean isRaw = raw.hasRemaining();
        float[] result = new float[isRaw ? raw.remaining() / Float.BYTES : tensor.getFloatDataCount()];
        for (int i = 0; i < result.length; i++) {
            // The bytes may be a part of the file's, which begins anywhere.
            result[i] = isRaw ? raw.getFloat() : tensor.getFloatData(i);
        }
        return result;
    }

    private String scale(String name, float[] numbers) {
        ByteBuffer data = ByteBuffer.allocate(numbers.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        data.asFloatBuffer().put(numbers);
        TensorProto.Builder tensor = TensorProto.newBuilder()
                .setName(name)
                .setDataType(DataType.FLOAT_VALUE)
                .setRawData(ByteString.copyFrom(data));
        if (numbers.length > 1) {
            tensor.addDims(numbers.length);
        }
        graph.addInitializer(tensor);
        return name;
    }
}
