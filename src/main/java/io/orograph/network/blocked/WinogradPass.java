package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.NativeCopy;
import io.orograph.network.blocked.WinogradTiles.Group;
import io.orograph.network.jit.CallList;
import io.orograph.network.jit.MatrixProducts;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution between images whose places lie one behind the other: group by group of tiles the map of the input, the
 * products with what the filter was mapped to, and the map of the output.
 */
record WinogradPass(CallList calls) implements Kernel {

    /**
     * Binds the convolution.
     *
     * @param x the images, by places
     * @param matrices of the filter, as {@link WinogradWeights} makes them
     * @param y takes the images of the output, by places
     */
    static WinogradPass of(
            Binding binding, WinogradTiles tiles, INDArray x, INDArray matrices, Ending ending, INDArray y) {
        WinogradInput input = WinogradInput.of(binding, tiles, x);
        WinogradOutput output = WinogradOutput.of(binding, tiles, ending, y);
        CallList.Builder calls = new CallList.Builder().keep(input).keep(output).keep(matrices);
        output.begin(calls);
        for (int number = 0; number < tiles.groups(); number++) {
            Group group = tiles.group(number);
            calls.call(input.of(group))
                    .call(
                            products(tiles, group).code(),
                            NativeCopy.address(input.factors()),
                            NativeCopy.address(matrices),
                            NativeCopy.address(output.products()))
                    .call(output.of(group));
        }
        return new WinogradPass(PlanMemory.build(calls, binding));
    }

    private static MatrixProducts products(WinogradTiles tiles, Group group) {
        int in = tiles.in().channels();
        int out = tiles.out().channels();
        return new MatrixProducts(
                WinogradMaps.PLACES,
                group.count() * tiles.samples(),
                in,
                out,
                new MatrixProducts.Left(tiles.step(tiles.in()), in, 1),
                TapMatrices.right(in, out),
                new MatrixProducts.Result(tiles.step(tiles.out()), out),
                false);
    }

    @Override
    public void run() {
        calls.run();
    }
}
