package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.Operator;
import io.orograph.network.jit.CompiledLoop;
import java.util.Arrays;
import java.util.Optional;

/**
 * A convolution by windows of 3×3 with a quarter of the multiplications: Winograd's F(4×4, 3×3), maps of tiles of 6×6 places
 * to 36 products of matrices and back ({@link WinogradMaps}). In memory the places of an image are outermost, so that a map
 * goes through all samples and channels of a place at once.
 */
record WinogradConvolution(ConvolutionProblem problem, Following following, boolean overwritesSkip)
        implements ForwardConvolution {

    /** Channels from which on the products repay the maps. */
    private static final long FEW_CHANNELS = 16;

    /** Places of all samples together from which on the products repay that the weights are brought into 36 matrices. */
    private static final long FEW_PLACES = 1000;

    /** Returns a convolution if it is faster than the library's. */
    static Optional<ForwardConvolution> of(ConvolutionProblem problem, Following following, boolean overwritesSkip) {
        return isFor(problem)
                ? Optional.of(new WinogradConvolution(problem, following, overwritesSkip))
                : Optional.empty();
    }

    /** Tells whether this is faster than the library. */
    static boolean isFor(ConvolutionProblem problem) {
        long[] y = problem.y();
        Windows windows = problem.windows();
        boolean isSquare = problem.weights().length == y.length
                && Arrays.stream(windows.kernel()).allMatch(size -> size == WinogradMaps.FILTER);
        boolean hasGaps = Arrays.stream(windows.strides()).anyMatch(step -> step > 1)
                || Arrays.stream(windows.dilations()).anyMatch(step -> step > 1);
        boolean areWhole = problem.x()[1] % CompiledLoop.FLOATS == 0 && y[1] % CompiledLoop.FLOATS == 0;
        return OneDnn.runsMachineCode()
                && isSquare
                && !hasGaps
                && areWhole
                && Math.min(problem.x()[1], y[1]) >= FEW_CHANNELS
                && Math.min(y[2], y[3]) >= WinogradMaps.STEP
                && y[0] * y[2] * y[3] >= FEW_PLACES;
    }

    @Override
    public Layout x() {
        return Layout.byPlaces(problem.x());
    }

    @Override
    public Operator packing() {
        return new WinogradWeights(problem.y()[1], problem.x()[1]);
    }

    @Override
    public Layout y() {
        return Layout.byPlaces(problem.y());
    }

    @Override
    public Kernel forward(Binding binding) {
        return WinogradPass.of(
                binding,
                WinogradTiles.forward(problem),
                binding.input(input(0)),
                binding.input(input(1)),
                Ending.of(binding, following),
                binding.output(0));
    }
}
