package io.orograph.curvature;

import java.util.function.Supplier;

/** A symmetric matrix that is known only by its products with vectors. */
public interface SymmetricOperator {

    /** Returns the number of rows and columns. */
    int size();

    /**
     * Returns the product with a vector.
     *
     * @param v of {@link #size} numbers; not written to
     * @return a new array
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    double[] apply(double[] v);

    /**
     * Returns the matrix at half the price, where a product may now and then be wrong: for who checks what comes of it
     * against {@link #apply}.
     */
    default SymmetricOperator quick() {
        return this;
    }

    /**
     * Returns numbers that are computed from products, or those that were kept of the same computation.
     *
     * @param table what they are
     * @param row which of several such computations
     * @param computed computes them
     */
    default double[] part(String table, int row, Supplier<double[]> computed) {
        return computed.get();
    }

    /**
     * Returns a vector that is likely to lie near the eigenvectors of the eigenvalues that are largest in absolute
     * value, of any length; null where none is known. Not to be written to.
     */
    default double[] lead() {
        return null;
    }
}
