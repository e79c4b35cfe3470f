package io.orograph.objective;

/**
 * The layout of the outputs of a sample, [outer, channels, inner], whose channels are the classes, and how much of them
 * counts. A classifier has one position; a map of classes has one a pixel, behind the channels as PyTorch lays it out
 * (outer = 1) or before them (inner = 1), as sequences of tokens do. For a loss without classes only the product counts.
 *
 * @param weight the mean over the samples of the sum of their positions' weights, by which a sample's loss is divided
 * @param counted the mean over the samples of how many positions count, by which its accuracy is divided
 */
public record OutputLayout(int outer, int channels, int inner, double weight, double counted) {

    /** Makes the layout of outputs that all count the same. */
    public OutputLayout(int outer, int channels, int inner) {
        this(outer, channels, inner, (double) outer * inner, (double) outer * inner);
    }

    /** Makes the layout of a map of classes whose channels come first. */
    public OutputLayout(int channels, int positions) {
        this(1, channels, positions);
    }

    public int positions() {
        return outer * inner;
    }

    public int size() {
        return outer * channels * inner;
    }

    /** Returns where the first channel of a position lies; the others follow at steps of {@link #inner}. */
    public int first(int position) {
        return outer == 1 ? position : position / inner * channels * inner + position % inner;
    }

    /** Returns the same layout where not all positions count the same. */
    OutputLayout counting(double meanWeight, double meanCount) {
        return new OutputLayout(outer, channels, inner, meanWeight, meanCount);
    }
}
