package io.orograph.model;

import io.orograph.network.Network;
import io.orograph.network.Parameter;
import io.orograph.network.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shapes of a network's values, found without running it. Shapes are worked out for two sizes of the open axes:
 * what comes out differently is open too.
 */
final class LayerShapes {

    private static final int LONGEST_NAME = 80;

    private final Map<Integer, long[]> few;
    private final Map<Integer, long[]> more;

    /** Whether the size of open axes is free to choose, as that of a batch is; that of an image may not be. */
    private final boolean onlyBatchOpen;

    private String incompleteNode;
    private String misfit;

    LayerShapes(Network network) {
        onlyBatchOpen = network.inputs().stream()
                .allMatch(input -> Arrays.stream(input.shape()).skip(1).allMatch(axis -> axis != Shape.FREE));
        few = infer(network, 2);
        more = infer(network, 3);
    }

    /**
     * The shape of a value, {@link Shape#FREE} for an open axis; empty if it cannot be told, as after a layer that fits
     * one size of the open axes only.
     */
    Optional<long[]> of(int value) {
        long[] shape = few.get(value);
        long[] other = more.get(value);
        if (shape == null || other == null || shape.length != other.length) {
            return Optional.empty();
        }
        long[] result = shape.clone();
        for (int i = 0; i < result.length; i++) {
            if (shape[i] != other[i]) {
                result[i] = Shape.FREE;
            }
        }
        return Optional.of(result);
    }

    /** A node that has not the inputs that its operator needs; empty if there is none. */
    Optional<String> incompleteNode() {
        return Optional.ofNullable(incompleteNode);
    }

    /** The first node whose inputs do not go together, and why; empty if there is none or it cannot be told. */
    Optional<String> misfit() {
        return onlyBatchOpen ? Optional.ofNullable(misfit) : Optional.empty();
    }

    private Map<Integer, long[]> infer(Network network, long open) {
        Map<String, Integer> indices = new HashMap<>();
        for (String value : network.values()) {
            indices.put(value, indices.size());
        }
        Map<Integer, long[]> shapes = new HashMap<>();
        for (Network.Port input : network.inputs()) {
            long[] shape = Arrays.stream(input.shape())
                    .map(axis -> axis == Shape.FREE ? open : axis)
                    .toArray();
            shapes.put(indices.get(input.name()), shape);
        }
        for (Parameter parameter : network.layout().parameters()) {
            shapes.put(indices.get(parameter.name()), parameter.shape());
        }
        network.constants()
                .forEach(constant ->
                        shapes.put(constant.value(), constant.tensor().shape()));
        network.nodes().forEach(node -> infer(node, shapes));
        return shapes;
    }

    private void infer(Network.Node node, Map<Integer, long[]> shapes) {
        List<long[]> inputs = new ArrayList<>();
        for (int input : node.inputs()) {
            if (input >= 0 && !shapes.containsKey(input)) {
                return;
            }
            inputs.add(shapes.get(input));
        }
        try {
            List<long[]> outputs = node.operator().outputShapes(inputs);
            for (int i = 0; i < Math.min(outputs.size(), node.outputs().size()); i++) {
                shapes.put(node.outputs().get(i), outputs.get(i));
            }
        } catch (RuntimeException e) {
            // The operators reach for the inputs that they cannot do without, and for axes that a shape may not have.
            boolean lacksInput = e instanceof NullPointerException || e.getClass() == IndexOutOfBoundsException.class;
            incompleteNode = lacksInput && incompleteNode == null ? label(node) : incompleteNode;
            String reason = e instanceof IllegalArgumentException ? e.getMessage() : "its inputs have too few axes";
            misfit = misfit == null ? label(node) + ": " + reason : misfit;
        }
    }

    private static String label(Network.Node node) {
        String name = node.name();
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return node.type() + " node \"" + shown + "\"";
    }
}
