package io.orograph.math;

/** How sure an interval is, one choice for the whole program. */
public final class Confidence {

    /** An interval of so many standard deviations on either side holds 95 % of a normal distribution. */
    public static final double SIGMAS = 1.96;

    private Confidence() {}
}
