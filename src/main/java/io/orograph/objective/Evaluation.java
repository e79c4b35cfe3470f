package io.orograph.objective;

/**
 * The loss and the accuracy of a network on a data set at one point of weight space.
 *
 * @param loss mean loss over the samples; NaN or infinite if the network gives that
 * @param standardError standard error of that mean, s/√n with the samples' standard deviation s; NaN for one sample
 * @param differenceError standard error of L(θ) − L(θ′) for a point θ′ of reference, over the same samples: s/√n with the
 *     standard deviation s of ℓᵢ(θ) − ℓᵢ(θ′); NaN where there is no reference, and for one sample
 * @param accuracy share of samples classified rightly, 0 to 1; NaN where the loss has no such thing
 * @param samples n
 */
public record Evaluation(double loss, double standardError, double differenceError, double accuracy, int samples) {

    /** Makes an evaluation without a point of reference. */
    public Evaluation(double loss, double standardError, double accuracy, int samples) {
        this(loss, standardError, Double.NaN, accuracy, samples);
    }
}
