package io.orograph.network.operators.pool;

import io.orograph.network.operators.window.Window;

/** The p-norm of the numbers under each window, whose slope by x is sgn(x)·(|x|/norm)^(p − 1), or 0 where all are 0. */
final class NormLoops extends PlacedLoops {

    private final double power;

    NormLoops(Window.Axis[] axes, int maps, double power) {
        super(axes, maps, 0);
        this.power = power;
    }

    @Override
    void forward(double[] x, int count, double[] y) {
        for (int place = 0; place < count * size(); place++) {
            x[place] = Math.pow(Math.abs(x[place]), power);
        }
        passes().sum(x, count, y);
        for (int stop = 0; stop < count * stops(); stop++) {
            y[stop] = Math.pow(y[stop], 1 / power);
        }
    }

    @Override
    void spread(int first, int[] taps, double norm, double gradient) {
        for (int tap : taps) {
            add(first + tap, gradient * slope(number(first + tap), norm));
        }
    }

    private double slope(double x, double norm) {
        return norm == 0 ? 0 : Math.signum(x) * Math.pow(Math.abs(x) / norm, power - 1);
    }
}
