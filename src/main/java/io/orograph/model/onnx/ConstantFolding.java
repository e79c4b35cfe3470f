package io.orograph.model.onnx;

import io.orograph.network.Attributes;
import io.orograph.network.NetworkBuilder;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.Port;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.ConstantExpression;
import io.orograph.network.operators.OperatorTable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Computes what of a graph is known before it runs: exporters write {@code x.view(x.size(0), -1)} as Shape, Gather,
 * Unsqueeze, Concat and Reshape.
 *
 * <p>All is computed twice, for two sizes of the batch (and of any other axis that the file leaves open). What is the
 * same in both is a constant. What differs depends on an open size; {@link OpenSizes} finds how to say it without.
 */
final class ConstantFolding {

    /** Two sizes of the batch, and of other open axes: these are often halved and slid over, so they are larger. */
    private static final long[] BATCHES = {6, 10};

    private static final long[] SIZES = {64, 96};
    private static final int RUNS = BATCHES.length;

    /** Numbers for each axis of an image, as the scales of a Resize, and no weights. */
    private static final int FEW = 5;

    /** Masks have some thousand elements; what is larger is left to the network. */
    private static final int MOST_ELEMENTS = 1 << 20;

    /** The largest number of elements of all constants that are made here: files may ask for any number. */
    private static final int MOST_TOGETHER = 1 << 22;

    /**
     * The shapes and elements of a value as far as they are known.
     *
     * @param shapes its shape in each run
     * @param elements its elements in each run; null if they depend on the data or on the weights
     */
    record Known(List<long[]> shapes, List<Tensor> elements) {

        boolean isConstant() {
            return elements != null && elements.get(0).equals(elements.get(1));
        }

        boolean isOpen() {
            return elements != null && !isConstant();
        }
    }

    private final NetworkBuilder builder;
    private final Map<String, Tensor> tensors;
    private final Set<String> outputs;
    private final Set<String> literals;
    private final Map<String, Known> known = new HashMap<>();
    private final Set<String> made = new HashSet<>();
    private final OpenSizes openSizes;
    private final BatchExpressions batchExpressions;
    private final BiFunction<String, Tensor, String> addConstant;
    private int elementsMade;

    /**
     * Makes a folding that knows no values yet.
     *
     * @param builder takes the constants, and holds the tensors of the file
     * @param outputs the values that the network hands out, which nodes must compute
     * @param literals tensors that nodes of the graph spell out
     * @param batchExpressions takes the nodes whose outputs the batch decides
     * @param addConstant adds a constant under a name like the given one, and gives the name
     */
    ConstantFolding(
            NetworkBuilder builder,
            Set<String> outputs,
            Set<String> literals,
            BatchExpressions batchExpressions,
            BiFunction<String, Tensor, String> addConstant) {
        this.builder = builder;
        this.tensors = builder.tensors();
        this.outputs = outputs;
        this.literals = literals;
        this.batchExpressions = batchExpressions;
        this.addConstant = addConstant;
        this.openSizes = new OpenSizes(this::find, BATCHES, addConstant);
    }

    /** Returns a table of the nodes whose outputs the batch decides, for the sizes that are used here. */
    static BatchExpressions batchExpressions() {
        return new BatchExpressions(BATCHES);
    }

