package io.orograph.network;

import io.orograph.file.Excerpt;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the shape of every value of a network for given input shapes. */
public final class ShapeInference {

    private ShapeInference() {}

    /**
     * Shapes of the values, as far as they can be told.
     *
     * @param shapes by value index; null behind a node that fails, and behind one that tells nothing of its outputs
     * @param failures the nodes that cannot take the shapes they get, in the network's order
     */
    public record Outline(long[][] shapes, List<Failure> failures) {

        public Outline {
            failures = List.copyOf(failures);
        }
    }

    /**
     * A node that cannot take the shapes it gets.
     *
     * @param inputs these shapes; null for an input left out
     * @param cause what the operator threw
     */
    public record Failure(Network.Node node, List<long[]> inputs, RuntimeException cause) {

        /** Returns what the operator says of the shapes; empty if it says nothing. */
        public Optional<String> reason() {
            return cause instanceof IllegalArgumentException
                    ? Optional.ofNullable(cause.getMessage())
                    : Optional.empty();
        }
    }

    /**
     * Returns shapes by value index; null where nothing that is read depends on the value.
     *
     * @param inputs one shape an input of the network, without open axes
     * @throws IllegalArgumentException if an operator cannot take the shapes it gets, or a value that is read is one that
     *     its operator does not compute; the message names the node
     */
    public static long[][] infer(Network network, List<long[]> inputs) {
        for (int i = 0; i < network.inputs().size(); i++) {
            check(network.inputs().get(i), inputs.get(i));
        }
        long[][] shapes = given(network, inputs);
        for (Network.Node node : network.nodes()) {
            requireComputed(network, node, shapes);
            inferNode(node, shapes).ifPresent(failure -> {
                throw NodeException.of(network, node, failure.inputs(), failure.cause());
            });
            for (int output : node.outputs()) {
                if (output >= 0 && shapes[output] != null && Shape.size(shapes[output]) == 0) {
                    throw new IllegalArgumentException(node.type() + " node \"" + Excerpt.of(node.label(network))
                            + "\" gives an array of shape " + Shape.text(shapes[output])
                            + ", which has no numbers; such arrays are not supported");
                }
            }
        }
        return shapes;
    }

    /**
     * Returns the shape of the network's first output.
     *
     * @param shapes by value index, as {@link #infer} returns them
     * @throws IllegalArgumentException if it is a further output that an operator may have in ONNX and does not compute here
     */
    public static long[] output(Network network, long[][] shapes) {
        String name = network.outputs().get(0).name();
        long[] shape = shapes[network.indexOf(name)];
        if (shape == null) {
            throw new IllegalArgumentException("the network's output \"" + Excerpt.of(name)
                    + "\" is one that the operator which it comes from does not compute here");
        }
        return shape;
    }

    /** Refuses a node that reads a further output which an operator may have in ONNX and does not compute here. */
    private static void requireComputed(Network network, Network.Node node, long[][] shapes) {
        for (int input : node.inputs()) {
            if (input >= 0 && shapes[input] == null) {
                throw new IllegalArgumentException(
                        node.type() + " node \"" + Excerpt.of(node.label(network)) + "\" reads \""
                                + Excerpt.of(network.values().get(input))
                                + "\", an output that the operator which it comes from does not compute here");
            }
        }
    }

    /**
     * Returns what can be told of a network whose nodes may not fit together, or that has operators which are not
     * supported: a node with an input of unknown shape is passed over.
     *
     * @param inputs one shape an input of the network, without open axes; taken as they are
     */
    public static Outline outline(Network network, List<long[]> inputs) {
        long[][] shapes = given(network, inputs);
        List<Failure> failures = new ArrayList<>();
        for (Network.Node node : network.nodes()) {
            if (node.inputs().stream().allMatch(input -> input < 0 || shapes[input] != null)) {
                inferNode(node, shapes).ifPresent(failures::add);
            }
        }
        return new Outline(shapes, failures);
    }

    /** Returns the shapes that are known before any node is looked at. */
    private static long[][] given(Network network, List<long[]> inputs) {
        long[][] shapes = new long[network.values().size()][];
        for (int i = 0; i < network.inputs().size(); i++) {
            shapes[network.indexOf(network.inputs().get(i).name())] =
                    inputs.get(i).clone();
        }
        for (Parameter parameter : network.layout().parameters()) {
            shapes[network.indexOf(parameter.name())] = parameter.shape();
        }
        for (Network.Constant constant : network.constants()) {
            shapes[constant.value()] = constant.tensor().shape();
        }
        return shapes;
    }

    private static void check(Port port, long[] given) {
        long[] declared = port.shape();
        boolean fits = declared.length == given.length;
        for (int i = 0; fits && i < given.length; i++) {
            fits = given[i] > 0 && (declared[i] == Shape.FREE || declared[i] == given[i]);
        }
        if (!fits) {
            throw new IllegalArgumentException("the network's input \"" + port.name() + "\" takes "
                    + Shape.text(declared) + ", not " + Shape.text(given));
        }
    }

    /** Fills in the shapes of a node's outputs, or says why it cannot. */
    private static Optional<Failure> inferNode(Network.Node node, long[][] shapes) {
        List<long[]> read = node.inputShapes(shapes);
        List<long[]> written;
        try {
            written = node.operator().outputShapes(read);
        } catch (RuntimeException e) {
            // An operator counts on axes that a shape may not have.
            return Optional.of(new Failure(node, read, e));
        }
        for (int i = 0; i < Math.min(written.size(), node.outputs().size()); i++) {
            if (node.outputs().get(i) >= 0) {
                shapes[node.outputs().get(i)] = written.get(i);
            }
        }
        return Optional.empty();
    }

    /** Returns the shapes of the inputs for a batch: the first axis, where it is open, takes the batch size. */
    public static List<long[]> inputShapes(Network network, long batch) {
        return network.inputs().stream()
                .map(port -> {
                    long[] shape = port.shape();
                    if (shape.length > 0 && shape[0] == Shape.FREE) {
                        shape[0] = batch;
                    }
                    if (Arrays.stream(shape).anyMatch(axis -> axis == Shape.FREE)) {
                        throw new IllegalArgumentException("the input \"" + port.name()
                                + "\" has more than one open axis: " + Shape.text(port.shape()));
                    }
                    return shape;
                })
                .toList();
    }
}
