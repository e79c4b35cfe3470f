package io.orograph.network.operators.attention;

import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.FlatArray;

/**
 * Where the numbers of a head lie in an array of several: [batch, heads, steps, size], or [batch, steps, heads·size].
 *
 * @param size numbers of a step of a head
 * @param joined whether the heads of a step lie side by side
 */
record HeadLayout(int heads, int steps, int size, boolean joined) {

    /**
     * Returns the layout of an array of three or four axes.
     *
     * @param heads how many there are if there are three axes
     * @throws IllegalArgumentException if the heads do not divide the last axis
     */
    static HeadLayout of(long[] shape, long heads) {
        if (shape.length == 4) {
            return new HeadLayout((int) shape[1], (int) shape[2], (int) shape[3], false);
        }
        if (shape.length != 3 || heads < 1 || shape[2] % heads != 0) {
            throw new IllegalArgumentException("an array of shape " + Shape.text(shape) + " with " + heads
                    + " heads; it needs the axes batch, heads, steps, size, or batch, steps, heads·size");
        }
        return new HeadLayout((int) heads, (int) shape[1], (int) (shape[2] / heads), true);
    }

    /** Returns the shape of an array laid out like this one, with another size of a step. */
    long[] shape(long batch, long otherSize) {
        return joined ? new long[] {batch, steps, heads * otherSize} : new long[] {batch, heads, steps, otherSize};
    }

    /** Returns the place of a step's first number. */
    int at(int batch, int head, int step) {
        return (joined ? (batch * steps + step) * heads + head : (batch * heads + head) * steps + step) * size;
    }

    /** Reads a head's steps into the rows of a matrix, from some row on. */
    void read(FlatArray x, int batch, int head, double[] to, int firstRow) {
        double[] row = new double[size];
        for (int step = 0; step < steps; step++) {
            x.read(at(batch, head, step), row, size);
            System.arraycopy(row, 0, to, (firstRow + step) * size, size);
        }
    }

    /** Writes the rows of a matrix, from some row on, as a head's steps. */
    void write(double[] from, int firstRow, FlatArray x, int batch, int head) {
        double[] row = new double[size];
        for (int step = 0; step < steps; step++) {
            System.arraycopy(from, (firstRow + step) * size, row, 0, size);
            x.write(row, at(batch, head, step), size);
        }
    }

    /** Adds the rows of a matrix, from some row on, to a head's steps. */
    void add(double[] from, int firstRow, double[] sums, int batch, int head) {
        for (int step = 0; step < steps; step++) {
            int at = at(batch, head, step);
            int source = (firstRow + step) * size;
            for (int i = 0; i < size; i++) {
                sums[at + i] += from[source + i];
            }
        }
    }
}
