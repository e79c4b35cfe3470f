package io.orograph.model;

import io.orograph.network.Network;
import io.orograph.network.Shape;
import io.orograph.network.ShapeInference;
import io.orograph.network.ShapeInference.Failure;
import io.orograph.network.ShapeInference.Outline;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/**
 * The shapes of a network's values with its axes open, found without running it. They are inferred for two sizes of the
 * open axes: what comes out differently is open too.
 */
final class LayerShapes {

    private static final int LONGEST_NAME = 80;

    private static final long FEW = 2;
    private static final long MORE = 3;

    private final Outline few;
    private final Outline more;

    /** For the name of each open axis of the inputs the outline with that one alone larger. */
    private final Map<String, Outline> larger = new LinkedHashMap<>();

    /** The flag that the size of open axes is free to choose, as that of a batch is; that of an image may not be. */
    private final boolean onlyBatchOpen;

    LayerShapes(Network network) {
        onlyBatchOpen = network.inputs().stream()
                .allMatch(input -> Arrays.stream(input.shape()).skip(1).allMatch(axis -> axis != Shape.FREE));
        few = outline(network, name -> FEW);
        more = outline(network, name -> MORE);
        Set<String> names = new LinkedHashSet<>();
        network.inputs().forEach(input -> names.addAll(input.axes()));
        names.remove("");
        for (String name : names) {
            larger.put(name, outline(network, each -> each.equals(name) ? MORE : FEW));
        }
    }

    private static Outline outline(Network network, ToLongFunction<String> sizes) {
        List<long[]> inputs = network.inputs().stream()
                .map(input -> {
                    long[] shape = input.shape();
                    for (int i = 0; i < shape.length; i++) {
                        shape[i] = shape[i] == Shape.FREE
                                ? sizes.applyAsLong(input.axes().get(i))
                                : shape[i];
                    }
                    return shape;
                })
                .toList();
        return ShapeInference.outline(network, inputs);
    }

    /** Returns for each axis of a value the name of the inputs' axis whose size it has; empty where it has none. */
    List<String> axes(int value) {
        long[] shape = few.shapes()[value];
        List<String> axes = new ArrayList<>();
        for (int i = 0; shape != null && i < shape.length; i++) {
            axes.add(name(value, i));
        }
        return axes;
    }

    private String name(int value, int axis) {
        long size = few.shapes()[value][axis];
        List<String> moving = new ArrayList<>();
        for (Map.Entry<String, Outline> each : larger.entrySet()) {
            long[] shape = each.getValue().shapes()[value];
            if (size != FEW || shape == null || axis >= shape.length) {
                return "";
            }
            if (shape[axis] == MORE) {
                moving.add(each.getKey());
            } else if (shape[axis] != FEW) {
                return "";
            }
        }
        return moving.size() == 1 ? moving.get(0) : "";
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
