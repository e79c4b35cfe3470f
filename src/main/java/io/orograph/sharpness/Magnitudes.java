package io.orograph.sharpness;

/** |θ|, the unit in which a weight moves relative to itself. */
final class Magnitudes {

    private Magnitudes() {}

    static double[] of(double[] theta) {
        double[] magnitudes = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            magnitudes[i] = Math.abs(theta[i]);
        }
        return magnitudes;
    }

    /** Returns a clause that says how many weights do not move; empty if all do. */
    static String note(double[] magnitudes) {
        int zeros = 0;
        for (double magnitude : magnitudes) {
            zeros += magnitude == 0 ? 1 : 0;
        }
        return zeros == 0 ? "" : String.format(java.util.Locale.ROOT, "; %,d weights are zero and do not move", zeros);
    }
}
