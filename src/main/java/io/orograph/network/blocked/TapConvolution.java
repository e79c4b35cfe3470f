package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.BlasProduct;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.NativeCopy;
import io.orograph.network.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A convolution of small images as a sum of products of matrices, one or more for each tap of the window (kn2row: Vasudevan,
 * Anderson and Gregg 2017, arXiv 1704.04428): the samples of a tile are the rows of one factor, the weights of the tap the
 * other. A window on an image of 2×2 meets four of its nine taps, and the library's own loops, made for long rows of an image,
 * take two to three times as long there. In memory the places of an image are outermost, so that a product takes neighbouring
 * places together.
 */
record TapConvolution(ConvolutionProblem problem, Following following, boolean overwritesSkip)
        implements ForwardConvolution {

    /** Places of an image up to which this is the faster way. */
    private static final long SMALL_IMAGE = 16;

    /** Samples that a product needs: fewer do not repay that the BLAS brings the weights in order for it. */
    private static final long FEW_SAMPLES = 16;

    /** Channels that a product needs for the same reason. */
    private static final long FEW_CHANNELS = 64;

    /** Places of the input, the first of them and how many, whose products with a tap are added to as many of the output. */
    private record Run(long from, long to, long count) {

        boolean isBefore(long input, long output) {
            return from + count == input && to + count == output;
        }
    }

    /** Returns a convolution if it is faster than the library's. */
    static Optional<ForwardConvolution> of(ConvolutionProblem problem, Following following, boolean overwritesSkip) {
        boolean hasCap = following.cap().filter(Double::isFinite).isPresent();
        return !hasCap && isFor(problem)
                ? Optional.of(new TapConvolution(problem, following, overwritesSkip))
                : Optional.empty();
    }

    private static boolean isFor(ConvolutionProblem problem) {
        long[] x = problem.x();
        boolean hasGroups = problem.weights().length > x.length;
        long[] kernel = problem.windows().kernel();
        // With one tap the library multiplies matrices too.
        return !hasGroups
                && kernel[0] * kernel[1] > 1
                && x[2] * x[3] <= SMALL_IMAGE
                && x[0] >= FEW_SAMPLES
                && Math.min(x[1], problem.y()[1]) >= FEW_CHANNELS;
    }

    @Override
    public Layout x() {
        return Layout.byPlaces(problem.x());
    }

    @Override
    public Operator packing() {
        return Reorder.into(Layout.rows(problem.weights()), Layout.byTaps(problem.weights()));
    }

    @Override
    public Layout y() {
        return Layout.byPlaces(problem.y());
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray y = binding.output(0);
        List<Kernel> steps = new ArrayList<>();
        addStart(binding, y, steps);
        addTaps(binding.input(input(0)), binding.input(input(1)), y, steps);
        following.cap().ifPresent(cap -> steps.add(Rectifier.inPlace(binding, y)));
        return () -> steps.forEach(Kernel::run);
    }

    /** What the products are added to: what skipped the convolution, and the bias at every place of every sample. */
    private void addStart(Binding binding, INDArray y, List<Kernel> steps) {
        INDArray bias = following.bias(binding);
        if (following.skip() || bias == null) {
            INDArray start = following.skip() ? binding.input(0) : binding.filled(0, y.length());
            if (NativeCopy.address(y) != NativeCopy.address(start)) {
                steps.add(() -> NativeCopy.copy(start, y));
            }
        }
        if (bias != null) {
            long rows = y.length() / bias.length();
            INDArray ones = binding.filled(1, rows, 1);
            INDArray row = bias.reshape('c', 1, bias.length());
            double kept = following.skip() ? 1 : 0;
            steps.add(new BlasProduct(ones, false, row, false, 1, kept, rowsOf(y, 0, rows, bias.length())));
        }
    }

    private void addTaps(INDArray x, INDArray weights, INDArray y, List<Kernel> steps) {
        long samples = problem.x()[0];
        long in = problem.x()[1];
        long out = problem.y()[1];
        long[] kernel = problem.windows().kernel();
        for (long row = 0; row < kernel[0]; row++) {
            for (long column = 0; column < kernel[1]; column++) {
                INDArray tap = rowsOf(weights, (row * kernel[1] + column) * in, in, out);
                for (Run run : runs(row, column)) {
                    steps.add(addProduct(
                            rowsOf(x, run.from() * samples, run.count() * samples, in),
                            tap,
                            rowsOf(y, run.to() * samples, run.count() * samples, out)));
                }
            }
        }
    }

    private static INDArray rowsOf(INDArray flat, long first, long rows, long width) {
        return flat.get(NDArrayIndex.interval(first * width, (first + rows) * width))
                .reshape('c', rows, width);
    }

    private static Kernel addProduct(INDArray left, INDArray right, INDArray sum) {
        return new BlasProduct(left, false, right, false, 1, 1, sum);
    }

    /** Returns the places that a tap meets the image at. */
    private List<Run> runs(long row, long column) {
        Windows windows = problem.windows();
        List<Run> runs = new ArrayList<>();
        for (long y = 0; y < windows.out()[0]; y++) {
            for (long x = 0; x < windows.out()[1]; x++) {
                long fromRow = place(0, y, row);
                long fromColumn = place(1, x, column);
                if (fromRow < 0 || fromRow >= problem.x()[2] || fromColumn < 0 || fromColumn >= problem.x()[3]) {
                    continue;
                }
                long from = fromRow * problem.x()[3] + fromColumn;
                long to = y * windows.out()[1] + x;
                Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
                if (last != null && last.isBefore(from, to)) {
                    runs.set(runs.size() - 1, new Run(last.from(), last.to(), last.count() + 1));
                } else {
                    runs.add(new Run(from, to, 1));
                }
            }
        }
        return runs;
    }

    private long place(int axis, long window, long tap) {
        Windows windows = problem.windows();
        return window * windows.strides()[axis] + tap * windows.dilations()[axis] - windows.begin()[axis];
    }
}
