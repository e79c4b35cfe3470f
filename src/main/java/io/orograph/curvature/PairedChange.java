package io.orograph.curvature;

import io.orograph.math.Confidence;
import io.orograph.objective.Moments;

/**
 * How a loss changes from one point to another, from the changes of each sample's own loss.
 *
 * @param mean of the changes
 * @param standardError of the mean, sd/√n; NaN for a single sample
 */
record PairedChange(double mean, double standardError) {

    /** Below so many samples a standard deviation says little, and rounding takes its place. */
    static final int FEWEST = 30;

    /** Returns the change from one point to the other. */
    static PairedChange of(double[] there, double[] here) {
        Moments changes = new Moments();
        for (int i = 0; i < here.length; i++) {
            changes.add(there[i] - here[i]);
        }
        return new PairedChange(changes.mean(), changes.standardError());
    }

    /** Returns half the second difference, in which what is linear in the step cancels sample by sample. */
    static PairedChange even(double[] ahead, double[] behind, double[] here) {
        Moments changes = new Moments();
        for (int i = 0; i < here.length; i++) {
            changes.add((ahead[i] - here[i] + (behind[i] - here[i])) / 2);
        }
        return new PairedChange(changes.mean(), changes.standardError());
    }

    /**
     * Tells whether the change is beyond its 95 % interval over the samples, and rounding; what is not a number is seen.
     *
     * @param samples n
     */
    boolean isSeen(int samples, double rounding) {
        double error = samples < FEWEST ? 0 : Confidence.errors(samples) * standardError;
        return !(Math.abs(mean) <= error + rounding);
    }
}
