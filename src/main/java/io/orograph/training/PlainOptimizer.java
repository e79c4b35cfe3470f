package io.orograph.training;

/** Takes the gradient where the weights are and hands it to a rule. */
final class PlainOptimizer implements Optimizer {

    private final UpdateRule rule;
    private final double[] gradient;

    PlainOptimizer(int size, UpdateRule rule) {
        this.rule = rule;
        this.gradient = new double[size];
    }

    @Override
    public double step(double[] theta, double learningRate, GradientFunction function) {
        double loss = function.at(theta, gradient);
        rule.update(theta, gradient, learningRate);
        return loss;
    }

    @Override
    public UpdateRule rule() {
        return rule;
    }
}
