package io.orograph.network.blocked;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.NativeArrays;
import io.orograph.network.Shape;
import io.orograph.network.blocked.ConvolutionProblem.Solution;
import io.orograph.network.blocked.Primitive.Argument;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution of few channels as one of more channels whose windows are one row high: x′[b, i·C + c, y, ·] = x[b, c, y·s + i, ·]
 * for the rows i of a window. The library's way to the gradient of the weights fills blocks of channels, of which an image of
 * one channel has one in use, and this as many as a window has rows. The weights are [O, rows·C, 1, width] then.
 *
 * @param problem the convolution as it is
 * @param high rows of the image that windows reach, with its padding
 */
record RowsAsChannels(ConvolutionProblem problem, long high) implements Detour {

    /** How much less there must be to multiply, to repay the making of x′. */
    private static final double GAIN = 1.5;

    /** Returns the convolution in this form, where there is one. */
    static Optional<Detour> of(ConvolutionProblem problem) {
        Windows windows = problem.windows();
        boolean hasGroups = problem.weights().length > problem.x().length;
        return hasGroups || windows.dilations()[0] > 1 || windows.kernel()[0] == 1
                ? Optional.empty()
                : Optional.of(new RowsAsChannels(
                        problem, (windows.out()[0] - 1) * windows.strides()[0] + windows.kernel()[0]));
    }

    private long batch() {
        return problem.x()[0];
    }

    private long channels() {
        return problem.x()[1];
    }

    private long width() {
        return problem.x()[3];
    }

    private long rows() {
        return problem.windows().kernel()[0];
    }

    private ConvolutionProblem inChannels() {
        Windows windows = problem.windows();
        long[] y = problem.y();
        long channels = rows() * channels();
        return new ConvolutionProblem(
                new long[] {batch(), channels, y[2], width()},
                new long[] {y[1], channels, 1, windows.kernel()[1]},
                y,
                new Windows(
                        new long[] {1, windows.kernel()[1]},
                        new long[] {1, windows.strides()[1]},
                        new long[] {1, windows.dilations()[1]},
                        new long[] {0, windows.begin()[1]},
                        new long[] {0, windows.end()[1]},
                        windows.out()),
                problem.hasBias());
    }

    @Override
    public Optional<Solution> pass(Attributes attributes, Solution plain) {
        return inChannels()
                .forward(attributes, true)
                .flatMap(forward -> inChannels().backwardWeights(attributes, forward))
                .filter(found -> found.primitive().isTuned())
                .filter(found ->
                        GAIN * found.weights().floats() <= plain.weights().floats());
    }

    @Override
    public Layout x() {
        return Layout.rows(problem.x());
    }

    @Override
    public Argument bind(Binding binding, INDArray image, Layout layout, List<Kernel> steps) {
        long begin = problem.windows().begin()[0];
        long ofRow = channels() * width();
        // Row by row, the channels of a row side by side, and zeros above and below that nobody writes.
        INDArray padded = binding.filled(0, batch() * high() * ofRow);
        long[] read = {batch(), channels(), Math.min(problem.x()[2], high() - begin), width()};
        long[] strides = {channels() * problem.x()[2] * width(), problem.x()[2] * width(), width(), 1};
        long[] interleaved = {high() * ofRow, width(), ofRow, 1};
        steps.add(Reorder.kernel(
                binding,
                image,
                Layout.byStrides(read, strides),
                NativeArrays.part(padded, begin * ofRow, padded.length() - begin * ofRow),
                Layout.byStrides(read, interleaved)));
        long[] shape = layout.shape();
        long[] overlapping = {high() * ofRow, width(), problem.windows().strides()[0] * ofRow, 1};
        INDArray made = binding.scratch(layout.floats());
        steps.add(Reorder.kernel(binding, padded, Layout.overlapping(shape, overlapping), made, layout));
        return new Argument(DNNL_ARG_SRC, made, layout);
    }

    /** Brings [O, rows·C, 1, width] into [O, C, rows, width]. */
    @Override
    public void bindWeights(Binding binding, INDArray gradient, Layout layout, INDArray wanted, List<Kernel> steps) {
        long[] shape = problem.weights();
        long across = shape[3];
        INDArray byRow = binding.scratch(Shape.size(shape));
        steps.add(Reorder.kernel(binding, gradient, layout, byRow, Layout.rows(layout.shape())));
        long[] interleaved = {shape[1] * shape[2] * across, across, shape[1] * across, 1};
        steps.add(Reorder.kernel(binding, byRow, Layout.byStrides(shape, interleaved), wanted, Layout.rows(shape)));
    }
}
