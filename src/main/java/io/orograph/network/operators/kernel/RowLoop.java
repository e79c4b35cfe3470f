package io.orograph.network.operators.kernel;

import java.util.Optional;

/** A step of a {@link RowPass} over rows in single precision, as a loop over Java arrays like {@link FloatLoop}. */
@FunctionalInterface
public interface RowLoop {

    /**
     * @param x the arguments, row after row; null for one left out
     * @param y takes the results, none of the arguments: row after row, or one number a row
     * @param rows how many rows there are
     * @param length of each row
     */
    void run(float[][] x, float[] y, int rows, int length);

    /** Returns what a compiled loop does in its place at each element, with the same results; empty if there is nothing. */
    default Optional<ValuesFunction> compiled() {
        return Optional.empty();
    }
}
