package io.orograph.training;

import java.util.List;
import java.util.Optional;

/**
 * Stochastic gradient descent, plain or with momentum, in PyTorch's form with dampening 0 (Sutskever et al. 2013):
 *
 * <pre>
 * g ← ∇L + λθ
 * v ← μv + g          (v = g in the first step)
 * θ ← θ − η·v         Nesterov: θ ← θ − η·(g + μv)
 * </pre>
 */
final class GradientDescent implements UpdateRule {

    private final double momentum;
    private final boolean nesterov;
    private final double weightDecay;
    private final double[] velocity;

    /**
     * Makes the rule with zero momentum.
     *
     * @param size length of θ
     * @param momentum μ; 0 for none
     * @param weightDecay λ, the factor of an L2 penalty ½λ‖θ‖²
     */
    GradientDescent(int size, double momentum, boolean nesterov, double weightDecay) {
        this.momentum = momentum;
        this.nesterov = nesterov;
        this.weightDecay = weightDecay;
        this.velocity = momentum == 0 ? null : new double[size];
    }

    @Override
    public List<double[]> moments() {
        return velocity == null ? List.of() : List.of(velocity);
    }

    @Override
    public Optional<StabilityLine> stability(double learningRate) {
        double settling = 2 * (1 + momentum) / (learningRate * (nesterov ? 1 + 2 * momentum : 1));
        return Optional.of(StabilityLine.of(settling, weightDecay));
    }

    @Override
    public void update(double[] theta, double[] gradient, double learningRate) {
        for (int i = 0; i < theta.length; i++) {
            double step = gradient[i] + weightDecay * theta[i];
            if (velocity != null) {
                // Zero at the beginning, so that the first step gives v = g.
                velocity[i] = momentum * velocity[i] + step;
                step = nesterov ? step + momentum * velocity[i] : velocity[i];
            }
            theta[i] -= learningRate * step;
        }
    }
}
