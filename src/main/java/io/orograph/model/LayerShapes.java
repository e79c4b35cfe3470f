package io.orograph.model;

import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.ShapeInference.Failure;
import io.orograph.network.ShapeInference.Outline;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The shapes of a network's values with its axes open, found without running it. They are inferred for two sizes of the
 * open axes: what comes out differently is open too.
 */
final class LayerShapes {

    private static final int LONGEST_NAME = 80;

    private final Outline few;
    private final Outline more;

    /** The flag that the size of open axes is free to choose, as that of a batch is; that of an image may not be. */
    private final boolean onlyBatchOpen;

    LayerShapes(Network network) {
        onlyBatchOpen = network.inputs().stream()
                .allMatch(input -> Arrays.stream(input.shape()).skip(1).allMatch(axis -> axis != Shape.FREE));
        few = outline(network, 2);
        more = outline(network, 3);
    }

    private static Outline outline(Network network, long open) {
        List<long[]> inputs = network.inputs().stream()
                .map(input -> Arrays.stream(input.shape())
                        .map(axis -> axis == Shape.FREE ? open : axis)
                        .toArray())
                .toList();
        return ShapeInference.outline(network, inputs);
    }

    /**
     * Returns the shape of a value, {@link Shape#FREE} for an open axis; empty if it cannot be told, as after a layer that
     * fits one size of the open axes only.
     */
    Optional<long[]> of(int value) {
        long[] shape = few.shapes()[value];
        long[] other = more.shapes()[value];
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

    /** Returns the first node whose inputs do not go together, and why; empty if there is none or it cannot be told. */
    Optional<String> misfit() {
        return failures()
                .filter(failure -> onlyBatchOpen)
                .map(failure -> label(failure.node()) + ": " + failure.reason().orElse("its inputs have too few axes"))
                .findFirst();
    }

    private Stream<Failure> failures() {
        return Stream.concat(few.failures().stream(), more.failures().stream());
    }

    private static String label(Network.Node node) {
        String name = node.name();
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        return node.type() + " node \"" + shown + "\"";
    }
}
