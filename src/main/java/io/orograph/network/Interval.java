package io.orograph.network;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * All numbers from one to another, both of which may be infinite: what a value of a network is known to lie in whatever
 * data and weights are.
 *
 * @param low the least
 * @param high the greatest
 */
public record Interval(double low, double high) {

    /** Every number. */
    public static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

    /** What probabilities lie in. */
    public static final Interval UNIT = new Interval(0, 1);

    /** What logarithms of probabilities lie in. */
    public static final Interval NOT_POSITIVE = new Interval(Double.NEGATIVE_INFINITY, 0);

    /** Takes the interval for all numbers where a bound is not known. */
    public Interval {
        if (Double.isNaN(low) || Double.isNaN(high)) {
            low = Double.NEGATIVE_INFINITY;
            high = Double.POSITIVE_INFINITY;
        }
    }

    /** Returns the least interval that holds some numbers. */
    static Interval around(double... numbers) {
        // A NaN among them makes both NaN.
        return new Interval(
                DoubleStream.of(numbers).reduce(Double.POSITIVE_INFINITY, Math::min),
                DoubleStream.of(numbers).reduce(Double.NEGATIVE_INFINITY, Math::max));
    }

    /** Tells whether another holds all of it. */
    public boolean isWithin(Interval other) {
        return low >= other.low && high <= other.high;
    }

    /** Returns the least interval that holds several. */
    static Interval hull(Interval... several) {
        return around(Arrays.stream(several)
                .flatMapToDouble(one -> DoubleStream.of(one.low, one.high))
                .toArray());
    }

    Interval plus(Interval other) {
        return new Interval(low + other.low, high + other.high);
    }

    Interval negative() {
        return new Interval(-high, -low);
    }

    Interval times(Interval other) {
        return around(low * other.low, low * other.high, high * other.low, high * other.high);
    }

    /** Returns what the quotients lie in; all numbers where the divisor may be 0 or change its sign. */
    Interval over(Interval divisor) {
        if (divisor.low <= 0 && divisor.high >= 0) {
            return ALL;
        }
        return times(new Interval(1 / divisor.high, 1 / divisor.low));
    }
}
