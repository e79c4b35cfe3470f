package io.orograph.network.blocked;

import io.orograph.network.Binding;
import io.orograph.network.BlasProduct;
import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.FlatArray;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution between images whose places lie one behind the other: group by group of tiles the map of the input, the
 * products with what the filter was mapped to, and the map of the output.
 */
record WinogradPass(WinogradTiles tiles, WinogradInput input, Kernel product, WinogradOutput output) implements Kernel {

    /**
     * Binds the convolution, with nothing that follows it.
     *
     * @param x the images, by places
     * @param matrices of the filter, [36, C, O]; [36, O, C] if they are transposed
     * @param y takes the images of the output, by places
     */
    static WinogradPass of(
            Binding binding, WinogradTiles tiles, INDArray x, INDArray matrices, boolean isTransposed, INDArray y) {
        return of(binding, tiles, x, matrices, isTransposed, Ending.NOTHING, y);
    }

    /**
     * What is done on the way behind the convolution.
     *
     * @param bias of each channel; null if there is none
     * @param skip what skipped the convolution, by places; null if nothing did
     * @param cap the largest number of the rectifier; empty for no rectifier
     */
    record Ending(INDArray bias, INDArray skip, Optional<Double> cap) {

        private static final Ending NOTHING = new Ending(null, null, Optional.empty());

        static Ending of(Binding binding, Following following) {
            return new Ending(following.bias(binding), following.skip() ? binding.input(0) : null, following.cap());
        }
    }

    /** As above, with what follows the convolution. */
    static WinogradPass of(
            Binding binding,
            WinogradTiles tiles,
            INDArray x,
            INDArray matrices,
            boolean isTransposed,
            Ending ending,
            INDArray y) {
        INDArray factors = tiles.factors(binding, tiles.in());
        INDArray products = tiles.factors(binding, tiles.out());
        return new WinogradPass(
                tiles,
                WinogradInput.of(tiles, floats(x), floats(factors)),
                new BlasProduct(factors, false, matrices, isTransposed, 1, 0, products),
                new WinogradOutput(
                        tiles,
                        floats(products),
                        floats(ending.bias()),
                        floats(ending.skip()),
                        ending.cap(),
                        floats(y)));
    }

    static FlatArray.Floats floats(INDArray array) {
        return array == null ? null : (FlatArray.Floats) FlatArray.of(array);
    }

    @Override
    public void run() {
        for (int group = 0; group < tiles.groups(); group++) {
            input.map(group);
            product.run();
            output.map(group);
        }
    }
}
