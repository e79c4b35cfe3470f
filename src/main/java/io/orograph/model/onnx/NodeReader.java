package io.orograph.model.onnx;

import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Attributes;
import io.orograph.network.NodeSpec;
import io.orograph.network.Tensor;
import io.orograph.network.operators.ConstantExpression;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.NodeProto;
import org.nd4j.shade.protobuf.ByteString;

/** Turns the nodes of an ONNX graph into {@link NodeSpec}s, and Constant nodes into tensors. */
final class NodeReader {

    private final Path file;
    private final TensorReader tensors;
    private final OperatorSets operatorSets;

    /**
     * Makes a reader of nodes.
     *
     * @param file the model file
     */
    NodeReader(Path file, TensorReader tensors, OperatorSets operatorSets) {
        this.file = file;
        this.tensors = tensors;
        this.operatorSets = operatorSets;
    }

    /** Tells whether it is a node of the standard operator set that has this operator. */
    static boolean is(NodeProto node, String operator) {
        return OperatorSets.isStandard(node.getDomain()) && node.getOpType().equals(operator);
    }

    /**
     * Returns what a node says.
     *
     * @param inputs the values that it reads
     * @param constants the values known before the network runs
     */
    NodeSpec read(NodeProto node, List<String> inputs, Map<String, Tensor> constants) throws IOException {
        String type = OperatorSets.isStandard(node.getDomain())
                ? node.getOpType()
                : node.getDomain() + ":" + node.getOpType();
        // An unsupported operator is refused later, together with all others; its settings may be anything.
        Attributes attributes = ConstantExpression.supports(type) ? attributes(node) : Attributes.none();
        int opset = operatorSets.version(node.getDomain());
        return new NodeSpec(node.getName(), type, opset, attributes, inputs, node.getOutputList(), constants);
    }

    /** Returns the value of a Constant node. */
    Tensor constant(NodeProto node) throws IOException {
        if (node.getAttributeCount() != 1) {
            throw damaged(node, "has " + node.getAttributeCount() + " values where it must have one");
        }
        AttributeProto value = node.getAttribute(0);
        switch (value.getName()) {
            case "value" -> {
                requireType(node, value, AttributeProto.AttributeType.TENSOR);
                return tensors.read(value.getT());
            }
            case "value_float" -> {
                requireType(node, value, AttributeProto.AttributeType.FLOAT);
                return Tensor.of(new float[] {value.getF()});
            }
            case "value_floats" -> {
                requireType(node, value, AttributeProto.AttributeType.FLOATS);
                return Tensor.of(floats(value), value.getFloatsCount());
            }
            case "value_int" -> {
                requireType(node, value, AttributeProto.AttributeType.INT);
                return Tensor.of(new long[] {value.getI()});
            }
            case "value_ints" -> {
                requireType(node, value, AttributeProto.AttributeType.INTS);
                return Tensor.of(integers(value), value.getIntsCount());
            }
            default ->
                throw new UnsupportedFileException(
                        file,
                        "has in its " + label(node) + " a " + Wording.quote(value.getName())
                                + ", which is not supported; constants must be dense tensors of numbers");
        }
    }

    private void requireType(NodeProto node, AttributeProto value, AttributeProto.AttributeType type)
            throws DamagedFileException {
        if (value.getType() != type) {
            throw damaged(node, "has a " + Wording.quote(value.getName()) + " of type " + value.getType());
        }
    }

    private DamagedFileException damaged(NodeProto node, String predicate) {
        return new DamagedFileException(file, "is damaged: its " + label(node) + " " + predicate + "; export it again");
    }

    private static String label(NodeProto node) {
        String name = node.getName().isEmpty() && node.getOutputCount() > 0 ? node.getOutput(0) : node.getName();
        return node.getOpType() + " node " + Wording.quote(name);
    }

    private Attributes attributes(NodeProto node) throws IOException {
        Map<String, Object> values = new HashMap<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            values.put(attribute.getName(), value(node, attribute));
        }
        return new Attributes(values);
    }

    private Object value(NodeProto node, AttributeProto attribute) throws IOException {
        return switch (attribute.getType()) {
            case INT -> attribute.getI();
            case FLOAT -> attribute.getF();
            case STRING -> attribute.getS().toStringUtf8();
            case STRINGS ->
                attribute.getStringsList().stream()
                        .map(ByteString::toStringUtf8)
                        .toArray(String[]::new);
            case INTS -> integers(attribute);
            case FLOATS -> floats(attribute);
            case TENSOR -> tensors.read(attribute.getT());
            case UNDEFINED, UNRECOGNIZED ->
                throw damaged(node, "has an attribute " + Wording.quote(attribute.getName()) + " without a known type");
            default ->
                throw new UnsupportedFileException(
                        file,
                        "has in its " + label(node) + " an attribute " + Wording.quote(attribute.getName())
                                + " of type "
                                + attribute.getType() + ", which is not supported (subgraphs are not); export the model"
                                + " without control flow");
        };
    }

    private static long[] integers(AttributeProto attribute) {
        return attribute.getIntsList().stream().mapToLong(Long::longValue).toArray();
    }

    private static float[] floats(AttributeProto attribute) {
        float[] result = new float[attribute.getFloatsCount()];
        for (int i = 0; i < result.length; i++) {
            result[i] = attribute.getFloats(i);
        }
        return result;
    }
}
