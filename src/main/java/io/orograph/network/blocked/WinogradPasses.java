package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.BlasProduct;
import io.orograph.network.ColumnSums;
import io.orograph.network.Kernel;
import io.orograph.network.blocked.WinogradPass.Ending;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The ways through a convolution by Winograd's maps. Back to the input it is the convolution of the output's gradient by the
 * turned filters; back to the weights the products of what input and gradient are mapped to, summed over all tiles, and the
 * way back through the map of the filters.
 */
record WinogradPasses(ConvolutionProblem problem, Following following) implements TrainedPasses {

    /** Returns the ways if they are faster than the library's. */
    static Optional<TrainedPasses> of(ConvolutionProblem problem, Following following) {
        return WinogradConvolution.isFor(problem)
                ? Optional.of(new WinogradPasses(problem, following))
                : Optional.empty();
    }

    @Override
    public Layout x() {
        return Layout.byPlaces(problem.x());
    }

    @Override
    public Layout y() {
        return Layout.byPlaces(problem.y());
    }

    private WinogradWeights weights() {
        return new WinogradWeights(problem.y()[1], problem.x()[1]);
    }

    /** Returns an array for what the filters are mapped to. */
    private INDArray matrices(Binding binding) {
        return binding.scratch(WinogradMaps.PLACES, problem.x()[1], problem.y()[1]);
    }

    private INDArray mapped(Binding binding, boolean isTurned, List<Kernel> steps) {
        INDArray matrices = matrices(binding);
        steps.add(weights().kernel(binding, binding.input(following.input(1)), matrices, isTurned));
        return matrices;
    }

    @Override
    public void bindForward(Binding binding, List<Kernel> steps) {
        INDArray matrices = mapped(binding, false, steps);
        steps.add(WinogradPass.of(
                binding,
                WinogradTiles.forward(problem),
                binding.input(following.input(0)),
                matrices,
                false,
                Ending.of(binding, following),
                binding.output(0)));
    }

    @Override
    public void bindToData(Binding binding, List<Kernel> steps) {
        INDArray matrices = mapped(binding, true, steps);
        steps.add(WinogradPass.of(
                binding,
                WinogradTiles.toData(problem),
                binding.outputGradient(0),
                matrices,
                true,
                binding.inputGradient(following.input(0))));
    }

    @Override
    public void bindToWeights(Binding binding, List<Kernel> steps) {
        INDArray wanted = binding.inputGradient(following.input(1));
        if (wanted != null) {
            INDArray matrices = matrices(binding);
            steps.add(products(binding, matrices));
            steps.add(weights().backKernel(binding, matrices, wanted));
        }
        INDArray bias = following.wantedBias(binding);
        if (bias != null) {
            INDArray gradient = binding.outputGradient(0);
            INDArray ones = binding.filled(1, gradient.length() / bias.length());
            steps.add(new ColumnSums(gradient, ones, bias));
        }
    }

    /** Binds the sum over all tiles of products of what x and the gradient of y are mapped to. */
    private Kernel products(Binding binding, INDArray matrices) {
        WinogradTiles tiles = WinogradTiles.forward(problem);
        INDArray left = tiles.factors(binding, tiles.in());
        INDArray right = tiles.factors(binding, tiles.out());
        INDArray x = binding.input(following.input(0));
        var input = WinogradInput.of(tiles, WinogradPass.floats(x), WinogradPass.floats(left));
        var gradient = WinogradInput.ofGradient(
                tiles, WinogradPass.floats(binding.outputGradient(0)), WinogradPass.floats(right));
        Kernel first = new BlasProduct(left, true, right, false, 1, 0, matrices);
        Kernel further = new BlasProduct(left, true, right, false, 1, 1, matrices);
        return () -> {
            for (int group = 0; group < tiles.groups(); group++) {
                input.map(group);
                gradient.map(group);
                (group == 0 ? first : further).run();
            }
        };
    }
}
