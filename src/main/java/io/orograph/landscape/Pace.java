package io.orograph.landscape;

/**
 * How far an evaluation is, by the samples that ran through the network: known long before the first cell is there where
 * there are many.
 *
 * @param seconds since it began
 * @param done samples so far
 * @param total samples of all of it
 */
public record Pace(double seconds, long done, long total) {

    /** The pace of what has not begun. */
    public static final Pace NONE = new Pace(0, 0, 0);

    /** Returns the seconds that the rest takes; NaN before the first samples. */
    public double secondsLeft() {
        return done == 0 ? Double.NaN : seconds * (total - done) / done;
    }
}
