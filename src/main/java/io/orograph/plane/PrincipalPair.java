package io.orograph.plane;

import io.orograph.math.Vectors;

/** The last step from a pair of principal components to the directions of a plane, common to all such pairs. */
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
