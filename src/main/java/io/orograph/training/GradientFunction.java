package io.orograph.training;

/** The loss that an optimiser goes down, as it sees it in one step: on one minibatch. */
@FunctionalInterface
public interface GradientFunction {

    /**
     * Returns the loss at θ and its gradient. Called several times within a step, it is the same function each time.
     *
     * @param theta θ; read only
     * @param gradient overwritten with ∇L(θ)
     * @return L(θ)
     */
    double at(double[] theta, double[] gradient);
}
