package io.orograph.data;

import io.orograph.file.Excerpt;
import io.orograph.network.Port;
import io.orograph.network.SampleAxes;
import io.orograph.network.Shape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sizes that data give to the open axes of a network: axes of one name have one size. */
final class AxisSizes {

    /**
     * Where an axis got its size.
     *
     * @param where the network's input and the shape of its array
     */
    private record Bound(long size, String where) {}

    private AxisSizes() {}

    /**
     * Checks that axes of one name have one size.
     *
     * @param name what to call the data in a message
     * @throws ShapeMismatchException if they have several, or one of them is that of the samples
     */
    static void check(String name, List<Inputs.Input> inputs, SampleAxes axes) {
        Map<String, Bound> sizes = new HashMap<>();
        for (int i = 0; i < inputs.size(); i++) {
            Port port = axes.inputs().get(i);
            long[] shape = inputs.get(i).values().shape();
            for (int axis = axes.counts(i) ? 1 : 0; axis < Math.min(shape.length, port.rank()); axis++) {
                String called = port.axes().get(axis);
                if (port.isOpen(axis) && !called.isEmpty()) {
                    requireFree(called, port, axes);
                    Bound bound = new Bound(shape[axis], array(port, shape));
                    Bound other = sizes.putIfAbsent(called, bound);
                    if (other != null && other.size() != bound.size()) {
                        throw new ShapeMismatchException(
                                "The axis " + Excerpt.of(called) + " of the network has one size, but "
                                        + name + " gives it two: " + other.size() + " in " + other.where() + " and "
                                        + bound.size()
                                        + " in " + bound.where() + ".");
                    }
                }
            }
        }
    }

    private static String array(Port port, long... shape) {
        return (port.name().isEmpty() ? "the inputs" : Excerpt.of(port.name())) + " " + Shape.text(shape);
    }

    private static void requireFree(String called, Port port, SampleAxes axes) {
        if (called.equals(axes.name()) && axes.inputs().size() > 1) {
            throw new ShapeMismatchException(
                    "The network's input " + port + " has as many entries of an inner axis as there are"
                            + " samples (" + Excerpt.of(called)
                            + "), as the neighbours of each node in a graph: what the network says of"
                            + " a sample depends on the others, and there is no loss of each sample to take the mean of.");
        }
    }
}
