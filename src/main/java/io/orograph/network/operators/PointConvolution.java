package io.orograph.network.operators;

import io.orograph.network.Kernel;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The convolution of large images by windows of one place: for each image y = W·x + b·1ᵀ with W [O, C], x [C, places]
 * and b [O, 1], as matrix products. ND4J's convolution brings the weights and the image into an order of its own at
 * every run, which for so little work takes up to twice as long; on images of few places it is the faster one.
 */
final class PointConvolution {

    /** From so many places on products are faster: measured with 16 to 192 channels, batch 8, one thread. */
    private static final long FEWEST_PLACES = 128;

    private PointConvolution() {}

    /**
     * Whether products are the faster way.
     *
     * @param weights [O, C, height, width]
     */
    static boolean suits(Window.Stops stops, INDArray weights) {
        return weights.size(2) == 1
                && weights.size(3) == 1
                && stops.height().isWhole()
                && stops.width().isWhole()
                && stops.height().out() * stops.width().out() >= FEWEST_PLACES;
    }

    /**
     * @param x [batch, C, height, width]
     * @param weights [O, C, 1, 1]
     * @param bias [O], or null
     * @param out [batch, O, height, width]
     */
    static Kernel forward(INDArray x, INDArray weights, INDArray bias, INDArray out) {
        long inputs = x.size(1);
        long outputs = out.size(1);
        long places = out.size(2) * out.size(3);
        INDArray matrix = Views.reshape(weights, outputs, inputs);
        INDArray ones = bias == null ? null : Nd4j.ones(out.dataType(), 1, places);
        List<Kernel> steps = new ArrayList<>();
        for (long sample = 0; sample < x.size(0); sample++) {
            INDArray from = Views.part(x, sample, inputs, places);
            INDArray to = Views.part(out, sample, outputs, places);
            if (bias == null) {
                steps.add(Arithmetic.product(matrix, false, from, false, 1, to));
            } else {
                steps.add(Arithmetic.product(Views.reshape(bias, outputs, 1), false, ones, false, 1, to));
                steps.add(Arithmetic.addProduct(matrix, from, to));
            }
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }
}
