package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.NodeProto;

/**
 * Finds the constant that a computed Reshape amounts to. Exporters write {@code x.view(x.size(0), -1)} as Shape,
 * Gather, Unsqueeze, Concat and Reshape; the same is a Reshape to [0, -1], where 0 takes over the axis of x at that
 * place.
 *
 * <p>Two rules, both exact whatever the sizes turn out to be: the size of axis i of the reshaped value itself, at place
 * i, is a 0; and if just one size is unknown and no other is -1, it is a -1, as the number of elements decides it.
 */
final class ShapeFolding {

    /** Shapes have a few axes: a longer vector is no shape, and following it would cost memory. */
    private static final int LONGEST = 64;

    /**
     * One size in a shape.
     *
     * @param value the value whose axis it is the size of; null if it is a number
     * @param number that axis, counted from the front, or the number
     */
    private record Size(String value, long number) {}

    private final Map<String, Tensor> tensors;
    private final Map<String, String> shapeOf = new HashMap<>();
    private final Map<String, List<Size>> sizes = new HashMap<>();

    /**
     * @param tensors the values known before the network runs, live
     */
    ShapeFolding(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    /**
     * Takes down what a node computes, if that is a shape; to be called in the order of the file.
     *
     * @param inputs the values that the node reads
     */
    void add(NodeProto node, List<String> inputs) {
        if (!OperatorSets.isStandard(node.getDomain()) || node.getOutputCount() != 1 || inputs.isEmpty()) {
            return;
        }
        String output = node.getOutput(0);
        switch (node.getOpType()) {
            case "Shape" -> {
                // With a first or last axis of its own (opset 15) it is not the whole shape.
                if (node.getAttributeCount() == 0) {
                    shapeOf.put(output, inputs.get(0));
                }
            }
            case "Gather" -> gather(node, inputs).ifPresent(found -> sizes.put(output, found));
            // These neither reorder a vector nor change what its entries mean.
            case "Unsqueeze", "Squeeze", "Cast", "Identity" ->
                find(inputs.get(0)).ifPresent(found -> sizes.put(output, found));
            case "Concat" -> concat(inputs).ifPresent(found -> sizes.put(output, found));
            default -> {}
        }
    }

    /** The constant shape that a Reshape node's computed one amounts to; empty if it has one or cannot be told. */
    Optional<Tensor> shape(NodeProto node, List<String> inputs) {
        if (!NodeReader.is(node, "Reshape") || inputs.size() != 2 || tensors.containsKey(inputs.get(1))) {
            return Optional.empty();
        }
        boolean zeroIsZero = integer(node, "allowzero", 0) != 0;
        return find(inputs.get(1)).flatMap(found -> constant(found, inputs.get(0), zeroIsZero));
    }

    private static Optional<Tensor> constant(List<Size> sizes, String reshaped, boolean zeroIsZero) {
        long[] shape = new long[sizes.size()];
        int open = 0;
        for (int i = 0; i < shape.length; i++) {
            Size size = sizes.get(i);
            if (size.value() == null) {
                shape[i] = size.number();
            } else if (size.value().equals(reshaped) && size.number() == i && !zeroIsZero) {
                shape[i] = 0;
            } else {
                shape[i] = -1;
            }
            open += shape[i] == -1 ? 1 : 0;
        }
        return open > 1 ? Optional.empty() : Optional.of(Tensor.of(shape, shape.length));
    }

    private Optional<List<Size>> gather(NodeProto node, List<String> inputs) {
        String value = shapeOf.get(inputs.get(0));
        if (value == null || inputs.size() != 2 || integer(node, "axis", 0) != 0) {
            return Optional.empty();
        }
        // An axis counted from the back is another one for another rank, which is not known here.
        return find(inputs.get(1))
                .filter(axes -> axes.stream().allMatch(axis -> axis.value() == null && axis.number() >= 0))
                .map(axes -> axes.stream()
                        .map(axis -> new Size(value, axis.number()))
                        .toList());
    }

    private Optional<List<Size>> concat(List<String> inputs) {
        List<Size> joined = new ArrayList<>();
        for (String input : inputs) {
            Optional<List<Size>> part = find(input);
            if (part.isEmpty() || joined.size() + part.get().size() > LONGEST) {
                return Optional.empty();
            }
            joined.addAll(part.get());
        }
        return Optional.of(joined);
    }

    private Optional<List<Size>> find(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            return Optional.ofNullable(sizes.get(name));
        }
        if (tensor.type().isFloating() || tensor.rank() > 1 || tensor.size() > LONGEST) {
            return Optional.empty();
        }
        List<Size> numbers = new ArrayList<>();
        for (int i = 0; i < tensor.size(); i++) {
            numbers.add(new Size(null, tensor.getLong(i)));
        }
        return Optional.of(numbers);
    }

    private static long integer(NodeProto node, String name, long defaultValue) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .mapToLong(AttributeProto::getI)
                .findFirst()
                .orElse(defaultValue);
    }
}
