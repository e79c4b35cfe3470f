package io.orograph.landscape;

/**
 * The coordinates of a grid along one direction: {@code count} values from {@code from} to {@code to}, both
 * included, evenly spaced.
 */
public record Axis(double from, double to, int count) {

    /**
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

    /** From -range to range. An odd count puts a value exactly on 0. */
    public static Axis symmetric(double range, int count) {
        return new Axis(-range, range, count);
    }

    /**
     * The value at an index, ((count − 1 − index)·from + index·to)/(count − 1): mirrored indices use mirrored terms, so
     * that a symmetric axis is symmetric to the bit and its middle is exactly 0. The ends are exactly the limits.
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

    /** The distance between neighbouring values. */
    public double step() {
        return (to - from) / (count - 1);
    }

    /** Where a coordinate lies in units of the index: 0 at {@code from}, count - 1 at {@code to}. */
    public double position(double value) {
        return (value - from) / step();
    }

    /** The index whose value is nearest to a coordinate, kept inside the axis. */
    public int nearest(double value) {
        return (int) Math.max(0, Math.min(count - 1, Math.round(position(value))));
    }

    /** The index of the value 0, or -1 if 0 is not one of the values. */
    public int zero() {
        int index = nearest(0);
        return value(index) == 0 ? index : -1;
    }
}
