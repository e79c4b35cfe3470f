package io.orograph.model.onnx;

import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.AttributeProto.AttributeType;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto.DataType;

/**
 * Says nodes of operator sets 1 to 6 in the words of set 7. What changed there: the second operand of arithmetic stretches
 * only if an attribute says so, and along axes that another one names; settings had other names and defaults.
 */
final class OldOperators {

    /** Since then all operators here are what they are today, or their classes know the difference. */
    private static final int TODAY = 7;

    /** Since then Concat has to state its axis. */
    private static final int STATED_AXIS = 4;

    /** Since then the target of Reshape is an input. */
    private static final int SHAPE_AS_INPUT = 5;

    /** Since then Cast names types by number, Tile has one number an axis, and Selu has more digits. */
    private static final int NUMBERED_TYPES = 6;

    private static final Set<String> WITH_AXIS =
            Set.of("Add", "And", "Div", "Equal", "Greater", "Less", "Mul", "Or", "Pow", "Sub", "Xor");

    /** Settings that meant the same under another name, or meant nothing: by their names now, and empty. */
    private static final Map<String, String> RENAMED = Map.of("paddings", "pads", "consumed_inputs", "");

    private final Path file;
    private final int opset;
    private final PlainNodes.Surroundings graph;

    /**
     * Makes one for a graph.
     *
     * @param file names the model in messages
     * @param opset the version of the standard operator set
     */
    OldOperators(Path file, int opset, PlainNodes.Surroundings graph) {
        this.file = file;
        this.opset = opset;
        this.graph = graph;
    }

    /**
     * Returns what stands for a node, in order; the node alone if it means today what it meant.
     *
     * @throws UnsupportedFileException if it cannot be said today
     */
    List<NodeProto> of(NodeProto node) throws UnsupportedFileException {
        if (opset >= TODAY || !OperatorSets.isStandard(node.getDomain())) {
            return List.of(node);
        }
        NodeProto renamed = renamed(node);
        String type = node.getOpType();
        if (WITH_AXIS.contains(type) && node.getInputCount() == 2) {
            return aligned(renamed, integer(node, "axis").orElse(null));
        }
        return switch (type) {
            case "PRelu" -> aligned(renamed, 1L);
            case "Cast" -> List.of(opset < NUMBERED_TYPES ? cast(renamed) : renamed);
            case "Concat" ->
                List.of(opset < STATED_AXIS && integer(node, "axis").isEmpty() ? with(renamed, "axis", 1) : renamed);
            case "Reshape" -> List.of(opset < SHAPE_AS_INPUT ? reshape(renamed) : renamed);
            case "Selu" -> List.of(opset < NUMBERED_TYPES ? selu(renamed) : renamed);
            case "LpPool", "GlobalLpPool" -> List.of(wholePower(renamed));
            case "Upsample" -> List.of(upsample(renamed));
            case "Tile" -> {
                if (opset < NUMBERED_TYPES) {
                    throw refusal(node, "repeats one axis");
                }
                yield List.of(renamed);
            }
            default -> List.of(renamed);
        };
    }

    private UnsupportedFileException refusal(NodeProto node, String predicate) {
        return new UnsupportedFileException(
                file,
                "has a " + node.getOpType() + " node " + Wording.quote(node.getName()) + " that " + predicate
                        + ", as opset " + opset + " allows, which is not supported; convert the model to opset 13 with"
                        + " onnx.version_converter");
    }

    private static NodeProto renamed(NodeProto node) {
        NodeProto.Builder result = node.toBuilder().clearAttribute();
        for (AttributeProto attribute : node.getAttributeList()) {
            String name = RENAMED.getOrDefault(attribute.getName(), attribute.getName());
            if (!name.isEmpty()) {
                result.addAttribute(attribute.toBuilder().setName(name));
            }
        }
        return result.build();
    }

