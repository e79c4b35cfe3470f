package io.orograph.network;

import io.orograph.network.Parameter.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what the tensors of a model file are used for from the operators that read them, directly or by way of nodes
 * that only hand on their elements: exporters put a Transpose between a weight and its product, cut the gates of a
 * recurrent layer and join them in another order, or keep the weights of query, key and value in one tensor.
 */
final class TensorUses {

    /** Stands for an open size: large and prime, so that it is hardly that of another axis. */
    private static final long OPEN = 31;

    /** So many tensors one value may consist of; a file may join any number again and again. */
    private static final int MOST_TOGETHER = 256;

    /**
     * The use that the first operator that trains a tensor makes of it.
     *
     * @param outputAxis the axis of the tensor, as it lies in the file, that counts output units; -1 if there is none
     * @param outputGroups blocks, one after the other, with output units of their own; 1 for most
     * @param reader type of that operator; of the first one that reads it if none trains it
     * @param onInput whether it only shifts or scales what the data fill, before anything else is done with it
     * @param ofGates whether that operator has a part of it for each of its gates or directions
     */
    record Use(Role role, int outputAxis, int outputGroups, String reader, boolean onInput, boolean ofGates) {}

    /**
     * A tensor whose elements a value holds, all or some of them.
     *
     * @param axes for each axis of the value the tensor's axis that it runs along, -1 if it is none
     */
    private record Part(String tensor, int[] axes) {}

    /** The operators that shift and scale, by the data's mean and deviation, for one. */
    private static final Set<String> AFFINE = Set.of("Add", "Sub", "Mul", "Div");

    /** The operators that scale by a table, element by element. */
    static final Set<String> SCALING = Set.of("Mul", "Div");

    private final NormalizedValues normalized = new NormalizedValues();
    private final Map<String, List<Part>> parts = new HashMap<>();
    private final Set<String> prepared = new HashSet<>();
    private final Set<String> ofData = new HashSet<>();
    private final Set<String> masks = new HashSet<>();
    private final Map<String, long[]> shapes = new HashMap<>();
    private final Map<String, Use> uses = new LinkedHashMap<>();

    TensorUses(Map<String, Tensor> tensors) {
        tensors.forEach((name, tensor) -> {
            int[] axes = new int[tensor.rank()];
            Arrays.setAll(axes, i -> i);
            parts.put(name, List.of(new Part(name, axes)));
            shapes.put(name, tensor.shape());
            if (Masks.isMask(name, tensor)) {
                masks.add(name);
            }
        });
    }

    /** Takes down an input of the network. */
    void addInput(String name, long[] shape) {
        prepared.add(name);
        ofData.add(name);
        shapes.put(
                name,
                Arrays.stream(shape)
                        .map(size -> size == Shape.FREE ? OPEN : size)
                        .toArray());
    }

    /** Returns the uses of the tensors that are read when the network runs, in the order of first use. */
    Map<String, Use> all() {
        return Collections.unmodifiableMap(uses);
    }

    /** Takes down what a node uses; to be called in an order in which the nodes can run. */
    void add(Operator operator, NodeSpec node) {
        int arity = Math.min(operator.arity(), node.inputs().size());
        List<long[]> read = new ArrayList<>();
        for (String input : node.inputs().subList(0, arity)) {
            read.add(shapes.get(input));
        }
        List<long[]> written = outputShapes(operator, read);
        for (int i = 0; i < Math.min(written.size(), node.outputs().size()); i++) {
            shapes.put(node.outputs().get(i), written.get(i));
        }
        boolean onInput = prepares(operator, node, arity);
        if (node.inputs().subList(0, arity).stream().anyMatch(ofData::contains)) {
            ofData.addAll(node.outputs());
        }
        List<Part> passed = new ArrayList<>();
        boolean joinsData = false;
        for (int i = 0; i < arity; i++) {
            List<Part> own = parts.get(node.inputs().get(i));
            if (own == null) {
                joinsData |= !operator.isView() && node.hasInput(i) && isPassed(operator, i, read, written);
                continue;
            }
            Optional<int[]> axes = passedAxes(operator, i, read, written);
            if (axes.isEmpty() && isScaledAlone(node, i, read, written)) {
                passed.addAll(own);
            } else if (axes.isPresent()) {
                own.forEach(part -> passed.add(new Part(part.tensor(), composed(part.axes(), axes.get()))));
            } else {
                note(operator, node, i, read.get(i), own, onInput);
            }
        }
        if (arity == 1 && masks.contains(node.inputs().get(0)) && passed.size() == 1) {
            masks.addAll(node.outputs());
        }
        handOn(node, passed, joinsData);
        normalized.add(node);
    }

