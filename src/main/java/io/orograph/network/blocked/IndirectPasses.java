package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.LayerForm.Windows.Met;
import io.orograph.network.blocked.PlacedSums.Matrices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The ways through a convolution as sums of products of matrices, place by place, all samples at once. Back to the input a place
 * meets the places of the output whose windows meet it, by the transposed weights of the taps. Back to the weights each tap sums the
 * products of all pairs of places that it brings together ({@link TapSums}).
 */
record IndirectPasses(ConvolutionProblem problem, Following following) implements PlacedPasses {

    /** Channels of which the library's kernels make blocks. */
    private static final long BLOCK = 8;

    /** Returns the ways if they are faster than the library's: where its blocks of channels are filled in part. */
    static Optional<TrainedPasses> of(ConvolutionProblem problem, Following following) {
        boolean fillsBlocks = problem.x()[1] % BLOCK == 0 && problem.y()[1] % BLOCK == 0;
        boolean hasGroups = problem.weights().length > problem.y().length;
        return !fillsBlocks
                        && !hasGroups
                        && problem.y()[0] >= IndirectConvolution.FEW_SAMPLES
                        && OneDnn.runsMachineCode()
                ? Optional.of(new IndirectPasses(problem, following))
                : Optional.empty();
    }

    private MetImages images() {
        return MetImages.of(problem);
    }

    @Override
    public void bindForward(Binding binding, List<Kernel> steps) {
        long[] weights = problem.weights();
        INDArray panels = inPanels(binding, Layout.rows(weights), Layout.inPanels(weights), steps);
        INDArray image = images().bind(binding, binding.input(following.input(0)), steps);
        steps.add(images().sums().bind(binding, image, panels, Ending.of(binding, following), binding.output(0)));
    }

    private INDArray inPanels(Binding binding, Layout there, Layout panels, List<Kernel> steps) {
        INDArray matrices = binding.scratch(panels.floats());
        steps.add(Reorder.kernel(binding, binding.input(following.input(1)), there, matrices, panels));
        return matrices;
    }

    @Override
    public void bindToData(Binding binding, List<Kernel> steps) {
        long[] weights = problem.weights();
        long ofFilter = weights[2] * weights[3];
        long[] turned = {weights[1], weights[0], weights[2], weights[3]};
        Layout there = Layout.byStrides(turned, ofFilter, weights[1] * ofFilter, weights[3], 1);
        INDArray panels = inPanels(binding, there, Layout.inPanels(turned), steps);
        INDArray wanted = binding.inputGradient(following.input(0));
        steps.add(toData().bind(binding, binding.outputGradient(0), panels, Ending.NOTHING, wanted));
    }

    private PlacedSums toData() {
        Windows windows = problem.windows();
        long places = problem.x()[2] * problem.x()[3];
        List<List<Met>> met = new ArrayList<>();
        LongStream.range(0, places).forEach(place -> met.add(new ArrayList<>()));
        for (long window = 0; window < windows.count(); window++) {
            for (Met there : windows.met(window, problem.x()[2], problem.x()[3])) {
                met.get((int) there.place()).add(new Met(there.tap(), window));
            }
        }
        return new PlacedSums(
                Matrices.of(y(), windows.taps()),
                (int) problem.x()[1],
                places,
                IndirectConvolution.placesTogether(problem),
                place -> met.get((int) place));
    }

    @Override
    public void bindToFilters(Binding binding, INDArray wanted, List<Kernel> steps) {
        INDArray image = images().bind(binding, binding.input(following.input(0)), steps);
        long[] weights = problem.weights();
        Layout byTaps = Layout.byTaps(weights);
        INDArray sums = binding.scratch(byTaps.floats());
        steps.add(TapSums.kernel(binding, images().sums(), image, binding.outputGradient(0), sums));
        steps.add(Reorder.kernel(binding, sums, byTaps, wanted, Layout.rows(weights)));
    }
}
