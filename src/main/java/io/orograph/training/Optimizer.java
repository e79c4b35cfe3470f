package io.orograph.training;

/**
 * Goes down a loss step by step. Stateful: each run has an instance of its own, used by one thread at a time. An
 * exception from the gradient, as of a cancelled run, leaves θ as it was before the step.
 */
public interface Optimizer {

    /**
     * Moves θ by one step.
     *
     * @param theta changed in place
     * @param learningRate η of this step
     * @param function the loss of this step
     * @return the loss at θ before the step
     */
    double step(double[] theta, double learningRate, GradientFunction function);

    /** Returns what moves θ, with all that is kept from step to step; it makes one update a step. */
    UpdateRule rule();
}
