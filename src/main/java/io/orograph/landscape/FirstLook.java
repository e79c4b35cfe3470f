package io.orograph.landscape;

/**
 * The number of samples for a first look at a whole grid, before its evaluation with all of them. Where the data set is
 * large, the coarse lattice that comes first would take as long as all cells do with a few samples.
 */
public final class FirstLook {

    /** Enough for a standard error of a fourteenth of the samples' deviation. */
    private static final int FEWEST = 200;

    /** The share of the samples, and so of the time, that a first look takes. */
    private static final double SHARE = 0.02;

    /** A larger share would be felt. */
    private static final double LARGEST_SHARE = 0.05;

    private FirstLook() {}

    /**
     * Returns the number of samples of the first look at a data set.
     *
     * @param samples of the data set
     * @return how many of them to begin with; all, if a first look is not worth its time
     */
    public static int samples(int samples) {
        int few = (int) Math.max(FEWEST, SHARE * samples);
        return few <= LARGEST_SHARE * samples ? few : samples;
    }
}
