package io.orograph.objective;

/**
 * How far a network's outputs are from their targets, sample by sample. The loss of a data set is the mean over its
 * samples; of a sample with several outputs (a regression to a vector, a map of classes) the mean over them.
 */
public interface Loss {

    /** The name on the command line and in exports. */
    String name();

    /** The name on an axis. */
    String title();

    /** Whether the targets are class indices; else they are numbers, as many a sample as outputs. */
    boolean hasClassTargets();

    /** Whether a sample is right or wrong, so that there is an accuracy. */
    boolean hasAccuracy();

    /**
     * The loss of one sample.
     *
     * @param outputs the network's outputs of a tile of samples, row-major
     * @param from where the sample's outputs begin
     * @param layout how they lie
     * @param targets the targets of the data set; those of the sample begin at {@code target}
     */
    double loss(double[] outputs, int from, OutputLayout layout, double[] targets, int target);

    /** The share of the sample's outputs that are right, 0 to 1; NaN without {@link #hasAccuracy}. */
    double accuracy(double[] outputs, int from, OutputLayout layout, double[] targets, int target);

    /** Writes ∂loss/∂output of one sample to {@code gradient}, in the place that its outputs have. */
    void gradient(double[] outputs, int from, OutputLayout layout, double[] targets, int target, double[] gradient);

    /**
     * How the outputs of a sample lie: [channels, positions]. A classifier has one position; a map of classes has
     * one a pixel, as PyTorch lays it out. For a loss without classes only the product counts.
     */
    record OutputLayout(int channels, int positions) {

        public int size() {
            return channels * positions;
        }
    }
}
