package io.orograph.plane;

/** Arithmetic on weight vectors. */
final class Vectors {

    private Vectors() {}

    /** ⟨a, b⟩, in four sums that run side by side: one alone would wait for each of its own additions. */
    static double dot(double[] a, double[] b) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < a.length; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < a.length; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    static double norm(double[] v) {
        return Math.sqrt(dot(v, v));
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
            for (int i = 0; i < v.length; i++) {
                v[i] /= norm;
            }
        }
    }

    /** v ← v − (⟨v, u⟩/⟨u, u⟩)·u, twice: the second time removes what rounding left of the first. */
    static void orthogonalize(double[] v, double[] u) {
        double square = dot(u, u);
        for (int pass = 0; pass < 2 && square > 0; pass++) {
            double share = dot(v, u) / square;
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
