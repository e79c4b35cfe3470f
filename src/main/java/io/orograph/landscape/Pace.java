package io.orograph.landscape;

/**
 * How far an evaluation is, by the samples that ran through the network: known long before the first cell is there where
 * there are many.
 *
 * @param seconds in which the samples were measured: not those at the beginning, while plans are made and kernels loaded
 * @param measured samples in that time
 * @param done samples in all so far
 * @param total samples of all of it
 */
public record Pace(double seconds, long measured, long done, long total) {

    /** The pace of what has not begun. */
    public static final Pace NONE = new Pace(0, 0, 0, 0);

    /** Returns the same with more to do. */
    public Pace with(long more) {
        return new Pace(seconds, measured, done, total + more);
    }

    /** Returns the seconds that all of it takes at this pace; NaN while that cannot be known. */
    public double secondsInAll() {
        return measured == 0 ? Double.NaN : seconds * total / measured;
    }

    /** Returns the seconds that the rest takes; NaN while that cannot be known. */
    public double secondsLeft() {
        return measured == 0 ? Double.NaN : seconds * (total - done) / measured;
    }
}
