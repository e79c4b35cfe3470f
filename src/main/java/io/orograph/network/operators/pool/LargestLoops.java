package io.orograph.network.operators.pool;

import io.orograph.network.operators.window.PaddedMap;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;

/** The largest number under each window. */
final class LargestLoops extends MapLoops {

    private final AxisPasses passes;
    private final PaddedMap padded;
    private final double[] numbers;
    private final double[] made;

    LargestLoops(Window.Axis[] axes, int maps) {
        super(axes, maps);
        this.passes = new AxisPasses(axes, atOnce());
        this.padded = PaddedMap.of(axes);
        this.numbers = new double[padded.size()];
        // Padding equals no result.
        Arrays.fill(numbers, Double.NaN);
        this.made = new double[padded.size()];
    }

    @Override
    void forward(double[] x, int count, double[] y) {
        passes.largest(x, count, y);
    }

    @Override
    void backward(double[] x, double[] y, double[] gradient, int count, double[] wanted) {
        for (int map = 0; map < count; map++) {
            padded.put(x, map * size(), numbers);
            Arrays.fill(made, 0);
            spread(y, gradient, map * stops());
            padded.take(made, wanted, map * size());
        }
    }

    private void spread(double[] y, double[] gradient, int begin) {
        int[] taps = padded.taps();
        for (int stop = 0; stop < stops(); stop++) {
            int first = padded.first()[stop];
            double largest = y[begin + stop];
            int place = first + taps[taps.length - 1];
            // From the last place to the first, so that no jump is needed, which no processor would foresee.
            for (int tap = taps.length - 2; tap >= 0; tap--) {
                int other = first + taps[tap];
                place = numbers[other] == largest ? other : place;
            }
            made[place] += gradient[begin + stop];
        }
    }
}
