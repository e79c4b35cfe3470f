package io.orograph.model.onnx;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.AttributeProto.AttributeType;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto.DataType;
import onnx.OnnxMl.ValueInfoProto;

/**
 * The element types of a graph's values: what the file states, and what follows from it. A network computes with real
 * numbers throughout, but a few operators mean something else for each type of integers.
 */
final class ElementTypes {

    private static final Set<String> TRUTHS = Set.of(
            "And", "Equal", "Greater", "GreaterOrEqual", "IsInf", "IsNaN", "Less", "LessOrEqual", "Not", "Or", "Xor");

    private static final Set<String> PLACES = Set.of("ArgMax", "ArgMin", "NonZero", "Shape", "Size");

    /** Operators whose outputs have the type of another input than the first. */
    private static final Map<String, Integer> TYPE_OF =
            Map.of("CastLike", 1, "DequantizeLinear", 1, "Where", 1, "OneHot", 2);

    private final ElementTypes around;
    private final Map<String, Integer> types = new HashMap<>();

    /** Finds the types of a graph's values. */
    ElementTypes(GraphProto graph) {
        this(graph, null, Map.of());
    }

    private ElementTypes(GraphProto graph, ElementTypes around, Map<String, Integer> given) {
        this.around = around;
        types.putAll(given);
        graph.getInitializerList().forEach(tensor -> put(tensor.getName(), tensor.getDataType()));
        graph.getInputList().forEach(this::state);
        graph.getValueInfoList().forEach(this::state);
        graph.getOutputList().forEach(this::state);
        graph.getNodeList().forEach(this::add);
    }

    /** Returns the number that ONNX gives the type of a value; empty if it is not known. */
    Optional<Integer> of(String name) {
        Integer own = types.get(name);
        return own == null && around != null ? around.of(name) : Optional.ofNullable(own);
    }

    /** Finds the types of a node's subgraph, which reads the values of this graph too. */
    ElementTypes inside(NodeProto node, GraphProto subgraph) {
        Map<String, Integer> given = new HashMap<>();
        if (node.getOpType().equals("Loop")) {
            for (int i = 0; i < Math.min(node.getInputCount(), subgraph.getInputCount()); i++) {
                int place = i;
                Optional<Integer> type = switch (i) {
                    case 0 -> Optional.of(DataType.INT64_VALUE);
                    case 1 -> Optional.of(DataType.BOOL_VALUE);
                    default -> input(node, i);
                };
                type.ifPresent(number -> given.put(subgraph.getInput(place).getName(), number));
            }
        }
        return new ElementTypes(subgraph, this, given);
    }

    private void state(ValueInfoProto value) {
        if (value.getType().hasTensorType()) {
            put(value.getName(), value.getType().getTensorType().getElemType());
        }
    }

    private void put(String name, int number) {
        if (number != DataType.UNDEFINED_VALUE && !name.isEmpty()) {
            types.putIfAbsent(name, number);
        }
    }

    private void add(NodeProto node) {
        List<String> outputs = node.getOutputList();
        Optional<GraphProto> subgraph = node.getAttributeList().stream()
                .filter(AttributeProto::hasG)
                .map(AttributeProto::getG)
                .findFirst();
        if (subgraph.isPresent()) {
            // The first output of a loop's body is whether it goes on.
            int before = node.getOpType().equals("Loop") ? 1 : 0;
            ElementTypes inner = inside(node, subgraph.get());
            for (int i = 0; i < Math.min(outputs.size(), subgraph.get().getOutputCount() - before); i++) {
                String output = outputs.get(i);
                inner.of(subgraph.get().getOutput(i + before).getName()).ifPresent(type -> put(output, type));
            }
            return;
        }
        for (int i = 0; i < outputs.size(); i++) {
            String output = outputs.get(i);
            output(node, i).ifPresent(type -> put(output, type));
        }
    }

    private Optional<Integer> output(NodeProto node, int i) {
        String operator = node.getOpType();
        if (TRUTHS.contains(operator)) {
            return Optional.of(DataType.BOOL_VALUE);
        }
        boolean places = i == 1 && (operator.equals("TopK") || operator.equals("MaxPool"));
        if (places || PLACES.contains(operator)) {
            return Optional.of(DataType.INT64_VALUE);
        }
        return switch (operator) {
            case "Cast" -> attribute(node, "to");
            case "Constant", "ConstantOfShape" -> constant(node);
            case "DynamicQuantizeLinear" -> Optional.of(i == 1 ? DataType.FLOAT_VALUE : DataType.UINT8_VALUE);
            case "EyeLike" -> attribute(node, "dtype").or(() -> input(node, 0));
            case "QuantizeLinear" -> Optional.of(quantized(node));
            default -> input(node, TYPE_OF.getOrDefault(operator, 0));
        };
    }

    /** Returns the number of the type that a QuantizeLinear node rounds to. */
    int quantized(NodeProto node) {
        return attribute(node, "output_dtype").or(() -> input(node, 2)).orElse(DataType.UINT8_VALUE);
    }

    private Optional<Integer> input(NodeProto node, int i) {
        return i < node.getInputCount() ? of(node.getInput(i)) : Optional.empty();
    }

    private static Optional<Integer> attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .map(attribute -> (int) attribute.getI())
                .filter(type -> type != DataType.UNDEFINED_VALUE)
                .findFirst();
    }

    private static Optional<Integer> constant(NodeProto node) {
        if (node.getAttributeCount() == 0) {
            return Optional.of(DataType.FLOAT_VALUE);
        }
        AttributeProto value = node.getAttribute(0);
        if (value.getType() == AttributeType.TENSOR) {
            return Optional.of(value.getT().getDataType());
        }
        boolean whole = value.getType() == AttributeType.INT || value.getType() == AttributeType.INTS;
        return Optional.of(whole ? DataType.INT64_VALUE : DataType.FLOAT_VALUE);
    }
}
