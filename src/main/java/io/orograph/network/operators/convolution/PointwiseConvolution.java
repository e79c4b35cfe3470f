package io.orograph.network.operators.convolution;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.NativeCall;
import io.orograph.network.operators.window.Window;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The convolution by windows of one place, y = W·x + b·1ᵀ with W [O, C], x [C, places] and b [O, 1], as matrix
 * products: one for each image where it has many places, and one for all of them, brought side by side, where it has
 * few. ND4J's convolution brings the weights and the image into an order of its own at every run, which for so little
 * work takes up to twice as long; in between it is the faster one.
 */
final class PointwiseConvolution {

    /** Up to so many places, and from so many on, products are faster: with 16 to 960 channels, batch 8, one thread. */
    private static final long FEW_PLACES = 8;

    private static final long MANY_PLACES = 128;

    private PointwiseConvolution() {}

    /**
     * Whether products are the faster way.
     *
     * @param weights [O, C, height, width]
     */
    static boolean suits(Window.Stops stops, INDArray weights) {
        long places = stops.height().out() * stops.width().out();
        return weights.size(2) == 1
                && weights.size(3) == 1
                && stops.height().isWhole()
                && stops.width().isWhole()
                && (places <= FEW_PLACES || places >= MANY_PLACES);
    }

    /**
     * @param binding gives memory for images side by side
     * @param x [batch, C, height, width]
     * @param weights [O, C, 1, 1]
     * @param bias [O], or null
     * @param out [batch, O, height, width]
     */
    static Kernel forward(Binding binding, INDArray x, INDArray weights, INDArray bias, INDArray out) {
        long batch = x.size(0);
        long inputs = x.size(1);
        long outputs = out.size(1);
        long places = out.size(2) * out.size(3);
        INDArray matrix = ArrayViews.reshape(weights, outputs, inputs);
        List<Kernel> steps = new ArrayList<>();
        if (places <= FEW_PLACES && batch > 1) {
            INDArray from = binding.scratch(inputs, batch, places);
            INDArray to = binding.scratch(outputs, batch, places);
            steps.add(swap(ArrayViews.reshape(x, batch, inputs, places), from));
            addProduct(
                    binding,
                    matrix,
                    ArrayViews.reshape(from, inputs, batch * places),
                    bias,
                    ArrayViews.reshape(to, outputs, batch * places),
                    steps);
            steps.add(swap(to, ArrayViews.reshape(out, batch, outputs, places)));
        } else {
            for (long i = 0; i < batch; i++) {
                addProduct(
                        binding,
                        matrix,
                        ArrayViews.part(x, i, inputs, places),
                        bias,
                        ArrayViews.part(out, i, outputs, places),
                        steps);
            }
        }
        return Arithmetic.sequence(steps.toArray(Kernel[]::new));
    }

    private static void addProduct(
            Binding binding, INDArray matrix, INDArray from, INDArray bias, INDArray to, List<Kernel> steps) {
        if (bias == null) {
            steps.add(Arithmetic.product(matrix, false, from, false, 1, to));
            return;
        }
        INDArray ones = binding.filled(1, 1, to.size(1));
        steps.add(Arithmetic.product(ArrayViews.reshape(bias, to.size(0), 1), false, ones, false, 1, to));
        steps.add(Arithmetic.addProduct(matrix, from, to));
    }

    /** Swaps the first two axes of three. */
    private static Kernel swap(INDArray from, INDArray to) {
        return new NativeCall("permute").read(from).write(to).integers(1, 0, 2);
    }
}
