package io.orograph.objective;

/**
 * The loss ℓᵢ of each sample at one point of weight space; L is their mean.
 *
 * @param losses in the order of the samples; not copied
 */
public record SampleLosses(double[] losses) {

    /** The losses of no samples, where they are not known. */
    public static final SampleLosses NONE = new SampleLosses(new double[0]);

    /** Tells whether they are not known. */
    public boolean isEmpty() {
        return losses.length == 0;
    }

    /** Returns L; NaN where they are not known. */
    public double mean() {
        return Moments.of(losses).mean();
    }

    /** Returns ℓᵢ; NaN or infinite if the network gives that. */
    public double loss(int sample) {
        return losses[sample];
    }
}
