package io.orograph.objective;

/**
 * Mean and standard error of numbers, stable where the mean is large: of some that come one by one (Welford 1962), or of all at
 * once in two passes, which has no division for each of them. The mean is that of IEEE arithmetic whatever the order: infinite if
 * there is an infinity of one sign only, else NaN if there is one that is not finite; the standard error is NaN then.
 */
public final class Moments {

    private int count;
    private double mean;
    private double squares;

    /**
     * Returns the moments of numbers that are all there, by the corrected two-pass algorithm (Chan, Golub and LeVeque 1983). From
     * the first number on, so that the spread of equal ones is 0.
     */
    public static Moments of(double... values) {
        Moments moments = new Moments();
        int n = values.length;
        double sum = 0;
        for (double value : values) {
            sum += value - values[0];
        }
        double near = n == 0 ? Double.NaN : values[0] + sum / n;
        double rest = 0;
        double squares = 0;
        for (double value : values) {
            double delta = value - near;
            rest += delta;
            squares += delta * delta;
        }
        if (Double.isInfinite(squares) || Double.isNaN(squares)) {
            for (double value : values) {
                moments.add(value);
            }
            return moments;
        }
        moments.count = n;
        moments.mean = near + rest / n;
        moments.squares = Math.max(0, squares - rest * rest / n);
        return moments;
    }

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
