package io.orograph.math;

/** How sure an interval is, one choice for the whole program: 95 %. */
public final class Confidence {

    /** An interval of so many standard deviations on either side holds 95 % of a normal distribution. */
    public static final double SIGMAS = 1.96;

    private static final double OUTSIDE = 0.05;

    /** Of more samples the quantile is that of the normal distribution to six digits. */
    private static final long MANY = 1_000_000;

    private Confidence() {}

    /**
     * Returns how many standard errors on either side of a mean of samples hold 95 %, where the error itself is found from
     * these samples: Student's t with n − 1 degrees of freedom, 12.7 for two samples and 1.96 for many.
     *
     * @param samples n; a single one says nothing, and the interval is infinite
     */
    public static double errors(long samples) {
        return samples < 2 ? Double.POSITIVE_INFINITY : StudentT.quantile(OUTSIDE, Math.min(samples, MANY) - 1.0);
    }
}
