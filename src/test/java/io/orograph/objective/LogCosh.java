package io.orograph.objective;

/** A loss that the program does not have, as someone would add it: log cosh(y − t) of real targets t. */
public final class LogCosh extends ElementwiseLoss {

    /** The line in the list. */
    public static final LossKind KIND = new LossKind(new LogCosh(), "Log-cosh", "real targets, few of them far off");

    @Override
    public String name() {
        return "log-cosh";
    }

    @Override
    public String title() {
        return "log-cosh error";
    }

    @Override
    public boolean hasAccuracy() {
        return false;
    }

    @Override
    double loss(double output, double target) {
        return Math.log(Math.cosh(output - target));
    }

    @Override
    double derivative(double output, double target) {
        return Math.tanh(output - target);
    }

    @Override
    boolean isRight(double output, double target) {
        return false;
    }
}
