package io.orograph.objective;

/**
 * What is found of each sample at one point of weight space. Several threads may write it, each those of its own samples.
 *
 * @param losses in the order of the samples
 * @param accuracies the shares of their outputs that are right; NaN for a loss without any
 */
record SampleAnswers(double[] losses, double[] accuracies) {

    SampleAnswers(int samples) {
        this(new double[samples], new double[samples]);
    }
}
