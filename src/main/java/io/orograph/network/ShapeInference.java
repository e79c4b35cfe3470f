package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the shape of every value of a network for given input shapes. */
public final class ShapeInference {

    private ShapeInference() {}

    /**
     * Shapes by value index; null where nothing that is read depends on the value.
     *
     * @param inputs one shape an input of the network, without open axes
     * @throws IllegalArgumentException if an operator cannot take the shapes it gets; the message names the node
     */
    public static long[][] infer(Network network, List<long[]> inputs) {
        long[][] shapes = new long[network.values().size()][];
        for (int i = 0; i < network.inputs().size(); i++) {
            Network.Port port = network.inputs().get(i);
            check(port, inputs.get(i));
            shapes[network.values().indexOf(port.name())] = inputs.get(i).clone();
        }
        for (Parameter parameter : network.layout().parameters()) {
            shapes[network.values().indexOf(parameter.name())] = parameter.shape();
        }
        for (Network.Constant constant : network.constants()) {
            shapes[constant.value()] = constant.tensor().shape();
        }
        for (Network.Node node : network.nodes()) {
            inferNode(network, node, shapes);
        }
        return shapes;
    }

    private static void check(Network.Port port, long[] given) {
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

    private static void inferNode(Network network, Network.Node node, long[][] shapes) {
        List<long[]> read = new ArrayList<>();
        for (int input : node.inputs()) {
            read.add(input < 0 ? null : shapes[input]);
        }
        List<long[]> written;
        try {
            written = node.operator().outputShapes(read);
        } catch (IllegalArgumentException | IndexOutOfBoundsException | ArithmeticException | NullPointerException e) {
            String what = e instanceof IllegalArgumentException ? e.getMessage() : "it cannot take these inputs";
            String inputs = String.join(
                    ", ",
                    read.stream().map(s -> s == null ? "none" : Shape.text(s)).toList());
            throw new IllegalArgumentException(
                    node.type() + " node \"" + node.label(network) + "\": " + what + " (inputs " + inputs + ")", e);
        }
        for (int i = 0; i < Math.min(written.size(), node.outputs().size()); i++) {
            if (node.outputs().get(i) >= 0) {
                Shape.size(written.get(i));
                shapes[node.outputs().get(i)] = written.get(i);
            }
        }
    }

    /** The shapes of the inputs for a batch: the first axis, where it is open, takes the batch size. */
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
