package io.orograph.network;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Where the elements of an array lie among those of another one in memory, if they lie at regular steps: element (i, j, …) is
 * number offset + i·strides[0] + j·strides[1] + … there. What only puts elements in another order or picks some of them gives such
 * a view of its input, and a chain of such operators one of the input of the first.
 *
 * @param offset the number of the first element
 * @param shape of the array
 * @param strides how many numbers further the next element along each axis lies; 0 along one that repeats the same elements
 */
public record StridedView(long offset, long[] shape, long[] strides) {

    /** Returns the view of an array as it lies: row-major, without gaps. */
    public static StridedView of(long... shape) {
        long[] strides = new long[shape.length];
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            strides[i] = stride;
            stride *= shape[i];
        }
        return new StridedView(0, shape.clone(), strides);
    }

    /** Returns the number of axes. */
    public int rank() {
        return shape.length;
    }

    /**
     * Returns the same elements in the same order under another shape; empty if they then lie at no regular steps any more, as
     * where axes become one that do not follow each other in memory, or if there are none.
     *
     * @param target of as many elements
     */
    public Optional<StridedView> reshaped(long... target) {
        long[] steps = new long[target.length];
        int axis = shape.length;
        long left = 1;
        long stride = 1;
        for (int i = target.length - 1; i >= 0; i--) {
            if (target[i] > 1 && left == 1) {
                axis = axisBefore(axis);
                if (axis < 0) {
                    return Optional.empty();
                }
                stride = strides[axis];
                int first = firstOfRun(axis);
                left = Shape.size(Arrays.copyOfRange(shape, first, axis + 1));
                axis = first;
            }
            if (target[i] == 0 || left % target[i] != 0) {
                return Optional.empty();
            }
            steps[i] = stride;
            stride *= target[i];
            left /= target[i];
        }
        return Optional.of(new StridedView(offset, target.clone(), steps));
    }

    /** Returns the last axis before another one that has not just one entry; -1 if there is none. */
    private int axisBefore(int axis) {
        int before = axis - 1;
        while (before >= 0 && shape[before] == 1) {
            before--;
        }
        return before;
    }

    /** Returns the first of the axes up to one that follow each other in memory, so that they are as good as one. */
    private int firstOfRun(int last) {
        int first = last;
        int before = axisBefore(first);
        while (before >= 0 && strides[before] == strides[first] * shape[first]) {
            first = before;
            before = axisBefore(first);
        }
        return first;
    }

    /**
     * Returns the view with its axes in another order.
     *
     * @param order for each axis of the result the axis that it was
     */
    public StridedView permuted(int... order) {
        return new StridedView(
                offset,
                Arrays.stream(order).mapToLong(axis -> shape[axis]).toArray(),
                Arrays.stream(order).mapToLong(axis -> strides[axis]).toArray());
    }

    /** Returns the view with its last two axes, those of matrices, in the other order. */
    public StridedView transposed() {
        int[] order = IntStream.range(0, rank()).toArray();
        order[rank() - 1] = rank() - 2;
        order[rank() - 2] = rank() - 1;
        return permuted(order);
    }

    private StridedView cut(int axis, long first, long step, long count) {
        long[] sizes = shape.clone();
        long[] steps = strides.clone();
        sizes[axis] = count;
        steps[axis] *= step;
        return new StridedView(offset + first * strides[axis], sizes, steps);
    }

    /** Returns the entries at some indices of an axis; empty if there are none, or not at one step, or such an index is not. */
    public Optional<StridedView> along(int axis, long... indices) {
        if (indices.length == 0) {
            return Optional.empty();
        }
        long first = indices[0];
        long step = indices.length > 1 ? indices[1] - first : 1;
        boolean isRegular = IntStream.range(0, indices.length)
                .allMatch(i -> indices[i] == first + i * step && indices[i] >= 0 && indices[i] < shape[axis]);
        return isRegular ? Optional.of(cut(axis, first, step, indices.length)) : Optional.empty();
    }

    /** Returns the entry at an index of an axis, which is then no axis any more. */
    public StridedView at(int axis, long index) {
        int[] others = IntStream.range(0, rank()).filter(i -> i != axis).toArray();
        return cut(axis, index, 1, 1).permuted(others);
    }

    /** Returns the view with axes of one entry repeated, and more axes in front, as arithmetic on arrays of two shapes does. */
    public StridedView stretched(long... target) {
        long[] steps = new long[target.length];
        int added = target.length - rank();
        Arrays.setAll(steps, i -> i < added || shape[i - added] == 1 && target[i] > 1 ? 0 : strides[i - added]);
        return new StridedView(offset, target.clone(), steps);
    }

    /** Returns where each of the arrays begins that the last axes make, in the order of the axes before them. */
    public long[] begins(int lastAxes) {
        int leading = rank() - lastAxes;
        long[] begins = {offset};
        for (int axis = 0; axis < leading; axis++) {
            int size = Math.toIntExact(shape[axis]);
            long[] before = begins;
            long stride = strides[axis];
            begins = new long[before.length * size];
            Arrays.setAll(begins, i -> before[i / size] + i % size * stride);
        }
        return begins;
    }
}
