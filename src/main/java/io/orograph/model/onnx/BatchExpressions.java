package io.orograph.model.onnx;

import io.orograph.model.onnx.ConstantFolding.Known;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.OperatorSource;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.BatchExpression;
import io.orograph.network.operators.BatchExpression.Sizes;
import io.orograph.network.operators.MadeForBatch;
import io.orograph.network.operators.OperatorTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Nodes that no network has an operator for, such as Shape and Range, and whose outputs the size of the batch decides: each
 * becomes an operator of its own that computes them for a batch.
 */
final class BatchExpressions implements OperatorSource {

    private final long[] batches;
    private final Map<String, NodeSpec> open = new HashMap<>();
    private final Map<String, Operator> operators = new HashMap<>();
    private final Map<String, Boolean> types = new HashMap<>();
    private String batch = "";

    /**
     * Makes a table of none.
     *
     * @param batches the size of the batch in each run of the folding
     */
    BatchExpressions(long... batches) {
        this.batches = batches.clone();
    }

    /** Adds an input of the network whose first axis is the batch. */
    void addBatch(String input) {
        batch = batch.isEmpty() ? input : batch;
    }

    /** Takes down a node whose outputs depend on open sizes. */
    void addOpen(NodeSpec node) {
        node.outputs().forEach(output -> open.put(output, node));
    }

    /**
     * Returns the node with the network's input in place of what it reads, to be computed for a batch; empty if its output
     * is not computed from multiples of the batch's size, or holds them as numbers.
     *
     * @param find what is known of a value; null if nothing is
     */
    Optional<NodeSpec> node(NodeSpec node, Function<String, Known> find) {
        if (batch.isEmpty() || node.outputs().size() != 1) {
            return Optional.empty();
        }
        String result = node.outputs().get(0);
        Optional<BatchExpression> expression = expression(result, find);
        if (expression.isEmpty() || !isPerSample(find.apply(result))) {
            return Optional.empty();
        }
        operators.put(result, expression.get());
        types.put(node.type(), true);
        return Optional.of(new NodeSpec(
                node.name(),
                node.type(),
                node.opset(),
                node.attributes(),
                List.of(batch),
                node.outputs(),
                node.constants()));
    }

    /**
     * Tells whether more samples only add entries along one axis. A number that is another one in a larger batch is left out:
     * data run in tiles of any size, and no sample's loss may depend on it.
     */
    private static boolean isPerSample(Known value) {
        Tensor first = value.elements().get(0);
        Tensor second = value.elements().get(1);
        int grown = -1;
        for (int axis = 0; axis < first.rank(); axis++) {
            if (axis < second.rank() && first.size(axis) != second.size(axis)) {
                if (grown >= 0) {
                    return false;
                }
                grown = axis;
            }
        }
        if (grown < 0 || first.rank() != second.rank() || first.size(grown) > second.size(grown)) {
            return false;
        }
        int block = Shape.size(Arrays.copyOfRange(first.shape(), grown, first.rank()));
        int larger = Shape.size(Arrays.copyOfRange(second.shape(), grown, second.rank()));
        for (int i = 0; i < first.size(); i++) {
            if (first.get(i) != second.get(i / block * larger + i % block)) {
                return false;
            }
        }
        return true;
    }

    private Optional<BatchExpression> expression(String result, Function<String, Known> find) {
        Map<String, Sizes> sizes = new HashMap<>();
        Map<String, NodeSpec> nodes = new LinkedHashMap<>();
        return collect(result, find, sizes, nodes)
                ? Optional.of(new BatchExpression(sizes, List.copyOf(nodes.values()), result))
                : Optional.empty();
    }

    /**
     * Returns a node whose settings the size of the batch decides, to be made for a batch; the node itself if it is none, or
     * they are not multiples of the batch's size, nor computed from such.
     *
     * @param find what is known of a value; null if nothing is
     */
    NodeSpec made(NodeSpec node, Function<String, Known> find) {
        Map<String, BatchExpression> settings = new HashMap<>();
        for (String input : node.inputs()) {
            Known value = input.isEmpty() ? null : find.apply(input);
            if (value != null && value.isOpen()) {
                expression(input, find).ifPresent(expression -> settings.put(input, expression));
            }
        }
        if (batch.isEmpty() || settings.isEmpty() || isPossible(node)) {
            return node;
        }
        MadeForBatch made;
        try {
            made = new MadeForBatch(node, settings, batches[0]);
        } catch (RuntimeException e) {
            // What is wrong with it is said of the node itself.
            return node;
        }
        node.outputs().stream().filter(output -> !output.isEmpty()).forEach(output -> operators.put(output, made));
        List<String> inputs = new ArrayList<>();
        node.inputs().forEach(input -> inputs.add(settings.containsKey(input) ? "" : input));
        inputs.add(batch);
        return new NodeSpec(
                node.name(), node.type(), node.opset(), node.attributes(), inputs, node.outputs(), node.constants());
    }

    /** Tells whether a node needs no settings that are not known. */
    private static boolean isPossible(NodeSpec node) {
        try {
            OperatorTable.standard().create(node);
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private boolean collect(
            String name, Function<String, Known> find, Map<String, Sizes> sizes, Map<String, NodeSpec> nodes) {
        Known value = find.apply(name);
        if (name.isEmpty() || value != null && value.isConstant() || sizes.containsKey(name)) {
            return true;
        }
        if (value == null || value.elements() == null) {
            return false;
        }
        Optional<Sizes> multiples = multiples(value);
        if (multiples.isPresent()) {
            sizes.put(name, multiples.get());
            return true;
        }
        NodeSpec node = open.get(name);
        boolean plain =
                node != null && !node.type().equals("Shape") && !node.type().equals("Size");
        if (!plain || !node.inputs().stream().allMatch(input -> collect(input, find, sizes, nodes))) {
            return false;
        }
        nodes.putIfAbsent(name, node);
        return true;
    }

    /** Returns how whole numbers of one shape depend on the batch; empty if they are others. */
    private Optional<Sizes> multiples(Known value) {
        Tensor first = value.elements().get(0);
        Tensor second = value.elements().get(1);
        if (first.type().isFloating() || !Arrays.equals(first.shape(), second.shape())) {
            return Optional.empty();
        }
        long[] fixed = new long[first.size()];
        long[] perSample = new long[first.size()];
        for (int i = 0; i < fixed.length; i++) {
            long a = first.getLong(i);
            long b = second.getLong(i);
            boolean multiple = a % batches[0] == 0 && b % batches[1] == 0 && a / batches[0] == b / batches[1];
            if (a != b && !multiple) {
                return Optional.empty();
            }
            fixed[i] = a == b ? a : 0;
            perSample[i] = a == b ? 0 : a / batches[0];
        }
        return Optional.of(new Sizes(first.shape(), fixed, perSample));
    }

    @Override
    public boolean supports(String type) {
        return types.containsKey(type) || OperatorTable.standard().supports(type);
    }

    @Override
    public Operator create(NodeSpec node) {
        return node.outputs().stream()
                .filter(operators::containsKey)
                .findFirst()
                .map(operators::get)
                .orElseGet(() -> OperatorTable.standard().create(node));
    }
}