    /**
     * Adds an input of the network.
     *
     * @param countsSamples whether its first axis is the batch
     */
    void addInput(Port port, boolean countsSamples) {
        long[] shape = port.shape();
        List<long[]> shapes = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            long[] closed = shape.clone();
            for (int axis = 0; axis < shape.length; axis++) {
                if (shape[axis] == Shape.FREE) {
                    closed[axis] = axis == 0 && countsSamples ? BATCHES[run] : SIZES[run];
                }
            }
            shapes.add(closed);
        }
        known.put(port.name(), new Known(shapes, null));
        if (countsSamples && port.isOpen(0)) {
            openSizes.addBatch(port.name());
            batchExpressions.addBatch(port.name());
        }
    }

    /**
     * Takes down what a node computes; to be called in the order of the file.
     *
     * @return the node that the network needs; empty if its outputs are constants now, which are added to the tensors
     */
    Optional<NodeSpec> fold(NodeSpec node) {
        try {
            Optional<List<Known>> values = values(node);
            if (values.isPresent()) {
                return keep(node, values.get());
            }
            NodeSpec plain = openSizes.replace(node);
            noteShapes(plain);
            return Optional.of(plain == node ? batchExpressions.made(node, this::find) : plain);
        } catch (RuntimeException e) {
            // Whatever is wrong with the node is found again, and reported, if the network needs it.
            return Optional.of(node);
        }
    }

    private Optional<NodeSpec> keep(NodeSpec node, List<Known> values) {
        boolean constant = true;
        for (int i = 0; i < Math.min(values.size(), node.outputs().size()); i++) {
            String output = node.outputs().get(i);
            known.put(output, values.get(i));
            constant &= values.get(i).isConstant() && !outputs.contains(output) && !tensors.containsKey(output);
        }
        if (!constant && values.get(0).isConstant() && !OperatorTable.standard().supports(node.type())) {
            String name = node.outputs().get(0);
            String value =
                    addConstant.apply(name + ".value", values.get(0).elements().get(0));
            return Optional.of(new NodeSpec(
                    node.name(),
                    "Identity",
                    node.opset(),
                    Attributes.none(),
                    List.of(value),
                    List.of(name),
                    node.constants()));
        }
        if (!constant) {
            return Optional.of(open(node));
        }
        for (int i = 0; i < Math.min(values.size(), node.outputs().size()); i++) {
            String output = node.outputs().get(i);
            if (!output.isEmpty()) {
                made.add(output);
                builder.constant(output, values.get(i).elements().get(0));
            }
        }
        return Optional.empty();
    }

    /** Returns what stands for a node whose outputs depend on open sizes. */
    private NodeSpec open(NodeSpec node) {
        batchExpressions.addOpen(node);
        NodeSpec plain = openSizes.replace(node);
        return OperatorTable.standard().supports(plain.type())
                ? plain
                : batchExpressions.node(node, this::find).orElse(node);
    }

    /** Returns the elements of a value in each run; null if they are not known. */
    List<Tensor> runs(String name) {
        Known value = find(name);
        return value == null ? null : value.elements();
    }

    /** Returns how many axes a value has; null if that is not known. */
    Integer rank(String name) {
        Known value = find(name);
        return value == null ? null : Integer.valueOf(value.shapes().get(0).length);
    }

    /** Returns the size of an axis of a value, where it is known and the same in each run. */
    OptionalLong size(String name, long axis) {
        Known value = find(name);
        if (value == null
                || axis < -value.shapes().get(0).length
                || axis >= value.shapes().get(0).length) {
            return OptionalLong.empty();
        }
        int place = Shape.axis(axis, value.shapes().get(0).length);
        long[] sizes = value.shapes().stream()
                .mapToLong(shape -> shape[place])
                .distinct()
                .toArray();
        return sizes.length == 1 ? OptionalLong.of(sizes[0]) : OptionalLong.empty();
    }

    /** Returns what is known of a value; null if nothing is. */
    private Known find(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            return known.get(name);
        }
        return new Known(
                List.of(tensor.shape(), tensor.shape()), isSafe(name, tensor) ? List.of(tensor, tensor) : null);
    }

    /** Tells whether a tensor cannot be a parameter: what comes from weights must be computed when these have moved. */
    private boolean isSafe(String name, Tensor tensor) {
        boolean few = tensor.rank() <= 1 && tensor.size() <= (literals.contains(name) ? FEW : 1);
        return !tensor.type().isFloating() || made.contains(name) || few;
    }

    /** Returns the outputs of a node whose inputs are known, or that asks for a shape. */
    private Optional<List<Known>> values(NodeSpec node) {
        boolean asksForShape = node.type().equals("Shape") || node.type().equals("Size");
        if (!asksForShape && (node.inputs().isEmpty() || !ConstantExpression.supports(node.type()))) {
            return Optional.empty();
        }
        List<List<Tensor>> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Optional<List<Tensor>> results = asksForShape ? shape(node, run) : expression(node, run);
            if (results.isEmpty()) {
                return Optional.empty();
            }
            runs.add(results.get());
        }
        List<Known> values = new ArrayList<>();
        for (int i = 0; i < runs.get(0).size(); i++) {
            List<Tensor> elements = List.of(runs.get(0).get(i), runs.get(1).get(i));
            values.add(new Known(elements.stream().map(Tensor::shape).toList(), elements));
        }
        return Optional.of(values);
    }

    private Optional<List<Tensor>> shape(NodeSpec node, int run) {
        Known value = find(node.inputs().get(0));
        if (value == null) {
            return Optional.empty();
        }
        long[] shape = value.shapes().get(run);
        if (node.type().equals("Size")) {
            return Optional.of(List.of(Tensor.of(new long[] {Shape.size(shape)})));
        }
        int start = place(node.attributes().integer("start", 0), shape.length);
        int end = place(node.attributes().integer("end", shape.length), shape.length);
        long[] part = java.util.Arrays.copyOfRange(shape, start, Math.max(start, end));
        return Optional.of(List.of(Tensor.of(part, part.length)));
    }

    private static int place(long axis, int rank) {
        return (int) Math.max(0, Math.min(rank, axis < 0 ? axis + rank : axis));
    }

    private Optional<List<Tensor>> expression(NodeSpec node, int run) {
        Map<String, Tensor> constants = new HashMap<>();
        for (String input : node.inputs()) {
            Known value = input.isEmpty() ? null : find(input);
            if (!input.isEmpty() && (value == null || value.elements() == null)) {
                return Optional.empty();
            }
            if (value != null) {
                constants.put(input, value.elements().get(run));
            }
        }
        int room = Math.min(MOST_ELEMENTS, MOST_TOGETHER - elementsMade);
        Optional<List<Tensor>> results = ConstantExpression.evaluate(with(node, constants), room);
        elementsMade +=
                results.stream().flatMap(List::stream).mapToInt(Tensor::size).sum();
        return results;
    }

    private static NodeSpec with(NodeSpec node, Map<String, Tensor> constants) {
        return new NodeSpec(
                node.name(), node.type(), node.opset(), node.attributes(), node.inputs(), node.outputs(), constants);
    }

    private void noteShapes(NodeSpec node) {
        List<List<long[]>> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            Map<String, Tensor> constants = new HashMap<>();
            List<long[]> shapes = new ArrayList<>();
            for (String input : node.inputs()) {
                Known value = input.isEmpty() ? null : find(input);
                if (!input.isEmpty() && value == null) {
                    return;
                }
                shapes.add(value == null ? null : value.shapes().get(run));
                Tensor tensor = tensors.get(input);
                if (value != null && (tensor != null || value.elements() != null)) {
                    constants.put(
                            input, tensor != null ? tensor : value.elements().get(run));
                }
            }
            Operator operator = OperatorTable.standard().create(with(node, constants));
            runs.add(operator.outputShapes(shapes.subList(0, Math.min(operator.arity(), shapes.size()))));
        }
        for (int i = 0; i < Math.min(runs.get(0).size(), node.outputs().size()); i++) {
            known.put(
                    node.outputs().get(i),
                    new Known(List.of(runs.get(0).get(i), runs.get(1).get(i)), null));
        }
    }
}
