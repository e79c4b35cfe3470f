package io.orograph.network.operators.pool;

import io.orograph.network.operators.window.PaddedMap;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;

/** Loops whose way back looks at the numbers under each window, map by map, in a map with its padding. */
abstract class PlacedLoops extends MapLoops {

    private final PaddedMap padded;
    private final double[] numbers;
    private final double[] made;

    /**
     * @param padding what stands around a map
     */
    PlacedLoops(Window.Axis[] axes, int maps, double padding) {
        super(axes, maps);
        this.padded = PaddedMap.of(axes);
        this.numbers = new double[padded.size()];
        Arrays.fill(numbers, padding);
        this.made = new double[padded.size()];
    }

    @Override
    final void backward(double[] x, double[] y, double[] gradient, int count, double[] wanted) {
        for (int map = 0; map < count; map++) {
            padded.put(x, map * size(), numbers);
            Arrays.fill(made, 0);
            for (int stop = 0; stop < stops(); stop++) {
                int at = map * stops() + stop;
                spread(padded.first()[stop], padded.taps(), y[at], gradient[at]);
            }
            padded.take(made, wanted, map * size());
        }
    }

    /**
     * Adds the gradient of a window's result to those of its numbers.
     *
     * @param first the first place of the window
     * @param taps where its places lie from there on
     */
    abstract void spread(int first, int[] taps, double result, double gradient);

    final double number(int place) {
        return numbers[place];
    }

    final void add(int place, double gradient) {
        made[place] += gradient;
    }
}
