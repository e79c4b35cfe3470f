package io.orograph.curvature;

import java.util.random.RandomGenerator;

/** Arithmetic on vectors of weight space, in double precision. */
public final class Vectors {

    private Vectors() {}

    /** ⟨a, b⟩, in four sums side by side: one alone would wait for each addition before the next. */
    public static double dot(double[] a, double[] b) {
        return dot(a, b, 0, a.length);
    }

    /** The same over the first {@code size} entries. */
    public static double dot(double[] a, double[] b, int size) {
        return dot(a, b, 0, size);
    }

    /** The same over the entries from one to the one before another. */
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

    /** ‖a‖. */
    public static double norm(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** target ← target + factor·other. */
    public static void add(double[] target, double factor, double[] other) {
        for (int i = 0; i < target.length; i++) {
            target[i] += factor * other[i];
        }
    }

    /** target ← factor·target. */
    public static void scale(double[] target, double factor) {
        for (int i = 0; i < target.length; i++) {
            target[i] *= factor;
        }
    }

    /** a + factor·b, as a new array. */
    public static double[] sum(double[] a, double factor, double[] b) {
        double[] sum = a.clone();
        add(sum, factor, b);
        return sum;
    }

    /** Entries of N(0, 1). */
    public static double[] gaussian(RandomGenerator random, int size) {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) {
            v[i] = random.nextGaussian();
        }
        return v;
    }

    /** Entries of +1 and −1, each with probability ½. */
    public static double[] rademacher(RandomGenerator random, int size) {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) {
            v[i] = random.nextBoolean() ? 1 : -1;
        }
        return v;
    }

    /** Whether no entry is NaN or infinite. */
    public static boolean isFinite(double[] v) {
        for (double x : v) {
            if (!Double.isFinite(x)) {
                return false;
            }
        }
        return true;
    }
}
