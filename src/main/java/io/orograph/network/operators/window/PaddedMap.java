package io.orograph.network.operators.window;

import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.IndexMap;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * A map with its padding and what windows overhang, in which every window is whole.
 *
 * @param first for each stop the first place of its window
 * @param taps where the places of a window lie from its first one on
 * @param rows where the rows of the map begin
 * @param width of these
 * @param size how many places there are
 */
public record PaddedMap(int[] first, int[] taps, int[] rows, int width, int size) {

    public static PaddedMap of(Window.Axis... axes) {
        long[] padded = along(axes, axis -> Math.max(axis.padded(), axis.begin() + axis.in()));
        int[] strides = IndexMap.strides(padded);
        int begin = 0;
        for (int i = 0; i < axes.length; i++) {
            begin += (int) axes[i].begin() * strides[i];
        }
        long[] lines = along(axes, Window.Axis::in);
        lines[lines.length - 1] = 1;
        return new PaddedMap(
                places(along(axes, Window.Axis::out), along(axes, Window.Axis::stride), strides, 0),
                places(along(axes, Window.Axis::kernel), along(axes, Window.Axis::dilation), strides, 0),
                places(lines, along(axes, axis -> 1), strides, begin),
                (int) axes[axes.length - 1].in(),
                Shape.size(padded));
    }

    private static long[] along(Window.Axis[] axes, ToLongFunction<Window.Axis> number) {
        return Arrays.stream(axes).mapToLong(number).toArray();
    }

    /** Returns the places of a grid of steps along the axes, row-major. */
    private static int[] places(long[] counts, long[] steps, int[] strides, int begin) {
        int[] places = new int[Shape.size(counts)];
        for (int i = 0; i < places.length; i++) {
            int rest = i;
            places[i] = begin;
            for (int axis = counts.length - 1; axis >= 0; axis--) {
                places[i] += (int) (rest % counts[axis] * steps[axis]) * strides[axis];
                rest /= (int) counts[axis];
            }
        }
        return places;
    }

    /** Copies a map, which begins at a place of an array, into the middle of a padded one. */
    public void put(double[] map, int from, double[] padded) {
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(map, from + row * width, padded, rows[row], width);
        }
    }

    /** Copies the middle of a padded map: the reverse of {@link #put}. */
    public void take(double[] padded, double[] map, int to) {
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(padded, rows[row], map, to + row * width, width);
        }
    }
}
