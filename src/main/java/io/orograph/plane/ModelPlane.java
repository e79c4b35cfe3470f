package io.orograph.plane;

import io.orograph.network.ParameterLayout;

/** Planes that are laid through given weights. */
public final class ModelPlane {

    /** Twice the largest relative error of a rounded float32: three vectors are rounded, and the errors seldom add up. */
    private static final double FLOAT32 = 0x1p-23;

    private ModelPlane() {}

    /**
     * The plane through three models, with A as its origin and orthonormal directions (Garipov et al. 2018, section 5):
     * d₁ along B − A, d₂ along what of C − A is orthogonal to it. So A lies at (0, 0), B at (‖B − A‖, 0), and distances
     * in the plane are distances in weight space.
     *
     * @throws IllegalArgumentException if the three lie on one line, as far as the float32 of most files can tell: what
     *     of C − A is orthogonal to B − A is then no more than the rounding of the weights
     */
    public static Plane through(ParameterLayout layout, double[] a, double[] b, double[] c) {
        double[] first = Vectors.difference(b, a);
        double[] second = Vectors.difference(c, a);
        double away = Vectors.norm(second);
        double rounding = FLOAT32 * Math.max(Vectors.norm(a), Math.max(Vectors.norm(b), Vectors.norm(c)));
        Vectors.orthogonalize(second, first);
        if (!(Vectors.norm(first) > 0) || !(Vectors.norm(second) > Math.max(1e-12 * away, rounding))) {
            throw new IllegalArgumentException("the three models lie on one line in weight space, or two are the same");
        }
        Vectors.normalize(first);
        Vectors.normalize(second);
        return new Plane(layout, a, first, second);
    }
}
