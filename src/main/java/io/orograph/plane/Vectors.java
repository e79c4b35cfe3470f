package io.orograph.plane;

/** Arithmetic on weight vectors. */
final class Vectors {

    private Vectors() {}

    /** ⟨a, b⟩. */
    static double dot(double[] a, double[] b) {
        return dot(a, b, a.length);
    }

    /** The same over the first {@code size} entries. */
    private static double dot(double[] a, double[] b, int size) {
        return io.orograph.curvature.Vectors.dot(a, b, size);
    }

    /** The same over the entries from one to the one before another. */
    static double dot(double[] a, double[] b, int from, int to) {
        return io.orograph.curvature.Vectors.dot(a, b, from, to);
    }

    static double norm(double[] v) {
        return norm(v, v.length);
    }

    /** Of the first {@code size} entries. */
    static double norm(double[] v, int size) {
        return Math.sqrt(dot(v, v, size));
    }

    /** a − b, a new vector. */
    static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = a[i] - b[i];
        }
        return difference;
    }

    /** v ← v/‖v‖; a zero vector stays so. */
    static void normalize(double[] v) {
        double norm = norm(v);
        if (norm > 0) {
            divide(v, norm);
        }
    }

    /** v ← v/divisor. */
    static void divide(double[] v, double divisor) {
        for (int i = 0; i < v.length; i++) {
            v[i] /= divisor;
        }
    }

    /** v ← v − (⟨v, u⟩/⟨u, u⟩)·u, twice: the second time removes what rounding left of the first. */
    static void orthogonalize(double[] v, double[] u) {
        orthogonalize(v, u, v.length);
    }

    /** The same with products over the first {@code size} entries; the others come along. */
    static void orthogonalize(double[] v, double[] u, int size) {
        double square = dot(u, u, size);
        for (int pass = 0; pass < 2 && square > 0; pass++) {
            double share = dot(v, u, size) / square;
            for (int i = 0; i < v.length; i++) {
                v[i] -= share * u[i];
            }
        }
    }

    /** v ← −v if its entry of largest magnitude, the first of equals, is negative: the sign of a direction is free. */
    static void turnLargestPositive(double[] v) {
        int largest = 0;
        for (int i = 0; i < v.length; i++) {
            largest = Math.abs(v[i]) > Math.abs(v[largest]) ? i : largest;
        }
        if (v.length > 0 && v[largest] < 0) {
            for (int i = 0; i < v.length; i++) {
                v[i] = -v[i];
            }
        }
    }
}
