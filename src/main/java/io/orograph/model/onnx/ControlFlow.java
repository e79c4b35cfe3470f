package io.orograph.model.onnx;

import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.AttributeProto.AttributeType;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;

/**
 * Puts the branch of an If whose condition is known, and all rounds of a Loop whose number is known, in the place of the
 * node: exporters write both where a size is asked for while the model is traced.
 */
final class ControlFlow {

    /** A file may ask for any number of rounds, and of rounds inside rounds. */
    private static final int MOST_NODES = 5_000;

    /** Since then Unsqueeze takes its axes as an input. */
    private static final int AXES_AS_INPUT = 13;

    private static final Tensor TRUE = Tensor.ofBooleans(new byte[] {1});

    private final Path file;
    private final Function<String, Tensor> known;
    private final Target target;
    private final CopyBudget budget;
    private final int opset;

    /** Names of tensors that were taken already: a body's weights are the same ones in every round. */
    private final IdentityHashMap<Object, String> taken = new IdentityHashMap<>();

    private int nodes;
    private int copies;

    /** Takes the nodes and tensors of a subgraph, in their order and under names of their own. */
    interface Target {
        void node(NodeProto node) throws IOException;

        void tensor(TensorProto tensor, String name) throws IOException;

        /** Adds a constant under a name like the given one, and returns the name. */
        String constant(String name, Tensor tensor);
    }

    /**
     * Makes a reader of control flow.
     *
     * @param budget what may be copied
     * @param opset the version of the standard operator set
     * @param known the tensor of a name; null if it is not known before the network runs
     */
    ControlFlow(Path file, CopyBudget budget, int opset, Function<String, Tensor> known, Target target) {
        this.file = file;
        this.opset = opset;
        this.known = known;
        this.target = target;
        this.budget = budget;
    }

