package io.orograph.plane;

import io.orograph.math.Vectors;

/** What all pairs of principal components become before they are directions of a plane. */
final class PrincipalPair {

    private PrincipalPair() {}

    /** Makes two components unit vectors, orthogonal to rounding, each with its largest entry positive, in place. */
    static void finish(double[] first, double[] second) {
        Vectors.normalize(first);
        Vectors.orthogonalize(second, first);
        Vectors.normalize(second);
        Vectors.turnLargestPositive(first);
        Vectors.turnLargestPositive(second);
    }
}
