package io.orograph.objective;

import io.orograph.network.Network;
import io.orograph.network.Port;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.operators.shape.Transpose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a network does last, reshapings and other orders of the axes apart.
 *
 * @param type the ONNX name of the operator that makes probabilities or their logarithms of numbers, Softmax, Sigmoid or
 *     LogSoftmax; that of another operator if the network ends in one; empty if nothing is computed
 * @param below the network that is read below it; for another operator the network itself
 * @param classAxis the axis of the output over which the operator normalises
 * @param units where the last layer with weights comes out
 */
record OutputEnding(String type, Network below, OptionalInt classAxis, Units units) {

    /**
     * The units of the last layer with weights.
     *
     * @param axis the axis of the output that counts them
     * @param areOutputs whether they are the outputs themselves, shifted at most: nothing that would make them probabilities
     *     lies between
     */
    record Units(OptionalInt axis, boolean areOutputs) {

        private static final Units UNKNOWN = new Units(OptionalInt.empty(), false);
    }

    private static final Set<String> NORMALIZING = Set.of("Softmax", "LogSoftmax", "Sigmoid");

    /** Layers with weights, with the axis of their outputs that counts units: from the end where it is negative. */
    private static final Map<String, Integer> UNITS = Map.of("MatMul", -1, "Gemm", -1, "Conv", 1, "ConvTranspose", 1);

    private static final Set<String> SHIFTING = Set.of("Add", "Sub", "BatchNormalization");

    /** Operators that keep the axes of their outputs as those of an input. */
    private static final Set<String> PASSING =
            Set.of("Add", "Sub", "BatchNormalization", "Mul", "Div", "Sum", "Clip", "Softmax", "LogSoftmax", "Sigmoid");

    static OutputEnding of(Network network) {
        List<Network.Node> path = new ArrayList<>();
        Network.Node last = lastComputation(network, network.outputs().get(0).name(), path);
        if (last == null) {
            return new OutputEnding("", network, OptionalInt.empty(), Units.UNKNOWN);
        }
        long[][] shapes = outline(network);
        Units units = units(network, shapes);
        if (last.type().equals("Exp")) {
            Network.Node inner =
                    lastComputation(network, network.values().get(last.inputs().get(0)), path);
            if (inner != null && inner.type().equals("LogSoftmax")) {
                OptionalInt axis = normalizedAxis(inner, path, shapes);
                return new OutputEnding("Softmax", network.without(last).without(inner), axis, units);
            }
        }
        if (last.type().equals("Log")) {
            Network.Node inner =
                    lastComputation(network, network.values().get(last.inputs().get(0)), path);
            if (inner != null && inner.type().equals("Sigmoid")) {
                // The logarithm of a probability is read below both, as the probability is.
                Network below = network.without(last).without(inner);
                return new OutputEnding("Sigmoid", below, OptionalInt.empty(), units);
            }
        }
        if (!NORMALIZING.contains(last.type())) {
            return new OutputEnding(last.type(), network, OptionalInt.empty(), units);
        }
        return new OutputEnding(last.type(), network.without(last), normalizedAxis(last, path, shapes), units);
    }

    /** Returns the node that computes a value, behind nodes that only reshape or reorder it; these are added to a path. */
    private static Network.Node lastComputation(Network network, String value, List<Network.Node> path) {
        Network.Node node = network.producer(value);
        while (node != null && (node.operator().isView() || node.operator() instanceof Transpose)) {
            path.add(node);
            node = network.producer(network.values().get(node.inputs().get(0)));
        }
        return node;
    }

    /** Returns shapes in which every open axis has two entries: where an axis goes does not depend on how long it is. */
    private static long[][] outline(Network network) {
        List<long[]> inputs = new ArrayList<>();
        for (Port port : network.inputs()) {
            long[] shape = port.shape();
            for (int i = 0; i < shape.length; i++) {
                shape[i] = shape[i] == Shape.FREE ? LossChoice.SEVERAL : shape[i];
            }
            inputs.add(shape);
        }
        return ShapeInference.outline(network, inputs).shapes();
    }

    private static OptionalInt normalizedAxis(Network.Node node, List<Network.Node> path, long[][] shapes) {
        long[] shape = shapes[node.outputs().get(0)];
        return shape == null ? OptionalInt.empty() : carried(node.operator().normalizedAxis(shape), path, shapes);
    }

    /** Returns the axis of the output that an axis of an earlier value becomes on the way through the nodes of a path. */
    private static OptionalInt carried(OptionalInt axis, List<Network.Node> path, long[][] shapes) {
        OptionalInt at = axis;
        for (int i = path.size() - 1; i >= 0 && at.isPresent(); i--) {
            Network.Node node = path.get(i);
            long[] from = shapes[node.inputs().get(0)];
            long[] to = shapes[node.outputs().get(0)];
            at = from == null || to == null ? OptionalInt.empty() : moved(node, at.getAsInt(), from, to);
        }
        return at;
    }

    private static OptionalInt moved(Network.Node node, int axis, long[] from, long[] to) {
        if (node.operator() instanceof Transpose transpose) {
            int[] order = transpose.permutation(from.length);
            for (int i = 0; i < order.length; i++) {
                if (order[i] == axis) {
                    return OptionalInt.of(i);
                }
            }
            return OptionalInt.empty();
        }
        long behind = behind(from, axis);
        for (int i = 0; i < to.length; i++) {
            if (to[i] == from[axis] && behind(to, i) == behind) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    private static long behind(long[] shape, int axis) {
        return Arrays.stream(shape, axis + 1, shape.length).reduce(1, (a, b) -> a * b);
    }

    private static Units units(Network network, long[][] shapes) {
        List<Network.Node> path = new ArrayList<>();
        boolean areOutputs = true;
        Network.Node node = lastComputation(network, network.outputs().get(0).name(), path);
        while (node != null && PASSING.contains(node.type())) {
            areOutputs &= SHIFTING.contains(node.type());
            int[] same = inputsOfItsShape(node, shapes);
            node = same.length == 0
                    ? null
                    : lastComputation(network, network.values().get(same[0]), path);
        }
        if (node == null
                || !UNITS.containsKey(node.type())
                || shapes[node.outputs().get(0)] == null) {
            return Units.UNKNOWN;
        }
        int rank = shapes[node.outputs().get(0)].length;
        int axis = Shape.axis(UNITS.get(node.type()), rank);
        return new Units(carried(OptionalInt.of(axis), path, shapes), areOutputs);
    }

    private static int[] inputsOfItsShape(Network.Node node, long[][] shapes) {
        return node.inputs().stream()
                .filter(input -> input >= 0
                        && Arrays.equals(shapes[input], shapes[node.outputs().get(0)]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
