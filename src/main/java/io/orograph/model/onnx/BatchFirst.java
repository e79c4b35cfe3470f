package io.orograph.model.onnx;

import io.orograph.file.Excerpt;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
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
        Set<String> weights = new TreeSet<>();
        graph.getInitializerList().forEach(tensor -> weights.add(tensor.getName()));
        List<ValueInfoProto> inputs = graph.getInputList().stream()
                .filter(input -> !weights.contains(input.getName()))
                .toList();
        Optional<String> batch = batch(inputs, graph.getOutputList());
        if (batch.isEmpty()) {
            return new BatchFirst(model, Optional.empty());
        }
        Rearranging rearranging = new Rearranging(batch.get(), graph.toBuilder());
        inputs.forEach(rearranging::input);
        graph.getOutputList().forEach(rearranging::output);
        return new BatchFirst(
                model.toBuilder().setGraph(rearranging.graph.build()).build(),
                Optional.of("The samples lie along another axis than the first in "
                        + Excerpt.of(String.join(", ", rearranging.names)) + " of the file (its axis \""
                        + Excerpt.of(batch.get()) + "\"): they are put first, and data are given so."));
    }

    /** Returns the name of the axis that counts the samples if it is not the first of an input. */
    private static Optional<String> batch(List<ValueInfoProto> inputs, List<ValueInfoProto> outputs) {
        Set<String> first = new TreeSet<>();
        outputs.forEach(output -> first.add(axis(output, 0)));
        for (ValueInfoProto input : inputs) {
            Optional<String> found = isBatch(axis(input, 0))
                    ? Optional.empty()
                    : behind(input, BatchFirst::isBatch)
                            .or(() ->
                                    first.contains(axis(input, 0)) ? Optional.empty() : behind(input, first::contains));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** Returns the name of an axis behind the first for which a condition holds. */
    private static Optional<String> behind(ValueInfoProto input, Predicate<String> condition) {
        return IntStream.range(1, rank(input))
                .mapToObj(i -> axis(input, i))
                .filter(name -> !name.isEmpty() && condition.test(name))
                .findFirst();
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

    /** The graph while its inputs and outputs are changed. */
    private static final class Rearranging {

        private final String batch;
        private final GraphProto.Builder graph;
        private final List<String> names = new ArrayList<>();

        Rearranging(String batch, GraphProto.Builder graph) {
            this.batch = batch;
            this.graph = graph;
        }

        /** Returns the axis of the samples; 0 also where there is none of their name. */
        private int place(ValueInfoProto value) {
            return IntStream.range(0, rank(value))
                    .filter(i -> axis(value, i).equals(batch))
                    .findFirst()
                    .orElse(0);
        }

        /** The data keep the input's name; what the graph reads is made of them. */
        void input(ValueInfoProto input) {
            int from = place(input);
            if (from == 0) {
                return;
            }
            String inner = input.getName() + SUFFIX;
            for (NodeProto.Builder node : graph.getNodeBuilderList()) {
                for (int i = 0; i < node.getInputCount(); i++) {
                    if (node.getInput(i).equals(input.getName())) {
                        node.setInput(i, inner);
                    }
                }
            }
            int at = graph.getInputList().indexOf(input);
            graph.setInput(at, moved(input, from));
            long[] back = IntStream.range(0, rank(input))
                    .mapToLong(i -> i == from ? 0 : i < from ? i + 1 : i)
                    .toArray();
            graph.addNode(0, transpose(input.getName(), inner, back));
            names.add(input.getName());
        }

        /** The graph's own result gets another name; the output is made of it. */
        void output(ValueInfoProto output) {
            int from = place(output);
            if (from == 0) {
                return;
            }
            String inner = output.getName() + SUFFIX;
            for (NodeProto.Builder node : graph.getNodeBuilderList()) {
                for (int i = 0; i < node.getOutputCount(); i++) {
                    if (node.getOutput(i).equals(output.getName())) {
                        node.setOutput(i, inner);
                    }
                }
                for (int i = 0; i < node.getInputCount(); i++) {
                    if (node.getInput(i).equals(output.getName())) {
                        node.setInput(i, inner);
                    }
                }
            }
            int at = graph.getOutputList().indexOf(output);
            graph.setOutput(at, moved(output, from));
            graph.addNode(transpose(inner, output.getName(), order(rank(output), from)));
            names.add(output.getName());
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
