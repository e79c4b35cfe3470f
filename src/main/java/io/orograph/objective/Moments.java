package io.orograph.objective;

/** Mean and standard error of numbers that come one by one (Welford 1962): stable where the mean is large. */
public final class Moments {

    private int count;
    private double mean;
    private double squares;

    public void add(double value) {
        count++;
        double delta = value - mean;
        mean += delta / count;
        squares += delta * (value - mean);
    }

    public int count() {
        return count;
    }

    /** NaN before the first number. */
    public double mean() {
        return count == 0 ? Double.NaN : mean;
    }

    /** Standard error of the mean, s/√n with s² = Σ(x − mean)²/(n − 1); NaN for fewer than two numbers. */
    public double standardError() {
        return count < 2 ? Double.NaN : Math.sqrt(squares / (count - 1) / count);
    }
}
