package io.orograph.objective;

import io.orograph.network.jit.Value;
import java.util.Arrays;

/** Mean squared error (y − t)² or mean absolute error |y − t| of real targets t. */
final class MeanError extends ElementwiseLoss {

    private final boolean squared;

    MeanError(boolean squared) {
        this.squared = squared;
    }

    @Override
    public String name() {
        return squared ? "mse" : "mae";
    }

    @Override
    public String title() {
        return squared ? "mean squared error" : "mean absolute error";
    }

    @Override
    public boolean hasAccuracy() {
        return false;
    }

    @Override
    double loss(double output, double target) {
        double error = output - target;
        return squared ? error * error : Math.abs(error);
    }

    @Override
    boolean canCompile() {
        return true;
    }

    @Override
    Value compiledLoss(Value output, Value target) {
        Value error = output.minus(target);
        return squared ? error.times(error) : error.size();
    }

    @Override
    double derivative(double output, double target) {
        double error = output - target;
        return squared ? 2 * error : Math.signum(error);
    }

    @Override
    boolean isRight(double output, double target) {
        return false;
    }

    /** Returns the mean, or the median, which has the least sum of absolute errors. */
    @Override
    double guess(double[] targets) {
        if (squared) {
            return Arrays.stream(targets).average().orElse(Double.NaN);
        }
        double[] sorted = targets.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
