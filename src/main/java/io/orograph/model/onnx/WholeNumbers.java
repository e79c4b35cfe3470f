package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto.DataType;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;

/**
 * Tells which values of a graph are whole numbers. A network computes with real numbers throughout, and a few operators
 * have another meaning where the file has integers: 7 / 2 is 3 then.
 */
final class WholeNumbers {

    private static final Set<DataType> REAL =
            EnumSet.of(DataType.FLOAT, DataType.DOUBLE, DataType.FLOAT16, DataType.BFLOAT16);

    /** Operators whose outputs are places, sizes or truth values, whatever they read. */
    private static final Set<String> ALWAYS = Set.of(
            "And",
            "ArgMax",
            "ArgMin",
            "Equal",
            "Greater",
            "GreaterOrEqual",
            "IsInf",
            "IsNaN",
            "Less",
            "LessOrEqual",
            "NonZero",
            "Not",
            "Or",
            "QuantizeLinear",
            "Shape",
            "Size",
            "Xor");

    /** Operators whose first output is real, whatever they read. */
    private static final Set<String> NEVER = Set.of("DequantizeLinear", "RandomNormalLike", "RandomUniformLike");

    /** Operators whose second output counts places. */
    private static final Set<String> WITH_PLACES = Set.of("MaxPool", "TopK");

    /** Operators whose outputs have the type of another input than the first. */
    private static final Map<String, Integer> TYPE_OF = Map.of("CastLike", 1, "Where", 1, "OneHot", 2);

    private final Function<String, Tensor> tensors;
    private final Map<String, Boolean> whole = new HashMap<>();

    /**
     * Makes a record of the types that the graph states.
     *
     * @param tensors the tensors of the file, by name; null if there is none
     */
    WholeNumbers(GraphProto graph, Function<String, Tensor> tensors) {
        this.tensors = tensors;
        graph.getInputList().forEach(this::state);
        graph.getValueInfoList().forEach(this::state);
        graph.getOutputList().forEach(this::state);
    }

    /** Tells whether a tensor is of whole numbers, by its type. */
    static boolean isWhole(TypeProto.Tensor type) {
        DataType element = DataType.forNumber(type.getElemType());
        return element != null && element != DataType.UNDEFINED && !REAL.contains(element);
    }

    private void state(ValueInfoProto value) {
        DataType type = value.getType().hasTensorType()
                ? DataType.forNumber(value.getType().getTensorType().getElemType())
                : null;
        if (type != null && type != DataType.UNDEFINED) {
            whole.put(value.getName(), !REAL.contains(type));
        }
    }

    /** Tells whether a value is known to be of whole numbers. */
    boolean isWhole(String name) {
        Tensor tensor = tensors.apply(name);
        return tensor == null ? whole.getOrDefault(name, false) : !tensor.type().isFloating();
    }

    /** Takes down the types of what a node writes; to be called in the order of the file. */
    void add(NodeProto node) {
        for (int i = 0; i < node.getOutputCount(); i++) {
            boolean places = i == 1 && WITH_PLACES.contains(node.getOpType());
            whole.putIfAbsent(node.getOutput(i), places || writesWhole(node));
        }
    }

    private boolean writesWhole(NodeProto node) {
        String type = node.getOpType();
        if (ALWAYS.contains(type) || NEVER.contains(type)) {
            return ALWAYS.contains(type);
        }
        for (AttributeProto attribute : node.getAttributeList()) {
            if (type.equals("Cast") && attribute.getName().equals("to")) {
                return !REAL.contains(DataType.forNumber((int) attribute.getI()));
            }
            if (type.equals("ConstantOfShape") && attribute.getName().equals("value")) {
                return !REAL.contains(DataType.forNumber(attribute.getT().getDataType()));
            }
        }
        int from = TYPE_OF.getOrDefault(type, 0);
        return !type.equals("ConstantOfShape") && node.getInputCount() > from && isWhole(node.getInput(from));
    }
}
