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
