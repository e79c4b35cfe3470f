package io.orograph.model.onnx;

import io.orograph.model.onnx.ConstantFolding.Known;
import io.orograph.network.Attributes;
import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.network.operators.ConstantExpression;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Says without numbers what a node takes from the size of the batch: Reshape has 0 and -1 for sizes that stay and that
 * are left over, a slice to the end needs no size, and {@link io.orograph.network.operators Expand} can take the size
 * of the batch from the network's input itself.
 */
final class OpenSizes {

    private static final long TO_THE_END = Long.MAX_VALUE;

    private final Function<String, Known> find;
    private final long[] batches;
    private final BiFunction<String, Tensor, String> addConstant;
    private String batch = "";

    /**
     * Makes a replacement of what depends on open sizes.
     *
     * @param find what is known of a value; null if nothing is
     * @param batches the size of the batch in each run
     * @param addConstant adds a constant under a name like the given one, and gives the name
     */
    OpenSizes(Function<String, Known> find, long[] batches, BiFunction<String, Tensor, String> addConstant) {
        this.find = find;
        this.batches = batches.clone();
        this.addConstant = addConstant;
    }

    /** Adds an input of the network whose first axis is the batch. */
    void addBatch(String input) {
        batch = batch.isEmpty() ? input : batch;
    }

    /**
     * Returns the node with constants instead of inputs that depend on open sizes; the node itself where that cannot
     * be.
     */
    NodeSpec replace(NodeSpec node) {
        return switch (node.type()) {
            case "Reshape" -> replaceInput(node, 1, (runs, i) -> reshaped(node, runs, i), true);
            case "Slice" -> replaceInput(node, 2, (runs, i) -> slicedTo(node, runs, i), false);
            case "Resize" -> replaceInput(node, 3, (runs, i) -> sameAsData(node, runs, i, i) ? 0 : null, false);
            case "AffineGrid" -> replaceInput(node, 1, (runs, i) -> sameAsData(node, runs, i, i) ? 0 : null, false);
            case "Expand" -> expanded(node, node.inputs().get(0), 1);
            case "Tile" -> tiled(node);
            case "ConstantOfShape" -> filled(node);
            default -> node;
        };
    }

    /** The expression for the entry of a vector that differs between the runs; null if there is none. */
    @FunctionalInterface
    private interface Entry {
        Number in(List<Tensor> runs, int i);
    }

    private Known open(NodeSpec node, int input) {
        Known value = node.hasInput(input) ? find.apply(node.inputs().get(input)) : null;
        boolean vector = value != null
                && value.isOpen()
                && value.elements().get(0).rank() == 1
                && Arrays.equals(value.shapes().get(0), value.shapes().get(1));
        return vector ? value : null;
    }

    /** Returns the vector with its differing entries said in another way; null if there is none. */
    private static long[] vector(Known value, Entry entry) {
        List<Tensor> runs = value.elements();
        long[] vector = runs.get(0).longs().clone();
        for (int i = 0; i < vector.length; i++) {
            if (vector[i] != runs.get(1).getLong(i)) {
                Number said = entry.in(runs, i);
                if (said == null) {
                    return null;
                }
                vector[i] = said.longValue();
            }
        }
        return vector;
    }

    private NodeSpec replaceInput(NodeSpec node, int input, Entry entry, boolean oneIsLeftOver) {
        Known value = open(node, input);
        long[] vector = value == null ? null : vector(value, entry);
        boolean fits = vector != null
                && (!oneIsLeftOver
                        || Arrays.stream(vector).filter(size -> size == -1).count() <= 1);
        if (!fits) {
            return node;
        }
        List<String> inputs = new ArrayList<>(node.inputs());
        inputs.set(input, add(node, vector));
        return new NodeSpec(
                node.name(), node.type(), node.opset(), node.attributes(), inputs, node.outputs(), node.constants());
    }

    private String add(NodeSpec node, long[] vector) {
        return addConstant.apply(node.outputs().get(0) + ".shape", Tensor.of(vector, vector.length));
    }

    /** Tells whether an entry is, in all runs, the size of one axis of the node's first input. */
    private boolean sameAsData(NodeSpec node, List<Tensor> runs, int entry, int axis) {
        Known data = find.apply(node.inputs().get(0));
        for (int run = 0; run < batches.length; run++) {
            long[] shape = data == null ? new long[0] : data.shapes().get(run);
            if (axis < 0 || axis >= shape.length || shape[axis] != runs.get(run).getLong(entry)) {
                return false;
            }
        }
        return true;
    }

    private Number reshaped(NodeSpec node, List<Tensor> runs, int i) {
        boolean zeroIsZero = node.attributes().integer("allowzero", 0) != 0;
        return !zeroIsZero && sameAsData(node, runs, i, i) ? 0 : -1;
    }

    private Number slicedTo(NodeSpec node, List<Tensor> runs, int i) {
        Known axes = node.hasInput(3) ? find.apply(node.inputs().get(3)) : null;
        Known data = find.apply(node.inputs().get(0));
        if (data == null || node.hasInput(3) && (axes == null || !axes.isConstant())) {
            return null;
        }
        long axis = axes == null ? i : axes.elements().get(0).getLong(i);
        int rank = data.shapes().get(0).length;
        return sameAsData(node, runs, i, Shape.axis(axis, rank)) ? TO_THE_END : null;
    }

    private Number batchSize(List<Tensor> runs, int i) {
        for (int run = 0; run < batches.length; run++) {
            if (batch.isEmpty() || runs.get(run).getLong(i) != batches[run]) {
                return null;
            }
        }
        return Shape.FREE;
    }

    /** Returns an Expand of a value to what an input says. */
    private NodeSpec expanded(NodeSpec node, String value, int input) {
        Known shape = open(node, input);
        long[] vector = shape == null ? null : vector(shape, this::batchSize);
        if (vector == null) {
            return node;
        }
        return new NodeSpec(
                node.name(),
                "Expand",
                node.opset(),
                Attributes.none(),
                List.of(value, add(node, vector), batch),
                node.outputs(),
                node.constants());
    }

    /** Returns a Tile that repeats an axis of size 1, and nothing else, once for each sample. */
    private NodeSpec tiled(NodeSpec node) {
        Known repeats = open(node, 1);
        Known data = find.apply(node.inputs().get(0));
        long[] vector = repeats == null || data == null ? null : vector(repeats, this::batchSize);
        if (vector == null || data.shapes().get(0).length != vector.length) {
            return node;
        }
        for (int i = 0; i < vector.length; i++) {
            boolean single = data.shapes().get(0)[i] == 1;
            if (vector[i] != 1 && !(single && vector[i] == Shape.FREE)) {
                return node;
            }
        }
        return expanded(node, node.inputs().get(0), 1);
    }

    /** Returns an Expand of the number that is repeated, to a size that is open, or too large to be a constant. */
    private NodeSpec filled(NodeSpec node) {
        Known shape = find.apply(node.inputs().get(0));
        boolean empty = shape != null
                && shape.isConstant()
                && Shape.size(shape.elements().get(0).longs()) == 0;
        if (shape == null || empty || !shape.isConstant() && open(node, 0) == null) {
            return node;
        }
        Tensor number = Tensor.of(new double[] {ConstantExpression.fill(node)});
        String name = addConstant.apply(node.outputs().get(0) + ".value", number);
        if (!shape.isConstant()) {
            return expanded(node, name, 0);
        }
        String size = add(node, shape.elements().get(0).longs());
        return new NodeSpec(
                node.name(),
                "Expand",
                node.opset(),
                Attributes.none(),
                List.of(name, size),
                node.outputs(),
                node.constants());
    }
}
