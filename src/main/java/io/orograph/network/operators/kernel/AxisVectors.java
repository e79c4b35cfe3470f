package io.orograph.network.operators.kernel;

import io.orograph.network.Shape;
import java.util.Arrays;

/**
 * The vectors that a row-major array consists of along one of its axes, as NumPy's {@code apply_along_axis} goes through
 * them.
 *
 * @param count how many there are
 * @param size the elements of each
 * @param step how far apart neighbours of a vector are
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

    /** Returns the index of a vector's first element. */
    public int begin(int vector) {
        return vector / step * size * step + vector % step;
    }
}
