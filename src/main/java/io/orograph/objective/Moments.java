package io.orograph.objective;

/**
 * Mean and standard error of numbers that come one by one (Welford 1962): stable where the mean is large. The mean is
 * that of IEEE arithmetic whatever the order: infinite if there is an infinity of one sign only, else NaN if there is
 * one that is not finite; the standard error is NaN then.
 */
public final class Moments {

    private int count;
    private double mean;
    private double squares;

    public void add(double value) {
        count++;
        double delta = value - mean;
        // From an infinite mean there is no difference to a value: ∞ − ∞ would make it NaN.
        mean = Double.isInfinite(mean) ? mean + value : mean + delta / count;
        squares += delta * (value - mean);
    }

    public int count() {
        return count;
    }

    /** Returns the mean; NaN before the first number. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Returns the standard error of the mean, s/√n with s² = Σ(x − mean)²/(n − 1); NaN for fewer than two numbers. */
    public double standardError() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
    }
}
