package io.orograph.network;

import io.orograph.file.Excerpt;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Arithmetic on tensor shapes: {@code long[]} with one entry an axis, {@link #FREE} where the size is open. */
public final class Shape {

    /** An axis whose size is chosen when the network runs, as the batch axis usually is. */
    public static final long FREE = -1;

    private static final int LONGEST_NAME = 40;

    private Shape() {}

    /**
     * Returns the number of elements.
     *
     * @throws IllegalArgumentException if an axis is negative or the product of those that are not 0 does not fit an
     *     {@code int}: an array of that size could not be held, and whether an empty one could must not depend on the
     *     order of its axes
     */
    public static int size(long... shape) {
        long size = 1;
        boolean empty = false;
        for (long axis : shape) {
            if (axis < 0) {
                throw new IllegalArgumentException("the shape " + text(shape) + " has an open axis");
            }
            if (axis > 0 && size > Integer.MAX_VALUE / axis) {
                throw new IllegalArgumentException(
                        "the shape " + text(shape) + " has more elements than an array holds");
            }
            empty |= axis == 0;
            size *= Math.max(axis, 1);
        }
        return empty ? 0 : (int) size;
    }

    /**
     * Returns the number of elements in one entry along the first axis: the product of all axes but the first; 1 for a
     * scalar.
     */
    public static int sizePerEntry(long... shape) {
        return shape.length == 0 ? 1 : size(Arrays.copyOfRange(shape, 1, shape.length));
    }

    /** Returns the axis counted from the front, for one that may be counted from the back ({@code -1} the last). */
    public static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException("axis " + axis + " of a tensor with " + rank + " axes");
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /**
     * Returns the shape that two shapes broadcast to: aligned at the last axis, an axis of 1 stretches.
     *
     * @throws IllegalArgumentException if two axes differ and neither is 1
     */
    public static long[] broadcast(long[] a, long[] b) {
        long[] result = new long[Math.max(a.length, b.length)];
        for (int i = 1; i <= result.length; i++) {
            long x = i <= a.length ? a[a.length - i] : 1;
            long y = i <= b.length ? b[b.length - i] : 1;
            if (x != y && x != 1 && y != 1) {
                throw new IllegalArgumentException("the shapes " + text(a) + " and " + text(b) + " do not broadcast");
            }
            result[result.length - i] = x == 1 ? y : x;
        }
        return result;
    }

    /**
     * Returns the shape as people write it, an open axis by its name: {@code [batch, time, 28]}. The first axis is the batch
     * where it has none.
     *
     * @param axes one entry an axis, empty for one without a name
     * @param other what stands for another axis without a name
     */
    public static String text(long[] shape, List<String> axes, String other) {
        return IntStream.range(0, shape.length)
                .mapToObj(axis -> shape[axis] != FREE
                        ? Long.toString(shape[axis])
                        : axes.get(axis).isEmpty()
                                ? axis == 0 ? "batch" : other
                                : Excerpt.of(axes.get(axis), LONGEST_NAME))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** Returns the shape as people write it: {@code [batch, 1, 28, 28]}. */
    public static String text(long... shape) {
        return Arrays.stream(shape)
                .mapToObj(axis -> axis == FREE ? "batch" : Long.toString(axis))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