    /** Takes down all names that the subgraphs of a node read. */
    static void addReferences(NodeProto node, Set<String> names) {
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                for (NodeProto inner : attribute.getG().getNodeList()) {
                    names.addAll(inner.getInputList());
                    addReferences(inner, names);
                }
                attribute.getG().getOutputList().forEach(output -> names.add(output.getName()));
            }
        }
    }

    /** Tells whether a node was replaced; if not, what it depends on is not known. */
    boolean replaced(NodeProto node) throws IOException {
        return NodeReader.is(node, "If") ? branched(node) : NodeReader.is(node, "Loop") && unrolled(node);
    }

    private boolean branched(NodeProto node) throws IOException {
        Tensor condition = node.getInputCount() == 1 ? known.apply(node.getInput(0)) : null;
        if (condition == null || condition.size() != 1) {
            return false;
        }
        GraphProto branch = graph(node, condition.get(0) != 0 ? "then_branch" : "else_branch");
        if (branch == null || branch.getOutputCount() < node.getOutputCount()) {
            return false;
        }
        Map<String, String> names = new HashMap<>();
        String prefix = prefix(node);
        copy(branch, names, prefix);
        for (int i = 0; i < node.getOutputCount(); i++) {
            hand(renamed(branch.getOutput(i).getName(), names), node.getOutput(i));
        }
        return true;
    }

    private boolean unrolled(NodeProto node) throws IOException {
        GraphProto body = graph(node, "body");
        Tensor count = node.getInputCount() > 0 ? known.apply(node.getInput(0)) : null;
        String first = node.getInputCount() > 1 ? node.getInput(1) : "";
        Tensor start = first.isEmpty() ? TRUE : known.apply(first);
        int carried = node.getInputCount() - 2;
        boolean plain = body != null
                && count != null
                && count.size() == 1
                && start != null
                && start.size() == 1
                && body.getInputCount() == carried + 2
                && body.getOutputCount() > carried
                && node.getOutputCount() < body.getOutputCount();
        boolean collects = node.getOutputCount() > carried;
        if (!plain || collects && (count.getLong(0) < 1 || start.get(0) == 0)) {
            return false;
        }
        List<String> values = new ArrayList<>(node.getInputList().subList(2, node.getInputCount()));
        List<List<String>> collected = new ArrayList<>();
        boolean goesOn = start.get(0) != 0;
        for (long round = 0; goesOn && round < count.getLong(0); round++) {
            List<String> results = new ArrayList<>();
            goesOn = round(node, body, round, first, values, results);
            collected.add(results);
        }
        for (int i = 0; i < Math.min(carried, node.getOutputCount()); i++) {
            hand(values.get(i), node.getOutput(i));
        }
        for (int i = carried; i < node.getOutputCount(); i++) {
            int result = i - carried;
            stack(collected.stream().map(results -> results.get(result)).toList(), node.getOutput(i));
        }
        return true;
    }

    /** Lays the values of all rounds one behind the other along a new first axis. */
    private void stack(List<String> values, String to) throws IOException {
        if (to.isEmpty()) {
            return;
        }
        NodeProto.Builder all = NodeProto.newBuilder()
                .setName(to)
                .setOpType("Concat")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("axis")
                        .setType(AttributeType.INT)
                        .setI(0))
                .addOutput(to);
        String first = opset < AXES_AS_INPUT ? "" : target.constant(to + ".first", Tensor.of(new long[] {0}, 1));
        for (int round = 0; round < values.size(); round++) {
            count();
            String part = to + "." + round;
            NodeProto.Builder unsqueeze = NodeProto.newBuilder()
                    .setName(part)
                    .setOpType("Unsqueeze")
                    .addInput(values.get(round))
                    .addOutput(part);
            if (first.isEmpty()) {
                unsqueeze.addAttribute(AttributeProto.newBuilder()
                        .setName("axes")
                        .setType(AttributeType.INTS)
                        .addInts(0));
            } else {
                unsqueeze.addInput(first);
            }
            target.node(unsqueeze.build());
            all.addInput(part);
        }
        target.node(all.build());
    }

    /**
     * Runs one round, and tells whether another may follow.
     *
     * @param values what is carried from round to round, which is replaced
     * @param results takes what is collected of the round
     */
    private boolean round(
            NodeProto node, GraphProto body, long round, String condition, List<String> values, List<String> results)
            throws IOException {
        budget.items(values.size());
        Map<String, String> names = new HashMap<>();
        String prefix = prefix(node);
        String counter = target.constant(prefix + "round", Tensor.of(new long[] {round}));
        names.put(body.getInput(0).getName(), counter);
        String go = condition;
        if (go.isEmpty()) {
            go = target.constant(prefix + "go", TRUE);
        }
        names.put(body.getInput(1).getName(), go);
        for (int i = 0; i < values.size(); i++) {
            names.put(body.getInput(i + 2).getName(), values.get(i));
        }
        copy(body, names, prefix);
        for (int i = 0; i < values.size(); i++) {
            values.set(i, renamed(body.getOutput(i + 1).getName(), names));
        }
        for (int i = values.size() + 1; i < body.getOutputCount(); i++) {
            results.add(renamed(body.getOutput(i).getName(), names));
        }
        String next = renamed(body.getOutput(0).getName(), names);
        if (next.isEmpty()) {
            return true;
        }
        Tensor decided = known.apply(next);
        if (decided == null || decided.size() != 1) {
            throw new UnsupportedFileException(
                    file,
                    "has in its Loop node " + Wording.quote(node.getName())
                            + " an end that depends on the data, which is not supported; export the model without"
                            + " control flow");
        }
        return decided.get(0) != 0;
    }

    private String prefix(NodeProto node) {
        String label = node.getName().isEmpty() ? node.getOpType() : node.getName();
        return Wording.shorten(label, 80) + "/" + ++copies + "/";
    }

    private static GraphProto graph(NodeProto node, String name) {
        return node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(name) && attribute.hasG())
                .map(AttributeProto::getG)
                .findFirst()
                .orElse(null);
    }

    private void hand(String from, String to) throws IOException {
        if (!to.isEmpty()) {
            target.node(NodeProto.newBuilder()
                    .setName(to)
                    .setOpType("Identity")
                    .addInput(from)
                    .addOutput(to)
                    .build());
        }
    }

    private void copy(GraphProto graph, Map<String, String> names, String prefix) throws IOException {
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

    private static String renamed(String name, Map<String, String> names) {
        return names.getOrDefault(name, name);
    }
}
