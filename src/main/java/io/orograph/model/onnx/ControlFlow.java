package io.orograph.model.onnx;

import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.TensorProto;

/**
 * Puts the branch of an If whose condition is known, and all rounds of a Loop or Scan whose number is known, in the place of
 * the node: exporters write both where a size is asked for while the model is traced.
 */
final class ControlFlow {

    private static final Tensor TRUE = Tensor.ofBooleans(new byte[] {1});

    private final Path file;
    private final Target target;
    private final CopyBudget budget;
    private final SubgraphCopies copies;
    private final ScanRounds scans;

    /** Takes the nodes and tensors of a subgraph, in their order and under names of their own, and says what is known. */
    interface Target {

        /** Returns the tensor of a name; null if it is not known before the network runs. */
        Tensor tensor(String name);

        /** Returns the size of an axis of a value, where it is known and the same for all data. */
        OptionalLong size(String name, long axis);

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
     * @param target takes what stands for the nodes
     */
    ControlFlow(Path file, CopyBudget budget, int opset, Target target) {
        this.file = file;
        this.target = target;
        this.budget = budget;
        this.copies = new SubgraphCopies(file, budget, opset, target);
        this.scans = new ScanRounds(opset, budget, copies, target);
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
        return switch (OperatorSets.isStandard(node.getDomain()) ? node.getOpType() : "") {
            case "If" -> branched(node);
            case "Loop" -> unrolled(node);
            case "Scan" -> scans.unrolled(node);
            default -> false;
        };
    }

    private boolean branched(NodeProto node) throws IOException {
        Tensor condition = node.getInputCount() == 1 ? target.tensor(node.getInput(0)) : null;
        if (condition == null || condition.size() != 1) {
            return false;
        }
        GraphProto branch = SubgraphCopies.graph(node, condition.get(0) != 0 ? "then_branch" : "else_branch");
        if (branch == null || branch.getOutputCount() < node.getOutputCount()) {
            return false;
        }
        Map<String, String> names = new HashMap<>();
        String prefix = copies.prefix(node);
        copies.copy(branch, names, prefix);
        for (int i = 0; i < node.getOutputCount(); i++) {
            copies.hand(SubgraphCopies.renamed(branch.getOutput(i).getName(), names), node.getOutput(i));
        }
        return true;
    }

    private boolean unrolled(NodeProto node) throws IOException {
        GraphProto body = SubgraphCopies.graph(node, "body");
        Tensor count = node.getInputCount() > 0 ? target.tensor(node.getInput(0)) : null;
        String first = node.getInputCount() > 1 ? node.getInput(1) : "";
        Tensor start = first.isEmpty() ? TRUE : target.tensor(first);
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
            copies.hand(values.get(i), node.getOutput(i));
        }
        for (int i = carried; i < node.getOutputCount(); i++) {
            int result = i - carried;
            copies.stack(collected.stream().map(results -> results.get(result)).toList(), 0, node.getOutput(i));
        }
        return true;
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
        String prefix = copies.prefix(node);
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
        copies.copy(body, names, prefix);
        for (int i = 0; i < values.size(); i++) {
            values.set(i, SubgraphCopies.renamed(body.getOutput(i + 1).getName(), names));
        }
        for (int i = values.size() + 1; i < body.getOutputCount(); i++) {
            results.add(SubgraphCopies.renamed(body.getOutput(i).getName(), names));
        }
        String next = SubgraphCopies.renamed(body.getOutput(0).getName(), names);
        if (next.isEmpty()) {
            return true;
        }
        Tensor decided = target.tensor(next);
        if (decided == null || decided.size() != 1) {
            throw new UnsupportedFileException(
                    file,
                    "has in its Loop node " + Wording.quote(node.getName())
                            + " an end that depends on the data, which is not supported; export the model without"
                            + " control flow");
        }
        return decided.get(0) != 0;
    }
}
