package io.orograph.objective;

/**
 * The distance of a network's outputs from their targets, sample by sample. The loss of a data set is the mean over its
 * samples; of a sample with several outputs (a regression to a vector, a map of classes) the mean over them. Where targets
 * are left out or weighted, a sample's sum is divided by the mean weight of a sample, not by its own: the mean over the
 * samples is then that over all that counts, Σwℓ/Σw, as PyTorch's losses have it.
 */
public interface Loss {

    /** Returns the name on the command line and in exports. */
    String name();

    /** Returns the name of the quantity, as on an axis. */
    String title();

    /** Tells whether the targets are class indices; else they are numbers, as many a sample as outputs. */
    boolean hasClassTargets();

    /** Tells whether it compares with targets at all. */
    default boolean readsTargets() {
        return true;
    }

    /**
     * Returns the ONNX name of the operator whose effect the loss takes care of itself: a network that ends in it is read
     * below it, where no precision is lost yet. Empty if the outputs are always taken as they are.
     */
    default String finalOperator() {
        return "";
    }

    /** Returns the same loss of outputs of another kind; itself where it does not matter to it what they are. */
    default Loss of(OutputKind outputs) {
        return this;
    }

    /**
     * Returns how much a target counts in the mean over a sample's positions: 0 for one that is left out.
     *
     * @param target as {@link #loss} gets it
     */
    default double weight(double target) {
        return 1;
    }

    /** Tells whether a sample is right or wrong, so that there is an accuracy. */
    boolean hasAccuracy();

    /**
     * Returns the loss of one sample.
     *
     * @param outputs the network's outputs of a tile of samples, row-major
     * @param from where the sample's outputs begin
     * @param layout how they lie
     * @param targets the targets of the data set; those of the sample begin at {@code target}
     */
    double loss(double[] outputs, int from, OutputLayout layout, double[] targets, int target);

    /** Returns the share of the sample's outputs that are right, 0 to 1; NaN without {@link #hasAccuracy}. */
    double accuracy(double[] outputs, int from, OutputLayout layout, double[] targets, int target);

    /** Writes ∂loss/∂output of one sample to {@code gradient}, in the place that its outputs have. */
    void gradient(double[] outputs, int from, OutputLayout layout, double[] targets, int target, double[] gradient);

    /**
     * Returns the least mean loss of a guess that is the same for all samples, such as the share of each class or the mean
     * target: what a network that has learnt nothing of its inputs may have. NaN where it is not known.
     *
     * @param targets of all samples
     */
    default double constantGuess(double[] targets, OutputLayout layout) {
        return Double.NaN;
    }
}
