package io.orograph.network;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An input or output of a network.
 *
 * @param shape one entry an axis, {@link Shape#FREE} where the file leaves the size open
 * @param axes the names of the axes in the file, empty for those without one: open axes of one name have one size
 * @param whole whether it takes or gives whole numbers, such as those of tokens and classes
 */
public record Port(String name, long[] shape, List<String> axes, boolean whole) {

    /** Checks that each axis has a name, if an empty one. */
    public Port {
        shape = shape.clone();
        axes = List.copyOf(axes);
        if (axes.size() != shape.length) {
            throw new IllegalArgumentException(axes.size() + " names for " + shape.length + " axes");
        }
    }

    /** Makes a port of real numbers whose axes have no names. */
    public Port(String name, long... shape) {
        this(name, shape, IntStream.range(0, shape.length).mapToObj(axis -> "").toList(), false);
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    public int rank() {
        return shape.length;
    }

    /** Tells whether the file leaves the size of an axis open. */
    public boolean isOpen(int axis) {
        return axis < shape.length && shape[axis] == Shape.FREE;
    }

    /** Returns the same port under another name. */
    public Port named(String other) {
        return new Port(other, shape, axes, whole);
    }

    /** Returns the shape as people write it, open axes by their own names: {@code [batch, seq, 28]}. */
    public String text() {
        return IntStream.range(0, shape.length)
                .mapToObj(axis -> !isOpen(axis)
                        ? Long.toString(shape[axis])
                        : axes.get(axis).isEmpty() ? axis == 0 ? "batch" : "any" : axes.get(axis))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Port that
                && name.equals(that.name)
                && Arrays.equals(shape, that.shape)
                && axes.equals(that.axes)
                && whole == that.whole;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, Arrays.hashCode(shape), axes, whole);
    }

    @Override
    public String toString() {
        return name + " " + text();
    }
}
