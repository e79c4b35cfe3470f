package io.orograph.math;

import org.apache.commons.math3.distribution.TDistribution;

/** Student's t distribution: how far a mean of few numbers may be off. */
public final class StudentT {

    private StudentT() {}

    /** Returns the probability of a value as far from 0 as t, on either side. */
    public static double twoSided(double t, double freedom) {
        return 2 * atMost(-Math.abs(t), freedom);
    }

    /** Returns the probability of a value of t or less. */
    public static double atMost(double t, double freedom) {
        return Double.isInfinite(t) ? (t < 0 ? 0 : 1) : of(freedom).cumulativeProbability(t);
    }

    /** Returns the t beyond which, on either side, a share of the distribution lies. */
    public static double quantile(double share, double freedom) {
        return of(freedom).inverseCumulativeProbability(1 - share / 2);
    }

    /** Without the generator of samples that the class would seed. */
    private static TDistribution of(double freedom) {
        return new TDistribution(null, freedom);
    }
}
