package io.orograph.curvature;

/** A symmetric matrix that is known only by its products with vectors. */
public interface SymmetricOperator {

    /** The number of rows and columns. */
    int size();

    /**
     * The product with a vector.
     *
     * @param v of {@link #size} numbers; not written to
     * @return a new array
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    double[] apply(double[] v);
}
