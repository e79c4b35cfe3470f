package io.orograph.curvature;

import io.orograph.math.Vectors;

/**
 * An approximate eigenvalue and eigenvector of a symmetric operator.
 *
 * @param value λ
 * @param vector v, ‖v‖ = 1, its largest entry in absolute value positive
 * @param residual ‖Hv − λv‖: an eigenvalue of H lies within this distance of λ
 */
public record Eigenpair(double value, double[] vector, double residual) {

    /** The cosine from which two vectors of length 1 are one, found twice: those of different pairs are orthogonal. */
    private static final double SAME = 0.5;

    /** Tells whether its vector is another of length 1, up to sign and to how exactly both are known. */
    boolean isAlong(double[] other) {
        return Math.abs(Vectors.dot(vector, other)) >= SAME;
    }

    /**
     * Makes the pair of an approximate eigenvector of length 1: λ = vᵀHv, which is nearer to an eigenvalue than v to its
     * vector.
     *
     * @param vector gets the sign of {@link Vectors#turnLargestPositive}, and is kept
     */
    static Eigenpair of(SymmetricOperator operator, double[] vector) {
        double[] rest = operator.apply(vector);
        double value = Vectors.dot(vector, rest);
        Vectors.add(rest, -value, vector);
        Vectors.turnLargestPositive(vector);
        return new Eigenpair(value, vector, Vectors.norm(rest));
    }
}
