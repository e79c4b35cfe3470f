package io.orograph.objective;

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
    double derivative(double output, double target) {
        double error = output - target;
        return squared ? 2 * error : Math.signum(error);
    }

    @Override
    boolean isRight(double output, double target) {
        return false;
    }
}
