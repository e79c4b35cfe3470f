package io.orograph.network.operators.pool;

import io.orograph.network.operators.window.PaddedMap;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;

/** The p-norm of the numbers under each window, whose slope by x is sgn(x)·(|x|/norm)^(p − 1), or 0 where all are 0. */
final class NormLoops extends MapLoops {

    private final AxisPasses passes;
    private final PaddedMap padded;
    private final double power;
    private final double[] numbers;
    private final double[] made;

    NormLoops(Window.Axis[] axes, int maps, double power) {
        super(axes, maps);
        this.passes = new AxisPasses(axes, atOnce());
        this.padded = PaddedMap.of(axes);
        this.power = power;
        this.numbers = new double[padded.size()];
        this.made = new double[padded.size()];
    }

    @Override
    void forward(double[] x, int count, double[] y) {
        for (int place = 0; place < count * size(); place++) {
            x[place] = Math.pow(Math.abs(x[place]), power);
        }
        passes.sum(x, count, y);
        for (int stop = 0; stop < count * stops(); stop++) {
            y[stop] = Math.pow(y[stop], 1 / power);
        }
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
        for (int stop = begin; stop < begin + stops(); stop++) {
            for (int tap : padded.taps()) {
                int place = padded.first()[stop - begin] + tap;
                made[place] += gradient[stop] * slope(numbers[place], y[stop]);
            }
        }
    }

    private double slope(double x, double norm) {
        return norm == 0 ? 0 : Math.signum(x) * Math.pow(Math.abs(x) / norm, power - 1);
    }
}
