package io.orograph.math;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/**
 * How well two rankings of the same things agree: Kendall's τ-b (Kendall 1945), (C − D)/√((n₀ − n₁)(n₀ − n₂)) with C pairs
 * ranked alike, D ranked otherwise, n₀ pairs in all, and n₁ and n₂ pairs that are tied in the one and in the other.
 */
public final class RankCorrelation {

    private RankCorrelation() {}

    /**
     * Returns τ-b, −1 to 1.
     *
     * @param x finite numbers
     * @param y as many
     * @return NaN where all of one are tied, or there are fewer than two
     */
    public static double kendall(double[] x, double[] y) {
        return x.length < 2 ? Double.NaN : new KendallsCorrelation().correlation(x, y);
    }

    /**
     * Returns C − D, the pairs ranked alike less those ranked otherwise.
     *
     * @param x finite numbers
     * @param y as many
     */
    public static long concordance(double[] x, double[] y) {
        long sum = 0;
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < i; j++) {
                sum += (long) (Math.signum(x[i] - x[j]) * Math.signum(y[i] - y[j]));
            }
        }
        return sum;
    }
}
