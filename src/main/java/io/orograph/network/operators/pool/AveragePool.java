package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.LayerForm;
import io.orograph.network.NativeCopy;
import io.orograph.network.NodeSpec;
import io.orograph.network.operators.kernel.Arithmetic;
import io.orograph.network.operators.kernel.ArrayViews;
import io.orograph.network.operators.kernel.NativeCall;
import io.orograph.network.operators.window.Padding;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The mean of the numbers under a window, with or without the padding's zeros. Where a window overhangs the padding,
 * which {@code ceil_mode} allows, the overhang does not count.
 */
final class AveragePool extends NativePool {

    private final boolean countPadding;

    AveragePool(NodeSpec node) {
        super(node);
        countPadding = node.attributes().integer("count_include_pad", 0) != 0;
    }

    /** ND4J always divides by the whole window here; {@link #correction} mends that. */
    private static long[] arguments(Window.Stops stops) {
        return stops.arguments(0, 1, 0);
    }

    @Override
    public boolean isAffine(boolean[] moving) {
        return true;
    }

    @Override
    Optional<LayerForm.Pool.Kind> kind(Window.Stops stops) {
        if (!countPadding) {
            return stops.everyWindowSees() ? Optional.of(LayerForm.Pool.Kind.MEAN) : Optional.empty();
        }
        return stops.overhangs() ? Optional.empty() : Optional.of(LayerForm.Pool.Kind.MEAN_WITH_PADDING);
    }

    @Override
    Kernel forward(Binding binding, INDArray x, INDArray out, Window.Stops stops) {
        Padding padded = Padding.input(binding, x, stops, 0);
        Kernel pool =
                new NativeCall("avgpool2d").read(padded.array()).write(out).integers(arguments(stops));
        INDArray correction = correction(binding, stops);
        if (correction == null) {
            return Arithmetic.sequence(padded.fill(), pool);
        }
        INDArray rows = ArrayViews.reshape(out, out.size(0) * out.size(1), out.size(2) * out.size(3));
        return Arithmetic.sequence(padded.fill(), pool, Arithmetic.multiply(rows, correction, rows));
    }

    @Override
    Kernel backward(Binding binding, INDArray x, INDArray g, INDArray toX, Window.Stops stops) {
        Padding padded = Padding.input(binding, x, stops, 0);
        Padding gradient = Padding.gradient(binding, toX, x.shape(), stops);
        INDArray correction = correction(binding, stops);
        INDArray corrected = correction == null ? g : binding.scratch(g.shape());
        long[] rows = {g.size(0) * g.size(1), g.size(2) * g.size(3)};
        Kernel correct = correction == null
                ? Kernel.NOTHING
                : Arithmetic.multiply(ArrayViews.reshape(g, rows), correction, ArrayViews.reshape(corrected, rows));
        // The values of x do not matter, only its shape.
        Kernel pool = new NativeCall("avgpool2d_bp")
                .read(padded.array(), corrected)
                .write(gradient.array())
                .integers(arguments(stops));
        return Arithmetic.sequence(correct, pool, gradient.crop());
    }

    /** Window size by the number of places that count, one entry a stop; null if that is 1 everywhere. */
    private INDArray correction(Binding binding, Window.Stops stops) {
        Window.Axis height = stops.height();
        Window.Axis width = stops.width();
        double[] factors = new double[(int) (height.out() * width.out())];
        for (int i = 0; i < factors.length; i++) {
            long counted = height.covered(i / width.out(), countPadding) * width.covered(i % width.out(), countPadding);
            // Padding wider than the window leaves stops that see nothing; their mean of nothing is 0.
            factors[i] = counted == 0 ? 0 : (double) (height.kernel() * width.kernel()) / counted;
        }
        boolean needed = Arrays.stream(factors).anyMatch(factor -> factor != 1);
        if (!needed) {
            return null;
        }
        INDArray array = binding.filled(1, 1, factors.length);
        NativeCopy.write(factors, array);
        return array;
    }
}
