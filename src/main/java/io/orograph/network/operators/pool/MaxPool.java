package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.NativeCall;
import io.orograph.network.operators.window.Padding;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The largest number under a window; padding never wins. The gradient goes to the first of equal ones. A NaN beside a
 * larger or equal number may be passed over.
 */
final class MaxPool extends NativePool {

    /** What ND4J's poolings take last: padding as given, unused, channels first. */
    private static final long[] FORMATS = {0, 0, 0};

    /** Places of a window that are compared plane by plane: each costs a call. */
    private static final long MOST_PLANES = 9;

    MaxPool(NodeSpec node) {
        super(node);
    }

    @Override
    public Optional<Reordered> reordered(List<long[]> inputs) {
        return layerForm(inputs)
                .map(form -> ((LayerForm.Pool) form).windows())
                .filter(windows -> Arrays.equals(windows.kernel(), windows.strides())
                        && Arrays.stream(windows.begin()).allMatch(padding -> padding == 0)
                        && Arrays.stream(windows.end()).allMatch(padding -> padding <= 0)
                        && Arrays.stream(windows.dilations()).allMatch(dilation -> dilation == 1))
                .filter(windows -> isFew(windows.kernel()[0] * windows.kernel()[1]))
                .map(windows -> new Reordered(new WindowPlanes(windows), new LargestPlane(inputs.get(0).length)));
    }

    private static boolean isFew(long places) {
        return places > 1 && places <= MOST_PLANES;
    }

    @Override
    Optional<LayerForm.Pool.Kind> kind(Window.Stops stops) {
        return Optional.of(LayerForm.Pool.Kind.LARGEST);
    }

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray out, Window.Stops stops) {
        Padding padded = Padding.input(binding, x, stops, Double.NEGATIVE_INFINITY);
        Kernel pool =
                new NativeCall("maxpool2d").read(padded.array()).write(out).integers(stops.arguments(FORMATS));
        return Arithmetic.sequence(padded.fill(), pool);
    }

    @Override
    Kernel backward(Binding binding, INDArray x, INDArray g, INDArray toX, Window.Stops stops) {
        Padding padded = Padding.input(binding, x, stops, Double.NEGATIVE_INFINITY);
        Padding gradient = Padding.gradient(binding, toX, x.shape(), stops);
        Kernel pool = new NativeCall("maxpool2d_bp")
                .read(padded.array(), g)
                .write(gradient.array())
                .integers(stops.arguments(FORMATS));
        return Arithmetic.sequence(padded.fill(), pool, gradient.crop());
    }
}
