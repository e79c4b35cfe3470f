package io.orograph.network;

import io.orograph.network.Parameter.Role;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what the tensors of a model file are used for from the operators that read them, directly or by way of nodes
 * that only rearrange their elements: exporters put a Transpose between a weight and its product, or a Reshape between
 * a bias and its sum.
 */
final class TensorUses {

    /**
     * What the first operator that trains a tensor uses it for.
     *
     * @param outputAxis the axis of the tensor, as it lies in the file, that counts output units; -1 if there is none
     */
    record Use(Role role, int outputAxis) {}

    /**
     * A value that holds the elements of a tensor.
     *
     * @param axes for each axis of the value the tensor's axis that it is, -1 if it is none
     */
    private record Arrangement(String tensor, long[] shape, int[] axes) {}

    private final Map<String, Arrangement> arrangements = new HashMap<>();
    private final Map<String, Use> uses = new LinkedHashMap<>();

    TensorUses(Map<String, Tensor> tensors) {
        tensors.forEach((name, tensor) -> {
            int[] axes = new int[tensor.rank()];
            Arrays.setAll(axes, i -> i);
            arrangements.put(name, new Arrangement(name, tensor.shape(), axes));
        });
    }

    /** The uses of the tensors that are read when the network runs, in the order of first use. */
    Map<String, Use> all() {
        return Collections.unmodifiableMap(uses);
    }

    /** Takes down what a node uses; to be called in an order in which the nodes can run. */
    void add(Operator operator, NodeSpec node) {
        for (int i = 0; i < Math.min(operator.arity(), node.inputs().size()); i++) {
            Arrangement read = arrangements.get(node.inputs().get(i));
            if (read == null) {
                continue;
            }
            Optional<int[]> sources = i == 0 ? sources(operator, read.shape()) : Optional.empty();
            if (sources.isPresent()) {
                rearrange(operator, node, read, sources.get());
                note(read.tensor(), new Use(Role.NONE, -1));
            } else {
                int axis = operator.outputAxis(i, read.shape().length);
                note(read.tensor(), new Use(operator.role(i, read.shape()), axis < 0 ? -1 : read.axes()[axis]));
            }
        }
    }

    private void note(String tensor, Use use) {
        uses.merge(tensor, use, (old, now) -> old.role() == Role.NONE ? now : old);
    }

    private void rearrange(Operator operator, NodeSpec node, Arrangement read, int[] sources) {
        int[] axes = Arrays.stream(sources)
                .map(source -> source < 0 ? -1 : read.axes()[source])
                .toArray();
        long[] shape = outputShape(operator, read.shape());
        arrangements.put(node.outputs().get(0), new Arrangement(read.tensor(), shape, axes));
    }

    /** The input's axis that each axis of the output is; empty if the operator does more than rearrange. */
    private static Optional<int[]> sources(Operator operator, long[] shape) {
        if (!operator.isView()) {
            return operator.permutation(shape.length);
        }
        return Optional.of(matchAxes(shape, outputShape(operator, shape)));
    }

    private static long[] outputShape(Operator operator, long[] shape) {
        // Its other inputs, if it has any, are constants that it read when it was made.
        return operator.outputShapes(List.<long[]>of(shape)).get(0);
    }

    /**
     * An axis of one shape is an axis of another one over the same elements if it has the same size and the same
     * number of entries before it.
     */
    private static int[] matchAxes(long[] from, long[] to) {
        int[] sources = new int[to.length];
        for (int i = 0; i < to.length; i++) {
            sources[i] = -1;
            for (int j = from.length - 1; j >= 0; j--) {
                boolean same = from[j] == to[i] && before(from, j) == before(to, i);
                // Several axes of size 1 may lie side by side: then the one at the same place is meant.
                if (same && (sources[i] < 0 || j >= i)) {
                    sources[i] = j;
                }
            }
        }
        return sources;
    }

    private static long before(long[] shape, int axis) {
        return Shape.size(Arrays.copyOf(shape, axis));
    }
}
