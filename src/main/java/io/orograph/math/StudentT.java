package io.orograph.math;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** Student's t distribution: how far a mean of few numbers may be off. */
public final class StudentT {

    /** Each doubles the digits that are right: two or more in the beginning. */
    private static final int NEWTON_STEPS = 3;

    private StudentT() {}

    /** Returns the probability of a value as far from 0 as t, on either side. */
    public static double twoSided(double t, double freedom) {
        return 2 * atMost(-Math.abs(t), freedom);
    }

    /** Returns the probability of a value of t or less. */
    public static double atMost(double t, double freedom) {
        return Double.isInfinite(t) ? (t < 0 ? 0 : 1) : of(freedom).cumulativeProbability(t);
    }

    /**
     * Returns the t beyond which, on either side, a share of the distribution lies. With many degrees of freedom by Newton's
     * method from the normal distribution's quantile, corrected by powers of 1/freedom (Abramowitz and Stegun 26.7.5): the library
     * takes some thirty values of the distribution for one, which are a twentieth of a second in a program that has just begun.
     */
    public static double quantile(double share, double freedom) {
        double probability = 1 - share / 2;
        double z = new NormalDistribution(null, 0, 1).inverseCumulativeProbability(probability);
        if (!(z * z < freedom / 4)) {
            return of(freedom).inverseCumulativeProbability(probability);
        }
        TDistribution distribution = of(freedom);
        double t = fromNormal(z, freedom);
        for (int step = 0; step < NEWTON_STEPS; step++) {
            t -= (distribution.cumulativeProbability(t) - probability) / distribution.density(t);
        }
        return t;
    }

    /** Returns the first terms of a quantile in powers of 1/freedom, from the normal distribution's quantile z. */
    private static double fromNormal(double z, double freedom) {
        double square = z * z;
        double first = z * (square + 1) / 4;
        double second = z * (5 * square * square + 16 * square + 3) / 96;
        return z + first / freedom + second / (freedom * freedom);
    }

    /** Without the generator of samples that the class would seed. */
    private static TDistribution of(double freedom) {
        return new TDistribution(null, freedom);
    }
}
