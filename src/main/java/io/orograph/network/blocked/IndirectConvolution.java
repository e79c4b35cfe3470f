package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.Operator;
import io.orograph.network.Shape;
import io.orograph.network.blocked.PlacedSums.Matrices;
import io.orograph.network.jit.IndirectProducts;
import java.util.Arrays;
import java.util.Optional;

/**
 * A convolution as a sum of products of matrices for each place of the output, of all samples at the places that a window meets
 * and the weights of its taps ({@link IndirectProducts}). In memory the places of an image are outermost. Any number of channels,
 * any steps and gaps of the windows will do, and what is padding costs nothing. A dense layer is one of images of one place.
 *
 * @param isTransposed whether the weights are in rows; else, of a dense layer, their rows and columns are the other way round
 */
record IndirectConvolution(
        ConvolutionProblem problem, Following following, boolean overwritesSkip, boolean isTransposed)
        implements ForwardConvolution {

    /** Floats of weights up to which it is repaid that they are brought into panels at each point. */
    private static final long MOST_WEIGHTS = 1 << 20;

    /** Samples from which on the products repay that the weights are read for each place. */
    static final long FEW_SAMPLES = 12;

    /** Channels from which on the sums repay that each tap is looked up. */
    private static final long FEW_CHANNELS = 6;

    /** Bytes of the second cache of a core that the places of a group or the weights may take. */
    private static final long ROOM = 1 << 17;

    /**
     * Returns a convolution if it is faster than the library's.
     *
     * @param there how x lies in memory: a convolution of one place, which is as fast by the library, is done where x is
     */
    static Optional<ForwardConvolution> of(
            ConvolutionProblem problem, Following following, boolean overwritesSkip, Layout there) {
        boolean isForX = !isOnePlace(problem.windows()) || there.isSame(Layout.byPlaces(problem.x()));
        return isForX && isFor(problem)
                ? Optional.of(new IndirectConvolution(problem, following, overwritesSkip, true))
                : Optional.empty();
    }

    /** Tells whether a convolution of images of one place is faster so than as a product. */
    static boolean isForDense(ConvolutionProblem problem) {
        return isFor(problem) && Shape.size(problem.weights()) <= MOST_WEIGHTS;
    }

    private static boolean isFor(ConvolutionProblem problem) {
        return OneDnn.runsMachineCode()
                && problem.weights().length == problem.y().length
                && problem.y()[0] >= FEW_SAMPLES
                && problem.x()[1] >= FEW_CHANNELS;
    }

    private static boolean isOnePlace(Windows windows) {
        return Arrays.stream(windows.kernel()).allMatch(size -> size == 1)
                && Arrays.stream(windows.strides()).allMatch(step -> step == 1);
    }

    @Override
    public Layout x() {
        return Layout.byPlaces(problem.x());
    }

    @Override
    public Operator packing() {
        long[] weights = problem.weights();
        Layout there = isTransposed ? Layout.rows(weights) : Layout.byStrides(weights, 1, weights[0], 1, 1);
        return Reorder.into(there, Layout.inPanels(weights));
    }

    @Override
    public Layout y() {
        return Layout.byPlaces(problem.y());
    }

    @Override
    public Kernel forward(Binding binding) {
        return sums(problem)
                .bind(
                        binding,
                        binding.input(input(0)),
                        binding.input(input(1)),
                        Ending.of(binding, following),
                        binding.output(0));
    }

    /** Returns the sums that are a convolution of images by places. */
    static PlacedSums sums(ConvolutionProblem problem) {
        Windows windows = problem.windows();
        return new PlacedSums(
                Matrices.of(Layout.byPlaces(problem.x()), windows.taps()),
                (int) problem.y()[1],
                windows.count(),
                placesTogether(problem),
                place -> windows.met(place, problem.x()[2], problem.x()[3]));
    }

    /**
     * Returns how many places of the output are made together, for each panel of weights: those that read what stays in the second
     * cache, or more where the weights do not stay there.
     */
    static long placesTogether(ConvolutionProblem problem) {
        long strides = problem.windows().strides()[0] * problem.windows().strides()[1];
        long ofPlace = problem.x()[0] * problem.x()[1] * strides * Float.BYTES;
        long weights = problem.windows().taps() * problem.x()[1] * problem.y()[1] * Float.BYTES;
        return Math.max(1, Math.max(ROOM, weights > ROOM ? weights : 0) / ofPlace);
    }
}
