package io.orograph.model.onnx;

import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;

/** Copies branches and bodies of loops into the graph around them, each time under names of their own. */
final class SubgraphCopies {

    /** A file may ask for any number of rounds, and of rounds inside rounds. */
    private static final int MOST_NODES = 5_000;

    /** Since then Unsqueeze takes its axes as an input. */
    private static final int AXES_AS_INPUT = 13;

    private final Path file;
    private final ControlFlow.Target target;
    private final CopyBudget budget;
    private final int opset;

    /** Names of tensors that were taken already: a body's weights are the same ones in every round. */
    private final IdentityHashMap<Object, String> taken = new IdentityHashMap<>();

    private int nodes;
    private int copies;

    SubgraphCopies(Path file, CopyBudget budget, int opset, ControlFlow.Target target) {
        this.file = file;
        this.budget = budget;
        this.opset = opset;
        this.target = target;
    }

    /** Returns the subgraph that an attribute of a node holds; null if it has none. */
    static GraphProto graph(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name) && attribute.hasG())
                .map(AttributeProto::getG)
                .findFirst()
                .orElse(null);
    }

    /** Returns the beginning of the names in another copy. */
    String prefix(NodeProto node) {
        String label = node.getName().isEmpty() ? node.getOpType() : node.getName();
        return Wording.shorten(label, 80) + "/" + ++copies + "/";
    }

    /** Lays the values of all rounds one behind the other along a new axis. */
    void stack(List<String> values, long axis, String to) throws IOException {
        if (to.isEmpty()) {
            return;
        }
        NodeProto.Builder all = Written.node("Concat", List.of(), to).addAttribute(Written.integer("axis", axis));
        String place = opset < AXES_AS_INPUT ? "" : target.constant(to + ".axis", Tensor.of(new long[] {axis}, 1));
        for (int round = 0; round < values.size(); round++) {
            count();
            String part = to + "." + round;
            NodeProto.Builder unsqueeze = place.isEmpty()
                    ? Written.node("Unsqueeze", List.of(values.get(round)), part)
                            .addAttribute(Written.integers("axes", axis))
                    : Written.node("Unsqueeze", List.of(values.get(round), place), part);
            target.node(unsqueeze.build());
            all.addInput(part);
        }
        target.node(all.build());
    }

    /** Has a value be known by the name of a node's output. */
    void hand(String from, String to) throws IOException {
        if (!to.isEmpty()) {
            target.node(Written.node("Identity", List.of(from), to).build());
        }
    }

    /**
     * Copies the nodes of a subgraph.
     *
     * @param names takes the names that its values have in the copy
     */
    void copy(GraphProto graph, Map<String, String> names, String prefix) throws IOException {
        count();
        budget.items((long) graph.getInitializerCount() + graph.getNodeCount());
        for (TensorProto tensor : graph.getInitializerList()) {
            String name = taken.get(tensor);
            if (name == null) {
                budget.name(prefix, tensor.getName());
                name = prefix + tensor.getName();
                target.tensor(tensor, name);
                taken.put(tensor, name);
            }
            names.put(tensor.getName(), name);
        }
        for (NodeProto node : graph.getNodeList()) {
            Object value = constant(node);
            budget.items(node.getOutputCount());
            for (String output : node.getOutputList()) {
                if (!output.isEmpty()) {
                    budget.name(prefix, output);
                    names.put(output, value == null ? prefix + output : taken.getOrDefault(value, prefix + output));
                }
            }
        }
        for (NodeProto node : graph.getNodeList()) {
            Object value = constant(node);
            if (value == null || taken.putIfAbsent(value, names.get(node.getOutput(0))) == null) {
                target.node(renamed(node, names, prefix));
            }
        }
    }

    /** Returns what a Constant node holds; null for every other node. */
    private static Object constant(NodeProto node) {
        boolean constant =
                NodeReader.is(node, "Constant") && node.getAttributeCount() == 1 && node.getOutputCount() == 1;
        return constant ? node.getAttribute(0) : null;
    }

    private void count() throws UnsupportedFileException {
        if (++nodes > MOST_NODES) {
            throw new UnsupportedFileException(
                    file, "holds loops and branches that amount to more than " + MOST_NODES + " nodes, too many");
        }
    }

    private NodeProto renamed(NodeProto node, Map<String, String> names, String prefix)
            throws UnsupportedFileException {
        count();
        budget.node(node, prefix);
        NodeProto.Builder builder = node.toBuilder()
                .setName(node.getName().isEmpty() ? "" : prefix + node.getName())
                .clearInput()
                .clearOutput();
        node.getInputList().forEach(input -> builder.addInput(renamed(input, names)));
        node.getOutputList().forEach(output -> builder.addOutput(renamed(output, names)));
        for (int i = 0; i < node.getAttributeCount(); i++) {
            if (node.getAttribute(i).hasG()) {
                GraphProto inner = renamed(node.getAttribute(i).getG(), names);
                builder.setAttribute(
                        i, node.getAttribute(i).toBuilder().setG(inner).build());
            }
        }
        return builder.build();
    }

    /**
     * Returns a subgraph with its values renamed: it may read the values around it; names are unique across all levels.
     */
    private GraphProto renamed(GraphProto graph, Map<String, String> names) throws UnsupportedFileException {
        budget.items((long) graph.getNodeCount() + graph.getOutputCount());
        GraphProto.Builder builder = graph.toBuilder();
        for (int i = 0; i < graph.getNodeCount(); i++) {
            builder.setNode(i, renamed(graph.getNode(i), names, ""));
        }
        for (int i = 0; i < graph.getOutputCount(); i++) {
            builder.getOutputBuilder(i).setName(renamed(graph.getOutput(i).getName(), names));
        }
        return builder.build();
    }

    static String renamed(String name, Map<String, String> names) {
        return names.getOrDefault(name, name);
    }
}
