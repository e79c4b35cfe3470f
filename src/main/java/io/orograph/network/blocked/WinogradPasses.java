package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NativeCopy;
import io.orograph.network.blocked.WinogradTiles.Group;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.MatrixProducts;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The ways through a convolution by Winograd's maps. Back to the input it is the convolution of the output's gradient by the
 * turned filters; back to the weights the products of what input and gradient are mapped to, summed over all tiles, and the
 * way back through the map of the filters.
 */
record WinogradPasses(ConvolutionProblem problem, Following following) implements PlacedPasses {

    /** Returns the ways if they are faster than the library's. */
    static Optional<TrainedPasses> of(ConvolutionProblem problem, Following following) {
        return WinogradConvolution.isFor(problem)
                ? Optional.of(new WinogradPasses(problem, following))
                : Optional.empty();
    }

    private WinogradWeights weights() {
        return new WinogradWeights(problem.y()[1], problem.x()[1]);
    }

    @Override
    public void bindForward(Binding binding, List<Kernel> steps) {
        INDArray matrices = binding.scratch(weights().floats());
        steps.add(weights().kernel(binding, binding.input(following.input(1)), matrices));
        steps.add(WinogradPass.of(
                binding,
                WinogradTiles.forward(problem),
                binding.input(following.input(0)),
                matrices,
                Ending.of(binding, following),
                binding.output(0)));
    }

    @Override
    public void bindToData(Binding binding, List<Kernel> steps) {
        INDArray matrices = binding.scratch(weights().floats());
        steps.add(weights().turnedKernel(binding, binding.input(following.input(1)), matrices));
        steps.add(WinogradPass.of(
                binding,
                WinogradTiles.toData(problem),
                binding.outputGradient(0),
                matrices,
                Ending.NOTHING,
                binding.inputGradient(following.input(0))));
    }

    @Override
    public void bindToFilters(Binding binding, INDArray wanted, List<Kernel> steps) {
        INDArray matrices = binding.scratch(weights().floats());
        CallList products = products(binding, matrices);
        steps.add(products::run);
        steps.add(weights().backKernel(binding, matrices, wanted));
    }

    /** Binds the sum over all tiles of products of what x and the gradient of y are mapped to. */
    private CallList products(Binding binding, INDArray matrices) {
        WinogradTiles tiles = WinogradTiles.forward(problem);
        WinogradInput input = WinogradInput.of(binding, tiles, binding.input(following.input(0)));
        WinogradInput gradient = WinogradInput.ofGradient(binding, tiles, binding.outputGradient(0));
        CallList.Builder calls =
                new CallList.Builder().keep(input).keep(gradient).keep(matrices);
        for (int number = 0; number < tiles.groups(); number++) {
            Group group = tiles.group(number);
            calls.call(input.of(group))
                    .call(gradient.of(group))
                    .call(
                            products(tiles, group, number > 0).code(),
                            NativeCopy.address(input.factors()),
                            NativeCopy.address(gradient.factors()),
                            NativeCopy.address(matrices));
        }
        return PlanMemory.build(calls, binding);
    }

    private static MatrixProducts products(WinogradTiles tiles, Group group, boolean adds) {
        int in = tiles.in().channels();
        int out = tiles.out().channels();
        return new MatrixProducts(
                WinogradMaps.PLACES,
                in,
                group.count() * tiles.samples(),
                out,
                new MatrixProducts.Left(tiles.step(tiles.in()), 1, in),
                new MatrixProducts.Right(tiles.step(tiles.out()), out, MatrixProducts.PANEL),
                new MatrixProducts.Result((long) in * out, out),
                adds);
    }
}
