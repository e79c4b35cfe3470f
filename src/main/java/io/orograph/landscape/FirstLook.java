package io.orograph.landscape;

/**
 * How many samples to look at a whole grid with before it is evaluated with all of them. Where the data set is large, the
 * coarse lattice that comes first would take as long as all cells do with a few samples.
 */
public final class FirstLook {

    /** Enough for a standard error of a fourteenth of the samples' deviation. */
    private static final int FEWEST = 200;

    /** Of the samples: a first look takes this share of the time of the whole. */
    private static final double SHARE = 0.02;

    /** A larger share would be felt. */
    private static final double LARGEST_SHARE = 0.05;

    private FirstLook() {}

    /**
     * @param samples of the data set
     * @return how many of them to begin with; all, if a first look is not worth its time
     */
    public static int samples(int samples) {
        int few = (int) Math.max(FEWEST, SHARE * samples);
        return few <= LARGEST_SHARE * samples ? few : samples;
    }
}
