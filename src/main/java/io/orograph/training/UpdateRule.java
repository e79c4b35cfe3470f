package io.orograph.training;

import java.util.List;
import java.util.Optional;

/**
 * The update that a first-order optimiser makes with a gradient. A rule keeps its moments from step to step, so each
 * run has an instance of its own, for vectors of one length. NaN and infinities pass through to θ: nothing is clipped.
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

    /**
     * Returns the vectors that it keeps from step to step, in a fixed order and as they are now; not to be written to.
     */
    default List<double[]> moments() {
        return List.of();
    }

    /**
     * Puts the rule where another one of its kind was.
     *
     * @param kept the {@link #moments} of that one
     * @param updates how many it had made
     * @throws IllegalArgumentException if they are not of this kind
     */
    default void restore(List<double[]> kept, long updates) {
        List<double[]> own = moments();
        for (int i = 0; i < Math.max(own.size(), kept.size()); i++) {
            if (own.size() != kept.size() || own.get(i).length != kept.get(i).length) {
                throw new IllegalArgumentException("the moments of another optimizer, or of another network");
            }
            System.arraycopy(kept.get(i), 0, own.get(i), 0, own.get(i).length);
        }
    }

    /**
     * Returns the sharpness up to which steps on all samples settle, after the updates so far; empty where none is known,
     * as for a rule that has to see a gradient first.
     *
     * @param learningRate η of the next step
     */
    default Optional<StabilityLine> stability(double learningRate) {
        return Optional.empty();
    }
}
