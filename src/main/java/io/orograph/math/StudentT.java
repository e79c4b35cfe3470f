package io.orograph.math;

/**
 * Student's t distribution, by the continued fraction of the incomplete beta function (Press et al., Numerical Recipes,
 * §6.4), exact to about 10⁻¹².
 */
public final class StudentT {

    private static final double TINY = 1e-300;
    private static final double CONVERGED = 1e-15;
    private static final int MOST_TERMS = 10_000;
    private static final int HALVINGS = 200;

    private StudentT() {}

    /** Returns the probability of a value as far from 0 as t, on either side. */
    public static double twoSided(double t, double freedom) {
        return Double.isInfinite(t) ? 0 : beta(freedom / 2, 0.5, freedom / (freedom + t * t));
    }

    /** Returns the t beyond which, on either side, a share of the distribution lies. */
    public static double quantile(double share, double freedom) {
        double low = 0;
        double high = 1;
        while (twoSided(high, freedom) > share) {
            high *= 2;
        }
        for (int i = 0; i < HALVINGS && high - low > CONVERGED * high; i++) {
            double middle = (low + high) / 2;
            if (twoSided(middle, freedom) > share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return (low + high) / 2;
    }

    /** Returns the regularised incomplete beta function Iₓ(a, b). */
    private static double beta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, 1 - x) / b;
    }

    /** The continued fraction, by Lentz's method. */
    private static double fraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m < MOST_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < CONVERGED) {
                break;
            }
        }
        return value;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series, from 15 up by the recurrence. */
    private static double logGamma(double x) {
        double shift = 0;
        double z = x;
        while (z < 15) {
            shift += Math.log(z);
            z++;
        }
        double inverse = 1 / (z * z);
        double series = (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse / 1680))) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
    }
}
