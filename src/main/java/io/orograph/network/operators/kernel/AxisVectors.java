package io.orograph.network.operators.kernel;

import io.orograph.network.Shape;
import java.util.Arrays;

/**
 * The lines of a row-major array along one of its axes.
 *
 * @param count how many there are
 * @param size the elements of each
 * @param step how far apart neighbours on a line are
 */
public record AxisVectors(int count, int size, int step) {

    /**
     * @param axis may be counted from the back
     */
    public static AxisVectors along(long axis, long[] shape) {
        int along = Shape.axis(axis, shape.length);
        int after = Shape.size(Arrays.copyOfRange(shape, along + 1, shape.length));
        return new AxisVectors(Shape.size(Arrays.copyOf(shape, along)) * after, (int) shape[along], after);
    }

    /** Index of a line's first element. */
    public int begin(int line) {
        return line / step * size * step + line % step;
    }
}
