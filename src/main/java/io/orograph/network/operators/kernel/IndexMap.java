package io.orograph.network.operators.kernel;

import io.orograph.network.Shape;
import java.util.Arrays;

/** Flat positions in row-major arrays: for each element of one array the element of another that belongs to it. */
public final class IndexMap {

    /** Stands for no element. */
    public static final int NONE = -1;

    private IndexMap() {}

    /** How far apart neighbours along each axis lie. */
    public static int[] strides(long... shape) {
        int[] strides = new int[shape.length];
        int step = 1;
        for (int axis = shape.length - 1; axis >= 0; axis--) {
            strides[axis] = step;
            step *= (int) shape[axis];
        }
        return strides;
    }

    /**
     * For each element of an array that {@code from} broadcasts to, the element of {@code from}.
     *
     * @param from a shape
     * @param to a shape with the same axes at its end, sizes of 1 stretched
     */
    public static int[] broadcast(long[] from, long[] to) {
        int[] own = strides(from);
        int[] steps = new int[to.length];
        for (int i = 1; i <= from.length; i++) {
            steps[to.length - i] = from[from.length - i] == 1 ? 0 : own[from.length - i];
        }
        return strided(to, steps);
    }

    /**
     * For each element of an array the sum of its indices times the steps.
     *
     * @param shape of the array
     * @param steps one an axis
     */
    public static int[] strided(long[] shape, int[] steps) {
        int[][] positions = new int[shape.length][];
        for (int axis = 0; axis < shape.length; axis++) {
            int step = steps[axis];
            positions[axis] = new int[(int) shape[axis]];
            Arrays.setAll(positions[axis], i -> i * step);
        }
        return sums(shape, positions);
    }

    /**
     * For each element of an array the element of another whose index along each axis is given by that axis alone.
     *
     * @param from shape of the other array
     * @param indices for each axis the other's index at each of this one's indices, or {@link #NONE}
     */
    public static int[] separable(long[] from, int[][] indices) {
        int[] steps = strides(from);
        long[] shape = Arrays.stream(indices).mapToLong(axis -> axis.length).toArray();
        int[][] positions = new int[indices.length][];
        for (int axis = 0; axis < indices.length; axis++) {
            int step = steps[axis];
            positions[axis] = Arrays.stream(indices[axis])
                    .map(i -> i < 0 ? NONE : i * step)
                    .toArray();
        }
        return sums(shape, positions);
    }

    /** All sums of one entry an axis; {@link #NONE} where any is. */
    private static int[] sums(long[] shape, int[][] positions) {
        int[] sums = {0};
        Shape.size(shape);
        for (int[] axis : positions) {
            int[] next = new int[sums.length * axis.length];
            int at = 0;
            for (int sum : sums) {
                for (int position : axis) {
                    next[at++] = sum < 0 || position < 0 ? NONE : sum + position;
                }
            }
            sums = next;
        }
        return sums;
    }
}
