package io.orograph.network.operators.window;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.kernel.NativeCall;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * An image as a kernel reads it: the image itself where ND4J's kernels can pad by themselves, which is alike at both
 * sides, else a padded copy.
 *
 * @param array what the kernel reads, or writes the gradient to
 * @param fill makes the copy
 * @param crop brings a gradient in {@code array} back to the image's size
 */
public record Padding(INDArray array, Kernel fill, Kernel crop) {

    /**
     * @param image four axes
     * @param value what lies around it
     */
    public static Padding input(Binding binding, INDArray image, Window.Stops stops, double value) {
        if (stops.isSymmetric()) {
            return new Padding(image, Kernel.NOTHING, Kernel.NOTHING);
        }
        INDArray padded = binding.scratch(stops.paddedShape(image.size(0), image.size(1)));
        Window.Axis height = stops.height();
        Window.Axis width = stops.width();
        int[][] amounts = {
            {0, 0},
            {0, 0},
            {(int) height.begin(), (int) (height.padded() - height.in() - height.begin())},
            {(int) width.begin(), (int) (width.padded() - width.in() - width.begin())}
        };
        Kernel fill = new NativeCall("pad")
                .read(image, Nd4j.createFromArray(amounts))
                .write(padded)
                .integers(0)
                .numbers(value);
        return new Padding(padded, fill, Kernel.NOTHING);
    }

    /**
     * @param image where the gradient with respect to the image is wanted; null if nowhere
     * @param shape the image's four axes
     */
    public static Padding gradient(Binding binding, INDArray image, long[] shape, Window.Stops stops) {
        if (stops.isSymmetric()) {
            return new Padding(image == null ? binding.scratch(shape) : image, Kernel.NOTHING, Kernel.NOTHING);
        }
        INDArray padded = binding.scratch(stops.paddedShape(shape[0], shape[1]));
        if (image == null) {
            return new Padding(padded, Kernel.NOTHING, Kernel.NOTHING);
        }
        Kernel crop = new NativeCall("slice")
                .read(padded)
                .write(image)
                .integers(0, 0, stops.height().begin(), stops.width().begin(), shape[0], shape[1], shape[2], shape[3]);
        return new Padding(padded, Kernel.NOTHING, crop);
    }
}
