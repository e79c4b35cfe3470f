package io.orograph.model.onnx;

import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.AttributeProto.AttributeType;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;
import onnx.OnnxMl.TensorProto.DataType;

/**
 * Says a node that asks more than its operator does here by several that are supported: further outputs, limits that are
 * computed, integers.
 */
final class PlainNodes {

    /** Since then ReduceMean takes its axes as an input. */
    private static final int AXES_AS_INPUT = 18;

    private static final float EPSILON = 1e-5f;

    private final int opset;
    private final Surroundings graph;

    /** What is known of the graph around a node. */
    interface Surroundings {

        /** Returns what is known of a value before the network runs; null if nothing is. */
        Tensor tensor(String name);

        /** Returns how many axes a value has; null if that is not known. */
        Integer rank(String name);

        /** Tells whether a value is known to be of whole numbers. */
        boolean isWhole(String name);

        /** Adds a constant under a name like the given one, and returns the name. */
        String constant(String name, Tensor tensor);

        /** Returns a name like the given one that no value of the file has. */
        String free(String name);
    }

    /**
     * Makes one for a graph.
     *
     * @param opset the version of the standard operator set
     */
    PlainNodes(int opset, Surroundings graph) {
        this.opset = opset;
        this.graph = graph;
    }

    /** Returns what stands for a node, in order; the node alone if it is plain. */
    List<NodeProto> of(NodeProto node) {
        if (!OperatorSets.isStandard(node.getDomain())) {
            return List.of(node);
        }
        return switch (node.getOpType()) {
            case "Div", "ReduceMean" -> whole(node);
            case "Clip" -> clipped(node);
            case "Dropout" -> masked(node);
            case "LayerNormalization" -> normalised(node);
            default -> List.of(node);
        };
    }

    /** A quotient or mean of integers is an integer: the fraction is cut off. */
    private List<NodeProto> whole(NodeProto node) {
        boolean known = graph.tensor(node.getInput(0)) != null
                && (node.getInputCount() < 2 || graph.tensor(node.getInput(1)) != null);
        if (known || !graph.isWhole(node.getInput(0))) {
            return List.of(node);
        }
        String real = graph.free(node.getOutput(0) + ".real");
        return List.of(
                node.toBuilder().setOutput(0, real).build(),
                node("Cast", List.of(real), node.getOutput(0))
                        .addAttribute(integer("to", DataType.INT64_VALUE))
                        .build());
    }

    /** Limits that are computed move with what they are computed from. */
    private List<NodeProto> clipped(NodeProto node) {
        boolean computed = false;
        for (int i = 1; i < node.getInputCount(); i++) {
            computed |= !node.getInput(i).isEmpty() && graph.tensor(node.getInput(i)) == null;
        }
        if (!computed) {
            return List.of(node);
        }
        boolean low = !node.getInput(1).isEmpty();
        boolean high = node.getInputCount() > 2 && !node.getInput(2).isEmpty();
        String bounded = high ? graph.free(node.getOutput(0) + ".bounded") : node.getOutput(0);
        List<NodeProto> nodes = new ArrayList<>();
        if (low) {
            nodes.add(node("Max", List.of(node.getInput(0), node.getInput(1)), bounded)
                    .build());
        }
        if (high) {
            nodes.add(node("Min", List.of(low ? bounded : node.getInput(0), node.getInput(2)), node.getOutput(0))
                    .build());
        }
        return nodes;
    }

    /** The mask of a Dropout that drops nothing is true everywhere. */
    private List<NodeProto> masked(NodeProto node) {
        if (!hasOutput(node, 1)) {
            return List.of(node);
        }
        String shape = graph.free(node.getOutput(1) + ".sizes");
        TensorProto one = TensorProto.newBuilder()
                .setDataType(DataType.BOOL_VALUE)
                .addDims(1)
                .addInt32Data(1)
                .build();
        AttributeProto value = AttributeProto.newBuilder()
                .setName("value")
                .setType(AttributeType.TENSOR)
                .setT(one)
                .build();
        return List.of(
                withOneOutput(node),
                node("Shape", List.of(node.getInput(0)), shape).build(),
                node("ConstantOfShape", List.of(shape), node.getOutput(1))
                        .addAttribute(value)
                        .build());
    }

    /** Mean and 1/√(variance + ε) beside a layer normalisation. */
    private List<NodeProto> normalised(NodeProto node) {
        boolean mean = hasOutput(node, 1);
        boolean inverse = hasOutput(node, 2);
        long[] axes = axes(node);
        if (!mean && !inverse || axes == null) {
            return List.of(node);
        }
        String x = node.getInput(0);
        String name = node.getOutput(0);
        String meanName = mean ? node.getOutput(1) : graph.free(name + ".mean");
        List<NodeProto> nodes = new ArrayList<>();
        nodes.add(withOneOutput(node));
        nodes.add(mean(x, axes, meanName));
        if (inverse) {
            float epsilon = (float) number(node, "epsilon", EPSILON);
            String constant = graph.constant(name + ".epsilon", Tensor.of(new float[] {epsilon}));
            String centred = graph.free(name + ".centred");
            String squares = graph.free(name + ".squares");
            String variance = graph.free(name + ".variance");
            String raised = graph.free(name + ".raised");
            String deviation = graph.free(name + ".deviation");
            nodes.add(node("Sub", List.of(x, meanName), centred).build());
            nodes.add(node("Mul", List.of(centred, centred), squares).build());
            nodes.add(mean(squares, axes, variance));
            nodes.add(node("Add", List.of(variance, constant), raised).build());
            nodes.add(node("Sqrt", List.of(raised), deviation).build());
            nodes.add(node("Reciprocal", List.of(deviation), node.getOutput(2)).build());
        }
        return nodes;
    }

    /** Returns the axes that are normalised over, counted from the last; null if the number of axes must be known. */
    private long[] axes(NodeProto node) {
        long axis = (long) number(node, "axis", -1);
        Integer all = axis < 0 ? Integer.valueOf(0) : graph.rank(node.getInput(0));
        return all == null
                ? null
                : LongStream.range(axis < 0 ? axis : axis - all, 0).toArray();
    }

    private NodeProto mean(String input, long[] axes, String output) {
        if (opset >= AXES_AS_INPUT) {
            String constant = graph.constant(output + ".axes", Tensor.of(axes, axes.length));
            return node("ReduceMean", List.of(input, constant), output).build();
        }
        AttributeProto.Builder attribute =
                AttributeProto.newBuilder().setName("axes").setType(AttributeType.INTS);
        LongStream.of(axes).forEach(attribute::addInts);
        return node("ReduceMean", List.of(input), output)
                .addAttribute(attribute)
                .build();
    }

    private static boolean hasOutput(NodeProto node, int output) {
        return node.getOutputCount() > output && !node.getOutput(output).isEmpty();
    }

    private static NodeProto withOneOutput(NodeProto node) {
        return node.toBuilder().clearOutput().addOutput(node.getOutput(0)).build();
    }

    private static double number(NodeProto node, String name, double otherwise) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .mapToDouble(
                        attribute -> attribute.getType() == AttributeType.INT ? attribute.getI() : attribute.getF())
                .findFirst()
                .orElse(otherwise);
    }

    private static AttributeProto integer(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeType.INT)
                .setI(value)
                .build();
    }

    private static NodeProto.Builder node(String type, List<String> inputs, String output) {
        return NodeProto.newBuilder()
                .setName(output)
                .setOpType(type)
                .addAllInput(inputs)
                .addOutput(output);
    }
}
