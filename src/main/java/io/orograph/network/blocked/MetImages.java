package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.NativeCopy;
import io.orograph.network.blocked.PlacedSums.Matrices;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.IndirectProducts.Left;
import io.orograph.network.jit.Piece;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The images of a convolution as its windows meet them. Of one channel a whole row of a window is the columns of a matrix, so that a
 * term is as long as a window is wide: the images are copied between their padding then, where each window has all of its rows.
 *
 * @param padded the images with their padding and windows one place wide; null where the images are read as they are
 */
record MetImages(ConvolutionProblem problem, ConvolutionProblem padded) {

    static MetImages of(ConvolutionProblem problem) {
        Windows windows = problem.windows();
        boolean isInRows = problem.x()[1] == 1 && windows.kernel()[1] > 1 && windows.dilations()[1] == 1;
        return new MetImages(problem, isInRows ? padded(problem) : null);
    }

    private static ConvolutionProblem padded(ConvolutionProblem problem) {
        Windows windows = problem.windows();
        long[] none = {0, 0};
        return new ConvolutionProblem(
                new long[] {problem.x()[0], 1, padded(problem, 0), padded(problem, 1)},
                problem.weights(),
                problem.y(),
                new Windows(
                        new long[] {windows.kernel()[0], 1},
                        windows.strides(),
                        windows.dilations(),
                        none,
                        none,
                        windows.out()),
                problem.hasBias());
    }

    /** Returns how many places windows reach along an axis, and the image with what is before it. */
    private static long padded(ConvolutionProblem problem, int axis) {
        Windows windows = problem.windows();
        long reached = (windows.out()[axis] - 1) * windows.strides()[axis]
                + (windows.kernel()[axis] - 1) * windows.dilations()[axis]
                + 1;
        return Math.max(reached, windows.begin()[axis] + problem.x()[axis + 2]);
    }

    /**
     * Binds what brings the images there.
     *
     * @return the array that is read
     */
    INDArray bind(Binding binding, INDArray x, List<Kernel> steps) {
        if (padded == null) {
            return x;
        }
        long[] begin = problem.windows().begin();
        long ofPlace = problem.x()[0] * Float.BYTES;
        long row = problem.x()[3] * ofPlace;
        // Nobody writes to what is around the images.
        INDArray copy = binding.filled(0, problem.x()[0] * padded.x()[2] * padded.x()[3]);
        List<Piece> rows = new ArrayList<>();
        for (long line = 0; line < problem.x()[2]; line++) {
            long place = (begin[0] + line) * padded.x()[3] + begin[1];
            rows.add(new Piece(NativeCopy.address(x) + line * row, NativeCopy.address(copy) + place * ofPlace, row));
        }
        steps.add(PlanMemory.build(new CallList.Builder().keep(List.of(x, copy)).copy(rows), binding)::run);
        return copy;
    }

    /** Returns the sums that are the convolution. */
    PlacedSums sums() {
        if (padded == null) {
            return IndirectConvolution.sums(problem);
        }
        int samples = (int) problem.x()[0];
        Windows windows = padded.windows();
        return new PlacedSums(
                new Matrices(
                        samples, (int) problem.windows().kernel()[1], new Left(1, samples), samples, windows.taps()),
                (int) problem.y()[1],
                windows.count(),
                windows.count(),
                place -> windows.met(place, padded.x()[2], padded.x()[3]));
    }
}
