package io.orograph.plane;

import io.orograph.math.Vectors;
import io.orograph.network.ParameterLayout;

/** Planes that are laid through given weights. */
public final class ModelPlane {

    /** Twice the largest relative error of a rounded float32: three vectors are rounded, and the errors seldom add up. */
    private static final double FLOAT32 = 0x1p-23;

    private ModelPlane() {}

    /**
     * Returns the plane through three models, with A as its origin and orthonormal directions (Garipov et al. 2018,
     * section 5): d₁ along B − A, d₂ along what of C − A is orthogonal to it. So A lies at (0, 0), B at (‖B − A‖, 0),
     * and distances in the plane are distances in weight space.
     *
     * @param layout of θ, or of θ with what follows it
     * @param weights how many numbers θ has: running statistics of batch normalisations that follow them change over
     *     the plane as they must to be each model's own at its place, but do not count in lengths and angles
     * @throws IllegalArgumentException if the three lie on one line, as far as the float32 of most files can tell: what
     *     of C − A is orthogonal to B − A is then no more than the rounding of the weights
     */
    public static Plane through(ParameterLayout layout, int weights, double[] a, double[] b, double[] c) {
        double[] first = Vectors.difference(b, a);
        double[] second = Vectors.difference(c, a);
        double away = Vectors.norm(second, weights);
        double rounding = FLOAT32
                * Math.max(Vectors.norm(a, weights), Math.max(Vectors.norm(b, weights), Vectors.norm(c, weights)));
        Vectors.orthogonalize(second, first, weights);
        double width = Vectors.norm(first, weights);
        double height = Vectors.norm(second, weights);
        if (!(width > 0) || !(height > Math.max(1e-12 * away, rounding))) {
            throw new IllegalArgumentException("the three models lie on one line in weight space, or two are the same");
        }
        Vectors.divide(first, width);
        Vectors.divide(second, height);
        return new Plane(layout, a, first, second);
    }
}
