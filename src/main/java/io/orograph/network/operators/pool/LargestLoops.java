package io.orograph.network.operators.pool;

import io.orograph.network.Binding;
import io.orograph.network.Kernel;
import io.orograph.network.operators.window.Window;
import java.util.Optional;

/** The largest number under each window. */
final class LargestLoops extends PlacedLoops {

    LargestLoops(Window.Axis[] axes, int maps) {
        // Padding equals no result.
        super(axes, maps, Double.NaN);
    }

    @Override
    public Optional<Kernel> compiled(Binding binding) {
        return CompiledPool.largest(binding, axes(), maps());
    }

    @Override
    void forward(double[] x, int count, double[] y) {
        passes().largest(x, count, y);
    }

    @Override
    void spread(int first, int[] taps, double largest, double gradient) {
        int place = first + taps[taps.length - 1];
        // From the last place to the first, so that no jump is needed, which no processor would foresee.
        for (int tap = taps.length - 2; tap >= 0; tap--) {
            int other = first + taps[tap];
            place = number(other) == largest ? other : place;
        }
        add(place, gradient);
    }
}