    /** Gives the second operand axes of one element behind its own, so that its first lies at the given axis. */
    private List<NodeProto> aligned(NodeProto node, Long axis) throws UnsupportedFileException {
        String operand = node.getInput(1);
        Integer rank = graph.rank(operand);
        Integer all = graph.rank(node.getInput(0));
        boolean settled = axis == null || rank != null && rank == 0;
        if (settled || rank != null && all != null && place(axis, all) + rank >= all) {
            return List.of(node);
        }
        Tensor known = graph.tensor(operand);
        if (node.getOpType().equals("PRelu") && known != null && known.size() == 1) {
            return List.of(node);
        }
        if (rank == null || all == null) {
            throw refusal(node, "puts " + Wording.quote(operand) + " at axis " + axis + " of an unknown shape");
        }
        String unsqueezed = graph.free(node.getOutput(0) + ".operand");
        AttributeProto.Builder axes =
                AttributeProto.newBuilder().setName("axes").setType(AttributeType.INTS);
        LongStream.range(rank, all - place(axis, all)).forEach(axes::addInts);
        return List.of(
                NodeProto.newBuilder()
                        .setName(unsqueezed)
                        .setOpType("Unsqueeze")
                        .addInput(operand)
                        .addOutput(unsqueezed)
                        .addAttribute(axes)
                        .build(),
                node.toBuilder().setInput(1, unsqueezed).build());
    }

    private static int place(long axis, int rank) {
        return (int) (axis < 0 ? axis + rank : axis);
    }

    private static NodeProto cast(NodeProto node) {
        String to = attribute(node, "to")
                .map(attribute -> attribute.getS().toStringUtf8())
                .orElse("");
        if (to.isEmpty()) {
            return node;
        }
        return with(without(node, "to"::equals), "to", DataType.valueOf(to).getNumber());
    }

    private NodeProto reshape(NodeProto node) {
        long[] shape = attribute(node, "shape").stream()
                .flatMap(attribute -> attribute.getIntsList().stream())
                .mapToLong(Long::longValue)
                .toArray();
        String name = graph.constant(node.getOutput(0) + ".shape", Tensor.of(shape, shape.length));
        return without(node, "shape"::equals).toBuilder()
                .clearInput()
                .addInput(node.getInput(0))
                .addInput(name)
                .build();
    }

    private static NodeProto selu(NodeProto node) {
        NodeProto result = node;
        for (Map.Entry<String, Float> setting :
                Map.of("alpha", 1.6732f, "gamma", 1.0507f).entrySet()) {
            if (attribute(node, setting.getKey()).isEmpty()) {
                result = result.toBuilder()
                        .addAttribute(AttributeProto.newBuilder()
                                .setName(setting.getKey())
                                .setType(AttributeType.FLOAT)
                                .setF(setting.getValue()))
                        .build();
            }
        }
        return result;
    }

    private NodeProto wholePower(NodeProto node) throws UnsupportedFileException {
        Optional<AttributeProto> power = attribute(node, "p").filter(p -> p.getType() == AttributeType.FLOAT);
        if (power.isEmpty()) {
            return node;
        }
        float p = power.get().getF();
        if (p != Math.rint(p)) {
            throw refusal(node, "has p = " + p);
        }
        return with(without(node, "p"::equals), "p", (long) p);
    }

    private static NodeProto upsample(NodeProto node) {
        Optional<AttributeProto> height = attribute(node, "height_scale");
        Optional<AttributeProto> width = attribute(node, "width_scale");
        if (height.isEmpty() || width.isEmpty()) {
            return node;
        }
        AttributeProto scales = AttributeProto.newBuilder()
                .setName("scales")
                .setType(AttributeType.FLOATS)
                .addAllFloats(List.of(1f, 1f, height.get().getF(), width.get().getF()))
                .build();
        return without(node, name -> name.endsWith("_scale")).toBuilder()
                .addAttribute(scales)
                .build();
    }

    private static Optional<AttributeProto> attribute(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name))
                .findFirst();
    }

    private static Optional<Long> integer(NodeProto node, String name) {
        return attribute(node, name).map(AttributeProto::getI);
    }

    private static NodeProto without(NodeProto node, Predicate<String> named) {
        return node.toBuilder()
                .clearAttribute()
                .addAllAttribute(node.getAttributeList().stream()
                        .filter(attribute -> !named.test(attribute.getName()))
                        .toList())
                .build();
    }

    private static NodeProto with(NodeProto node, String name, long value) {
        return node.toBuilder()
                .addAttribute(AttributeProto.newBuilder()
                        .setName(name)
                        .setType(AttributeType.INT)
                        .setI(value))
                .build();
    }
}