    /**
     * Tells whether a node scales a tensor by what does not depend on the data, so that the result is as the tensor is: a mask
     * that pruning left, a norm, a number.
     */
    private boolean isScaledAlone(NodeSpec node, int input, List<long[]> read, List<long[]> written) {
        boolean scales = SCALING.contains(node.type())
                && read.size() == 2
                && !(node.type().equals("Div") && input == 1)
                && !ofData.contains(node.inputs().get(1 - input));
        if (!scales || written.isEmpty() || !Arrays.equals(read.get(input), written.get(0))) {
            return false;
        }
        boolean areAlike = Arrays.equals(read.get(0), read.get(1));
        return !masks.contains(node.inputs().get(input))
                && (!areAlike || masks.contains(node.inputs().get(1 - input)));
    }

    /**
     * Tells whether a node still only prepares the data by tensors of the file; its outputs are prepared data too then.
     */
    private boolean prepares(Operator operator, NodeSpec node, int arity) {
        List<String> read = node.inputs().subList(0, arity);
        boolean prepares = (operator.isView() || AFFINE.contains(node.type()))
                && read.stream().anyMatch(prepared::contains)
                && read.stream().allMatch(input -> prepared.contains(input) || parts.containsKey(input));
        if (prepares) {
            prepared.addAll(node.outputs());
        }
        return prepares;
    }

    /**
     * Returns the shapes of a node's outputs; none where they cannot be told, as when it fits one size of the batch
     * alone.
     */
    private static List<long[]> outputShapes(Operator operator, List<long[]> read) {
        try {
            return operator.outputShapes(read);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | NullPointerException e) {
            return List.of();
        }
    }

    /**
     * Returns the input's axis that each axis of the outputs runs along; empty if the operator does more than hand it
     * on.
     */
    private static Optional<int[]> passedAxes(Operator operator, int input, List<long[]> read, List<long[]> written) {
        long[] shape = read.get(input);
        if (shape == null || written.isEmpty()) {
            return Optional.empty();
        }
        if (operator.isView()) {
            return input == 0 ? Optional.of(matchAxes(shape, written.get(0))) : Optional.empty();
        }
        return operator.passedAxes(input, read);
    }

    private static boolean isPassed(Operator operator, int input, List<long[]> read, List<long[]> written) {
        return passedAxes(operator, input, read, written).isPresent();
    }

    private static int[] composed(int[] tensorAxes, int[] valueAxes) {
        return Arrays.stream(valueAxes)
                .map(axis -> axis < 0 ? -1 : tensorAxes[axis])
                .toArray();
    }

    private void note(Operator operator, NodeSpec node, int input, long[] shape, List<Part> own, boolean onInput) {
        int axis = operator.outputAxis(input, shape.length);
        for (Part part : own) {
            int outputAxis = axis < 0 ? -1 : part.axes()[axis];
            // Blocks that another way of storing them puts elsewhere are not told apart.
            int groups = axis > 0 && keepsBlocks(part, shape) ? operator.outputGroups(input, shape) : 1;
            boolean ofGates = !operator.mergedAxes(input).isEmpty();
            Role role = role(operator, node, input, shape);
            note(part.tensor(), new Use(role, outputAxis, groups, node.type(), onInput, ofGates));
        }
    }

    /** Returns the role of an input, where a table that scales what was not normalised is a weight of its own. */
    private Role role(Operator operator, NodeSpec node, int input, long[] shape) {
        Role role = operator.role(input, shape);
        boolean isTable = Arrays.stream(shape).filter(size -> size > 1).count() > 1;
        boolean scalesOthers = role == Role.NORM_SCALE && SCALING.contains(node.type()) && !normalized.isReadBy(node);
        return isTable && scalesOthers ? Role.WEIGHT : role;
    }

    /** Tells whether the axes before the last two are those of the tensor, at the same places and as long. */
    private boolean keepsBlocks(Part part, long[] shape) {
        long[] own = shapes.get(part.tensor());
        for (int i = 0; i < Math.max(1, shape.length - 2); i++) {
            if (part.axes()[i] != i || own.length != shape.length || own[i] != shape[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Hands on the parts of a node's inputs, which become parts of its outputs; beside data it is itself something
     * learnt, such as a class token.
     */
    private void handOn(NodeSpec node, List<Part> passed, boolean joinsData) {
        boolean tooMany = passed.size() > MOST_TOGETHER;
        for (Part part : passed) {
            note(
                    part.tensor(),
                    new Use(joinsData || tooMany ? Role.BIAS : Role.NONE, -1, 1, node.type(), false, false));
        }
        if (!passed.isEmpty() && !joinsData && !tooMany) {
            Map<String, Part> once = new LinkedHashMap<>();
            passed.forEach(part -> once.putIfAbsent(part.tensor(), part));
            node.outputs().forEach(output -> parts.put(output, List.copyOf(once.values())));
        }
    }

    private void note(String tensor, Use use) {
        uses.merge(
                tensor,
                use,
                (old, now) -> old.role() == Role.NONE || old.onInput() && now.role() != Role.NONE ? now : old);
    }

    /**
     * Matches the axes of two shapes over the same elements: they are one if they have the same size and the same
     * number of entries before them.
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
