package io.orograph.network.blocked;

import io.orograph.network.jit.MatrixProducts;

/**
 * How filters in rows, [O, C, height, width], are read as matrices, one for each tap: right factors of products, whose columns
 * lie in panels side by side if they fill whole ones.
 *
 * @param columns how many there are, and {@code columnStep} how far apart they are in the filters
 * @param rows how many there are, and {@code rowStep} how far apart they are in the filters
 */
record TapMatrices(long taps, long columns, long columnStep, long rows, long rowStep) {

    /** Returns the matrices from the channels of the input to those of the output. */
    static TapMatrices forward(long taps, long in, long out) {
        return new TapMatrices(taps, out, in * taps, in, taps);
    }

    /** Returns the matrices from the channels of the output to those of the input. */
    static TapMatrices back(long taps, long in, long out) {
        return new TapMatrices(taps, in, taps, out, in * taps);
    }

    /** Returns where a matrix of so many rows and columns lies, and how far behind it the next. */
    static MatrixProducts.Right right(long rows, long columns) {
        long together = together(columns);
        return new MatrixProducts.Right(
                rows * columns, together, together == columns ? MatrixProducts.PANEL : rows * together);
    }

    /** Returns how many columns lie side by side before the next row. */
    private static long together(long columns) {
        return columns % MatrixProducts.PANEL == 0 ? MatrixProducts.PANEL : columns;
    }

    private long[] shape() {
        return new long[] {columns / together(columns), together(columns), rows, taps};
    }

    /** Returns the layout of the filters. */
    Layout filters() {
        return Layout.byStrides(shape(), together(columns) * columnStep, columnStep, rowStep, 1);
    }

    /** Returns the layout of the matrices, in which each lies as {@link #right} says. */
    Layout matrices() {
        return Layout.byStrides(shape(), rows * together(columns), 1, together(columns), rows * columns);
    }
}
