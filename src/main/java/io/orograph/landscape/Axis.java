package io.orograph.landscape;

/**
 * The coordinates of a grid along one direction: {@code count} values from {@code from} to {@code to}, both
 * included, evenly spaced.
 */
public record Axis(double from, double to, int count) {

    /**
     * Checks the limits and the count.
     *
     * @throws IllegalArgumentException if the limits are not finite and ascending, or there are fewer than 2 values
     */
    public Axis {
        if (!Double.isFinite(from) || !Double.isFinite(to) || from >= to) {
            throw new IllegalArgumentException(
                    "a range must go from a smaller to a larger number, not from " + from + " to " + to);
        }
        if (count < 2) {
            throw new IllegalArgumentException("an axis needs at least 2 values, not " + count);
        }
    }

    /** Makes an axis from -range to range. An odd count puts a value exactly on 0. */
    public static Axis symmetric(double range, int count) {
        return new Axis(-range, range, count);
    }

    /**
     * Makes an axis that reaches over some coordinates and 0 with a margin on each side, and has a value exactly on 0.
     *
     * @param low the smallest coordinate
     * @param high the largest
     * @param margin share of their distance that is added at each end; the ends may lie off by a step
     * @throws IllegalArgumentException if a coordinate is not finite, they and 0 are all the same, or there are fewer
     *     than 3 values
     */
    public static Axis over(double low, double high, double margin, int count) {
        double from = Math.min(0, low);
        double length = Math.max(0, high) - from;
        if (count < 3 || !(length > 0 && length <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("an axis of " + count + " values over " + low + " to " + high);
        }
        // A step of 24 bits: its multiples, and theirs in value(), are exact, so that they meet at 0.
        double step = Math.nextUp((float) (length * (1 + 2 * margin) / (count - 1)));
        long before = Math.min(count - 2, Math.max(1, Math.round((length * margin - from) / step)));
        return new Axis(-before * step, (count - 1 - before) * step, count);
    }

    /**
     * Returns the value at an index, ((count − 1 − index)·from + index·to)/(count − 1): mirrored indices use mirrored
     * terms, so that a symmetric axis is symmetric to the bit and its middle is exactly 0. The ends are exactly the
     * limits.
     */
    public double value(int index) {
        int last = count - 1;
        if (index == 0 || index == last) {
            return index == 0 ? from : to;
        }
        return ((last - index) * from + index * to) / last;
    }

    public double[] values() {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(i);
        }
        return values;
    }

    /** Returns the distance between neighbouring values. */
    public double step() {
        return (to - from) / (count - 1);
    }

    /** Returns where a coordinate lies in units of the index: 0 at {@code from}, count - 1 at {@code to}. */
    public double position(double value) {
        return (value - from) / step();
    }

    /** Returns the index whose value is nearest to a coordinate, kept inside the axis. */
    public int nearest(double value) {
        return (int) Math.max(0, Math.min(count - 1, Math.round(position(value))));
    }

    /** Returns the index of the value 0, or -1 if 0 is not one of the values. */
    public int zero() {
        int index = nearest(0);
        return value(index) == 0 ? index : -1;
    }
}
