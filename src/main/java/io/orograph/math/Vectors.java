package io.orograph.math;

import java.util.random.RandomGenerator;

/** Arithmetic on vectors of weight space, in double precision. */
public final class Vectors {

    private Vectors() {}

    /** Returns ⟨a, b⟩, in four sums side by side: one alone would wait for each addition before the next. */
    public static double dot(double[] a, double[] b) {
        return dot(a, b, 0, a.length);
    }

    /** Returns Σaᵢbᵢ over the first {@code size} entries. */
    public static double dot(double[] a, double[] b, int size) {
        return dot(a, b, 0, size);
    }

    /** Returns Σaᵢbᵢ over from ≤ i &lt; to. */
    public static double dot(double[] a, double[] b, int from, int to) {
        double sum0 = 0;
        double sum1 = 0;
        double sum2 = 0;
        double sum3 = 0;
        int i = from;
        for (; i + 3 < to; i += 4) {
            sum0 += a[i] * b[i];
            sum1 += a[i + 1] * b[i + 1];
            sum2 += a[i + 2] * b[i + 2];
            sum3 += a[i + 3] * b[i + 3];
        }
        for (; i < to; i++) {
            sum0 += a[i] * b[i];
        }
        return sum0 + sum1 + (sum2 + sum3);
    }

    /** Returns ‖a‖. */
    public static double norm(double[] a) {
        return norm(a, a.length);
    }

    /** Returns the norm of the first {@code size} entries. */
    public static double norm(double[] a, int size) {
        return Math.sqrt(dot(a, a, size));
    }

    /** Adds in place: target ← target + factor·other. */
    public static void add(double[] target, double factor, double[] other) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * other[i];
        }
    }

    /** Multiplies in place: target ← factor·target. */
    public static void scale(double[] target, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] *= factor;
        }
    }

    /** Divides in place: target ← target/divisor, each entry rounded once, as the product with 1/divisor is not. */
    public static void divide(double[] target, double divisor) {
        for (int i = 0; i < target.length; i++) {
            target[i] /= divisor;
        }
    }

    /** Returns a + factor·b, a new vector. */
    public static double[] sum(double[] a, double factor, double[] b) {
        double[] sum = a.clone();
        add(sum, factor, b);
        return sum;
    }

    /** Returns a − b, a new vector. */
    public static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    /** Scales to length 1 in place: v ← v/‖v‖; a zero vector stays so. */
    public static void normalize(double[] v) {
        double norm = norm(v);
        if (norm > 0) {
            divide(v, norm);
        }
    }

    /** Removes the part along u: v ← v − (⟨v, u⟩/⟨u, u⟩)·u, twice: the second time takes what rounding left. */
    public static void orthogonalize(double[] v, double[] u) {
        orthogonalize(v, u, v.length);
    }

    /** Removes the part along u by products over the first {@code size} entries; the others come along. */
    public static void orthogonalize(double[] v, double[] u, int size) {
        double square = dot(u, u, size);
        for (int pass = 0; pass < 2 && square > 0; pass++) {
            double share = dot(v, u, size) / square;
            for (int i = 0; i < v.length; i++) {
                v[i] -= share * u[i];
            }
        }
    }

    /**
     * Fixes the sign of a direction that has none: v ← −v if its entry of largest magnitude, the first of equals, is
     * negative. The one rule for all directions of the program whose sign is free: eigenvectors and principal components.
     */
    public static void turnLargestPositive(double[] v) {
        int largest = 0;
        for (int i = 0; i < v.length; i++) {
            largest = Math.abs(v[i]) > Math.abs(v[largest]) ? i : largest;
        }
        if (v.length > 0 && v[largest] < 0) {
            scale(v, -1);
        }
    }

    /** Returns entries of N(0, 1). */
    public static double[] gaussian(RandomGenerator random, int size) {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) {
            v[i] = random.nextGaussian();
        }
        return v;
    }

    /** Returns entries of +1 and −1, each with probability ½. */
    public static double[] rademacher(RandomGenerator random, int size) {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) {
            v[i] = random.nextBoolean() ? 1 : -1;
        }
        return v;
    }

    /** Tells whether no entry is NaN or infinite. */
    public static boolean isFinite(double[] v) {
        for (double x : v) {
            if (!Double.isFinite(x)) {
                return false;
            }
        }
        return true;
    }
}
