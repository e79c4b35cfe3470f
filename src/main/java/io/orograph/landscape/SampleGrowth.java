package io.orograph.landscape;

/**
 * The search for the number of samples that a landscape of a wanted precision needs, found by evaluating with few and
 * then with as many as the standard error calls for: it falls with the square root of their number. A pilot costs
 * little of what it saves.
 */
public final class SampleGrowth {

    /** Samples of the pilot: enough for a standard error within a tenth of its value. */
    public static final int FIRST = 200;

    /** More than the standard error calls for, for it is an estimate too and the range shrinks a little. */
    private static final double MARGIN = 1.1;

    private final double wanted;

    /**
     * Makes the search for a wanted precision.
     *
     * @param wanted the largest {@link Landscape#relativeStandardError} to accept, above 0
     */
    public SampleGrowth(double wanted) {
        this.wanted = wanted;
    }

    /** Tells whether a landscape is as precise as wanted; one that was cancelled is as good as it gets. */
    public boolean isEnough(Landscape landscape) {
        return !landscape.isComplete() || landscape.relativeStandardError() <= wanted;
    }

    /**
     * Returns the number of samples for the next landscape.
     *
     * @param samples of a landscape that is not precise enough
     * @return samples for the next, at least twice as many; the largest int if only all will do
     */
    public int next(Landscape landscape, int samples) {
        double ratio = landscape.relativeStandardError() / wanted;
        double needed = Math.max(2.0 * samples, Math.ceil(MARGIN * samples * ratio * ratio));
        return needed < Integer.MAX_VALUE ? (int) needed : Integer.MAX_VALUE;
    }
}
