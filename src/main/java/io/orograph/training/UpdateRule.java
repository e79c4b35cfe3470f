package io.orograph.training;

/**
 * What a first-order optimiser does with a gradient. It keeps its moments from step to step, so each run has an
 * instance of its own, for vectors of one length. NaN and infinities pass through to θ: nothing is clipped.
 */
public interface UpdateRule {

    /**
     * Moves θ by one step.
     *
     * @param theta changed in place
     * @param gradient ∇L, read only
     * @param learningRate η of this step
     */
    void update(double[] theta, double[] gradient, double learningRate);
}
