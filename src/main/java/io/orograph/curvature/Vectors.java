package io.orograph.curvature;

import java.util.Random;

/** Arithmetic on vectors of weight space, summed in double precision from the first entry to the last. */
public final class Vectors {

    private Vectors() {}

    /** ⟨a, b⟩. */
    public static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
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
    public static double[] gaussian(Random random, int size) {
        double[] v = new double[size];
        for (int i = 0; i < size; i++) {
            v[i] = random.nextGaussian();
        }
        return v;
    }

    /** Entries of +1 and −1, each with probability ½. */
    public static double[] rademacher(Random random, int size) {
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
