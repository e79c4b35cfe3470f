package io.orograph.ui.evaluation;

/**
 * The pace of looks at a running evaluation: often while the window keeps up, seldom where a picture takes long to
 * paint, so that showing how far it is never takes up most of the window's time. Times are in milliseconds.
 */
final class SnapshotPace {

    /** Between two snapshots, at least. */
    static final double SHORTEST = 400;

    /** A picture that holds the window up for some time is followed by this many times as long without one. */
    static final double REST = 5;

    /** The longest rest: a computer that was asleep is not busy painting. */
    static final double LONGEST = 3000;

    private final double period;
    private double lastLook = Double.NaN;
    private double lastSnapshot = Double.NEGATIVE_INFINITY;
    private double late;

    /**
     * Makes a pace that begins at once.
     *
     * @param period between two calls of {@link #look}, if nothing holds the window up
     */
    SnapshotPace(double period) {
        this.period = period;
    }

    /** Begins anew for a new evaluation: its first snapshot is due at once. */
    void reset() {
        lastLook = Double.NaN;
        lastSnapshot = Double.NEGATIVE_INFINITY;
        late = 0;
    }

    /**
     * Tells that the window has come to look, and whether a snapshot is due. What the look is late by is what the last
     * snapshot, and all else since, held the window up for.
     */
    boolean look(double now) {
        if (!Double.isNaN(lastLook)) {
            late += Math.max(0, now - lastLook - period);
        }
        lastLook = now;
        return now - lastSnapshot >= Math.min(LONGEST, Math.max(SHORTEST, REST * late));
    }

    /** Tells that a snapshot has been asked for. */
    void taken(double now) {
        lastSnapshot = now;
        late = 0;
    }
}
