package io.orograph.model.onnx;

import io.orograph.file.Excerpt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorShapeProto;
import onnx.OnnxMl.TypeProto;
import onnx.OnnxMl.ValueInfoProto;

/**
 * Puts the samples of a model's inputs and outputs along their first axis where its file has them along another, as
 * recurrent networks that were exported time-major do. Which axis counts the samples is told by its name in the file.
 *
 * @param model the same model, with a Transpose before each such input and behind each such output
 * @param notice says so; empty if the model is as it was
 */
record BatchFirst(ModelProto model, Optional<String> notice) {

    private static final Set<String> NAMES = Set.of("batch", "batch_size", "batchsize", "n", "bs");

    private static final String SUFFIX = " by samples";

    static BatchFirst of(ModelProto model) {
        GraphProto graph = model.getGraph();
        Set<String> weights = weights(graph);
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !weights.contains(input.getName()))
                .toList();
        Optional<String> batch = batch(inputs, graph.getOutputList());
        if (batch.isEmpty()) {
            return new BatchFirst(model, Optional.empty());
        }
        Rearranging rearranging = new Rearranging(batch.get());
        GraphProto arranged = rearranging.of(graph);
        return new BatchFirst(
                model.toBuilder().setGraph(arranged).build(),
                Optional.of("The samples lie along another axis than the first in "
                        + Excerpt.of(String.join(", ", rearranging.inner.keySet())) + " of the file (its axis \""
                        + Excerpt.of(batch.get()) + "\"): they are put first, and data are given so."));
    }

    /** Returns the name of the axis that counts the samples if it is not the first of an input. */
    private static Optional<String> batch(List<ValueInfoProto> inputs, List<ValueInfoProto> outputs) {
        Set<String> first = new HashSet<>();
        outputs.forEach(output -> first.add(axis(output, 0)));
        for (ValueInfoProto input : inputs) {
            if (!isBatch(axis(input, 0))) {
                String named = behind(input, BatchFirst::isBatch);
                String found =
                        named.isEmpty() && !first.contains(axis(input, 0)) ? behind(input, first::contains) : named;
                if (!found.isEmpty()) {
                    return Optional.of(found);
                }
            }
        }
        return Optional.empty();
    }

    /** Returns the name of an axis behind the first for which a condition holds; empty if there is none. */
    private static String behind(ValueInfoProto input, Predicate<String> condition) {
        for (int i = 1; i < rank(input); i++) {
            String name = axis(input, i);
            if (!name.isEmpty() && condition.test(name)) {
                return name;
            }
        }
        return "";
    }

    private static Set<String> weights(GraphProto graph) {
        Set<String> names = new HashSet<>();
        graph.getInitializerList().forEach(tensor -> names.add(tensor.getName()));
        return names;
    }

    private static boolean isBatch(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    private static TensorShapeProto shape(ValueInfoProto value) {
        return value.getType().getTensorType().getShape();
    }

    private static int rank(ValueInfoProto value) {
        return shape(value).getDimCount();
    }

    /** Returns the name of an axis; empty if it has none, or a size. */
    private static String axis(ValueInfoProto value, int axis) {
        return axis < rank(value) ? shape(value).getDim(axis).getDimParam() : "";
    }

    /** The nodes that put the samples of inputs and outputs first, and the names of what lies between. */
    private static final class Rearranging {

        private final String batch;
        /** What the graph itself reads and writes in place of inputs and outputs that were rearranged. */
        private final Map<String, String> inner = new LinkedHashMap<>();

        private final List<NodeProto> before = new ArrayList<>();
        private final List<NodeProto> behind = new ArrayList<>();

        Rearranging(String batch) {
            this.batch = batch;
        }

        GraphProto of(GraphProto graph) {
            Set<String> weights = weights(graph);
            List<ValueInfoProto> inputs = graph.getInputList().stream()
                    .map(input -> weights.contains(input.getName()) ? input : input(input))
                    .toList();
            List<ValueInfoProto> outputs =
                    graph.getOutputList().stream().map(this::output).toList();
            List<NodeProto> nodes = new ArrayList<>(before);
            graph.getNodeList().forEach(node -> nodes.add(renamed(node)));
            nodes.addAll(behind);
            return graph.toBuilder()
                    .clearInput()
                    .addAllInput(inputs)
                    .clearOutput()
                    .addAllOutput(outputs)
                    .clearNode()
                    .addAllNode(nodes)
                    .build();
        }

        private NodeProto renamed(NodeProto node) {
            NodeProto.Builder renamed = node.toBuilder().clearInput().clearOutput();
            node.getInputList().forEach(name -> renamed.addInput(inner.getOrDefault(name, name)));
            node.getOutputList().forEach(name -> renamed.addOutput(inner.getOrDefault(name, name)));
            for (AttributeProto.Builder attribute : renamed.getAttributeBuilderList()) {
                if (attribute.hasG()) {
                    attribute.setG(renamed(attribute.getG()));
                }
            }
            return renamed.build();
        }

        /** Bodies read values of the graph around them by name. */
        private GraphProto renamed(GraphProto body) {
            GraphProto.Builder renamed = body.toBuilder().clearNode();
            body.getNodeList().forEach(node -> renamed.addNode(renamed(node)));
            for (ValueInfoProto.Builder output : renamed.getOutputBuilderList()) {
                output.setName(inner.getOrDefault(output.getName(), output.getName()));
            }
            return renamed.build();
        }

        /** Returns the axis of the samples; 0 also where there is none of their name. */
        private int place(ValueInfoProto value) {
            for (int i = 0; i < rank(value); i++) {
                if (axis(value, i).equals(batch)) {
                    return i;
                }
            }
            return 0;
        }

        /** The data keep the input's name; what the graph reads is made of them. */
        private ValueInfoProto input(ValueInfoProto input) {
            int from = place(input);
            if (from == 0) {
                return input;
            }
            inner.put(input.getName(), input.getName() + SUFFIX);
            long[] back = IntStream.range(0, rank(input))
                    .mapToLong(i -> i == from ? 0 : i < from ? i + 1 : i)
                    .toArray();
            before.add(transpose(input.getName(), input.getName() + SUFFIX, back));
            return moved(input, from);
        }

        /** The graph's own result gets another name; the output is made of it. */
        private ValueInfoProto output(ValueInfoProto output) {
            int from = place(output);
            if (from == 0 || inner.containsKey(output.getName())) {
                return output;
            }
            inner.put(output.getName(), output.getName() + SUFFIX);
            behind.add(transpose(output.getName() + SUFFIX, output.getName(), order(rank(output), from)));
            return moved(output, from);
        }

        /** Returns the order of the axes that puts one of them first. */
        private static long[] order(int rank, int first) {
            return IntStream.range(0, rank)
                    .mapToLong(i -> i == 0 ? first : i <= first ? i - 1 : i)
                    .toArray();
        }

        private static ValueInfoProto moved(ValueInfoProto value, int first) {
            TensorShapeProto.Builder moved = TensorShapeProto.newBuilder();
            for (long axis : order(rank(value), first)) {
                moved.addDim(shape(value).getDim((int) axis));
            }
            TypeProto.Tensor.Builder type =
                    value.getType().getTensorType().toBuilder().setShape(moved);
            return value.toBuilder()
                    .setType(value.getType().toBuilder().setTensorType(type))
                    .build();
        }

        private static NodeProto transpose(String from, String to, long[] order) {
            AttributeProto.Builder permutation =
                    AttributeProto.newBuilder().setName("perm").setType(AttributeProto.AttributeType.INTS);
            for (long axis : order) {
                permutation.addInts(axis);
            }
            return NodeProto.newBuilder()
                    .setOpType("Transpose")
                    .setName(to)
                    .addInput(from)
                    .addOutput(to)
                    .addAttribute(permutation)
                    .build();
        }
    }
}
