package io.orograph.training;

/** An update rule that the program does not have, as someone would add it: θ ← θ − η·sign(∇L + λθ). */
public final class SignDescent implements UpdateRule {

    /** The line in the list. */
    public static final BaseOptimizer BASE = new BaseOptimizer(
            "signsgd", "signSGD", 1e-3, (size, momentum, weightDecay) -> new SignDescent(weightDecay));

    private final double weightDecay;

    SignDescent(double weightDecay) {
        this.weightDecay = weightDecay;
    }

    @Override
    public void update(double[] theta, double[] gradient, double learningRate) {
        for (int i = 0; i < theta.length; i++) {
            theta[i] -= learningRate * Math.signum(gradient[i] + weightDecay * theta[i]);
        }
    }
}
