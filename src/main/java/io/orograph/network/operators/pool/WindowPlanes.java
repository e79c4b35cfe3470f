package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.Operator;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.NativeCall;
import io.orograph.network.operators.window.Window;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The numbers under windows that neither overlap nor have padding, in planes: first those at the first place of every window,
 * then those at the second, [places, batch, C, windows down, windows across].
 */
final class WindowPlanes implements Operator {

    private final LayerForm.Windows windows;

    WindowPlanes(LayerForm.Windows windows) {
        this.windows = windows;
    }

    @Override
    public List<long[]> outputShapes(List<long[]> inputs) {
        long[] x = inputs.get(0);
        long places = windows.kernel()[0] * windows.kernel()[1];
        return List.of(new long[] {places, x[0], x[1], windows.out()[0], windows.out()[1]});
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    public Kernel forward(Binding binding) {
        INDArray x = ArrayViews.reshape(
                binding.input(0), Window.lift(binding.input(0).shape()));
        INDArray out = binding.output(0);
        List<Kernel> copies = new ArrayList<>();
        for (long down = 0; down < windows.kernel()[0]; down++) {
            for (long across = 0; across < windows.kernel()[1]; across++) {
                INDArray plane = ArrayViews.part(out, copies.size(), x.size(0), x.size(1), out.size(3), out.size(4));
                INDArray places = x.get(NDArrayIndex.all(), NDArrayIndex.all(), places(0, down), places(1, across));
                copies.add(new NativeCall("identity").read(places).write(plane));
            }
        }
        return () -> copies.forEach(Kernel::run);
    }

    /** Returns one place of each window along an axis. */
    private INDArrayIndex places(int axis, long place) {
        long step = windows.kernel()[axis];
        return NDArrayIndex.interval(place, step, place + (windows.out()[axis] - 1) * step + 1);
    }

    @Override
    public Kernel backward(Binding binding) {
        throw new UnsupportedOperationException("windows are put in planes only where nobody goes back");
    }
}
