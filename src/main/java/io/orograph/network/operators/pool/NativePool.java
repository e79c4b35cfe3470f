package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Operator;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.window.Window;
import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Takes one number from each stop of a window without dilation, channel by channel. */
abstract class NativePool implements Operator {

    private final Window window;

    NativePool(NodeSpec node) {
        window = new Window(node);
    }

    @Override
    public final int arity() {
        return 1;
    }

    @Override
    public final List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        return List.of(Window.lower(window.over(x, null).outputShape(x[0], x[1]), x.length));
    }

    @Override
    public boolean isForEngines() {
        return true;
    }

    @Override
    public final Optional<LayerForm> layerForm(List<long[]> inputs) {
        Window.Stops stops = window.over(inputs.get(0), null);
        return kind(stops).map(kind -> new LayerForm.Pool(stops.windows(), kind));
    }

    /** Returns what is taken of a window, where kernels that know nothing of an overhang take the same. */
    abstract Optional<LayerForm.Pool.Kind> kind(Window.Stops stops);

    @Override
    public final Kernel forward(Binding binding) {
        INDArray x = image(binding.input(0));
        return forward(binding, x, image(binding.output(0)), stops(binding));
    }

    @Override
    public final Kernel backward(Binding binding) {
        if (binding.inputGradient(0) == null) {
            return Kernel.NOTHING;
        }
        return backward(
                binding,
                image(binding.input(0)),
                image(binding.outputGradient(0)),
                image(binding.inputGradient(0)),
                stops(binding));
    }

    private Window.Stops stops(Binding binding) {
        return window.over(binding.input(0).shape(), null);
    }

    private static INDArray image(INDArray array) {
        return ArrayViews.reshape(array, Window.lift(array.shape()));
    }

    /** All arrays have four axes. */
    abstract Kernel forward(Binding binding, INDArray x, INDArray out, Window.Stops stops);

    /** Writes ∂L/∂x to {@code toX}, from ∂L/∂out in {@code g}. */
    abstract Kernel backward(Binding binding, INDArray x, INDArray g, INDArray toX, Window.Stops stops);
}
