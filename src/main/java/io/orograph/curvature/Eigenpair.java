package io.orograph.curvature;

/**
 * An approximate eigenvalue and eigenvector of a symmetric operator.
 *
 * @param value λ
 * @param vector v, ‖v‖ = 1, its largest entry in absolute value positive
 * @param residual ‖Hv − λv‖: an eigenvalue of H lies within this distance of λ
 */
public record Eigenpair(double value, double[] vector, double residual) {

    /** Of an approximate eigenvector of length 1: λ = vᵀHv, which is nearer to an eigenvalue than v to its vector. */
    static Eigenpair of(SymmetricOperator operator, double[] vector) {
        double[] rest = operator.apply(vector);
        double value = Vectors.dot(vector, rest);
        Vectors.add(rest, -value, vector);
        return new Eigenpair(value, signed(vector), Vectors.norm(rest));
    }

    private static double[] signed(double[] vector) {
        double largest = 0;
        for (double x : vector) {
            largest = Math.abs(x) > Math.abs(largest) ? x : largest;
        }
        if (largest < 0) {
            Vectors.scale(vector, -1);
        }
        return vector;
    }
}
