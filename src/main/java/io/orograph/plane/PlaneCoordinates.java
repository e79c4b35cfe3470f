package io.orograph.plane;

import io.orograph.math.Vectors;

/**
 * The point of a plane nearest to a weight vector θ, with δ = θ − θ₀.
 *
 * @param alpha α of the least-squares solution of α·d₁ + β·d₂ ≈ δ, by the 2 × 2 Gram system: right for directions of
 *     any length and angle
 * @param beta β of it
 * @param residual ‖δ − αd₁ − βd₂‖/‖δ‖: 0 in the plane, 1 orthogonal to it; 0 at θ₀ itself
 */
public record PlaneCoordinates(double alpha, double beta, double residual) {

    /** The squared sine of the angle between the directions below which they count as parallel. */
    private static final double LEAST_SINE_SQUARE = 1e-24;

    /**
     * Projects a vector onto a plane. Parallel directions, or one that is zero, leave a line: then β is 0 (or α, if
     * d₁ is zero).
     *
     * @param theta in the plane's layout
     * @throws IllegalArgumentException if its length is another
     */
    public static PlaneCoordinates of(Plane plane, double[] theta) {
        if (theta.length != plane.layout().size()) {
            throw new IllegalArgumentException(
                    theta.length + " weights for a plane of " + plane.layout().size());
        }
        double[] rest = Vectors.difference(theta, plane.origin());
        double distance = Vectors.norm(rest);
        double alpha = 0;
        double beta = 0;
        // Solved again for what is left: the second solution is what rounding took from the first.
        for (int pass = 0; pass < 2; pass++) {
            double[] step = solve(plane, rest);
            alpha += step[0];
            beta += step[1];
            for (int i = 0; i < rest.length; i++) {
                rest[i] -= step[0] * plane.first()[i] + step[1] * plane.second()[i];
            }
        }
        return new PlaneCoordinates(alpha, beta, distance == 0 ? 0 : Vectors.norm(rest) / distance);
    }

    private static double[] solve(Plane plane, double[] delta) {
        double g11 = Vectors.dot(plane.first(), plane.first());
        double g12 = Vectors.dot(plane.first(), plane.second());
        double g22 = Vectors.dot(plane.second(), plane.second());
        double b1 = Vectors.dot(plane.first(), delta);
        double b2 = Vectors.dot(plane.second(), delta);
        double determinant = g11 * g22 - g12 * g12;
        if (determinant > LEAST_SINE_SQUARE * g11 * g22) {
            return new double[] {(b1 * g22 - b2 * g12) / determinant, (b2 * g11 - b1 * g12) / determinant};
        }
        return g11 > 0 ? new double[] {b1 / g11, 0} : new double[] {0, g22 > 0 ? b2 / g22 : 0};
    }
}
