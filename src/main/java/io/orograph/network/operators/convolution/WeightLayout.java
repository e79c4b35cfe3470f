package io.orograph.network.operators.convolution;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.NativeCall;
import io.orograph.network.operators.window.Window;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weights of a convolution as a kernel wants them.
 *
 * @param array what the kernel reads
 * @param gradient where the kernel writes the gradient
 * @param fill brings the weights into {@code array}
 * @param collect brings the gradient from {@code gradient} to where it is wanted
 */
record WeightLayout(INDArray array, INDArray gradient, Kernel fill, Kernel collect) {

    /** As they are. */
    static WeightLayout plain(INDArray weights, INDArray wanted) {
        return new WeightLayout(weights, wanted, Kernel.NOTHING, Kernel.NOTHING);
    }

    /**
     * Spread out with zeros between, so that no dilation is left to the kernel: oneDNN's refuses it by way of ND4J.
     *
     * @param weights [out, in, height, width]
     * @param wanted where the gradient is wanted; null if nowhere
     */
    static WeightLayout dilated(Binding binding, INDArray weights, INDArray wanted, Window.Stops stops) {
        Window.Axis height = stops.height();
        Window.Axis width = stops.width();
        long[] spread = {weights.size(0), weights.size(1), height.reach(), width.reach()};
        INDArray array = binding.scratch(spread);
        INDArray places = places(array, weights.shape(), stops, 2);
        Kernel fill = Arithmetic.sequence(
                new NativeCall("zeros_as").read(array).write(array), Arithmetic.copy(weights, places));
        if (wanted == null) {
            return new WeightLayout(array, null, fill, Kernel.NOTHING);
        }
        INDArray gradient = binding.scratch(spread);
        return new WeightLayout(
                array, gradient, fill, Arithmetic.copy(places(gradient, weights.shape(), stops, 2), wanted));
    }

    /** Returns the places of the weights among the zeros; {@code axis} is the one along the height. */
    private static INDArray places(INDArray spread, long[] shape, Window.Stops stops, int axis) {
        long[] strides = spread.stride().clone();
        strides[axis] *= stops.height().dilation();
        strides[axis + 1] *= stops.width().dilation();
        return Nd4j.create(spread.data(), shape, strides, spread.offset(), 'c');
    }

    /**
     * [height, width, channels, multiplier], which ND4J's depthwise kernels want: with the other order they are 400
     * times slower.
     *
     * @param weights [channels·multiplier, 1, height, width]
     * @param wanted where the gradient is wanted; null if nowhere
     */
    static WeightLayout depthwise(Binding binding, INDArray weights, INDArray wanted, long channels) {
        long multiplier = weights.size(0) / channels;
        long[] split = {channels, multiplier, weights.size(2), weights.size(3)};
        INDArray array = binding.scratch(weights.size(2), weights.size(3), channels, multiplier);
        Kernel fill = turn(ArrayViews.reshape(weights, split), array);
        if (wanted == null) {
            return new WeightLayout(array, null, fill, Kernel.NOTHING);
        }
        INDArray gradient = binding.scratch(array.shape());
        return new WeightLayout(array, gradient, fill, turn(gradient, ArrayViews.reshape(wanted, split)));
    }

    /** The same, spread out as by {@link #dilated}. */
    static WeightLayout dilatedDepthwise(
            Binding binding, INDArray weights, INDArray wanted, long channels, Window.Stops stops) {
        WeightLayout dense = depthwise(binding, weights, wanted, channels);
        long[] shape = dense.array().shape();
        long[] spread = {stops.height().reach(), stops.width().reach(), shape[2], shape[3]};
        INDArray array = binding.scratch(spread);
        Kernel fill = Arithmetic.sequence(
                dense.fill(),
                new NativeCall("zeros_as").read(array).write(array),
                Arithmetic.copy(dense.array(), places(array, shape, stops, 0)));
        if (wanted == null) {
            return new WeightLayout(array, null, fill, Kernel.NOTHING);
        }
        INDArray gradient = binding.scratch(spread);
        Kernel collect = Arithmetic.sequence(
                Arithmetic.copy(places(gradient, shape, stops, 0), dense.gradient()), dense.collect());
        return new WeightLayout(array, gradient, fill, collect);
    }

    /** Swaps the first two axes with the last two: its own inverse. */
    private static Kernel turn(INDArray from, INDArray to) {
        return new NativeCall("permute").read(from).write(to).integers(2, 3, 0, 1);
    }
}
