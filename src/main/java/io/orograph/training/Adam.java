package io.orograph.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Adam (Kingma &amp; Ba 2015) and AdamW (Loshchilov &amp; Hutter 2019) in PyTorch's form, t counted from 1:
 *
 * <pre>
 * g ← ∇L + λθ                      AdamW: θ ← (1 − ηλ)θ instead
 * m ← β₁m + (1 − β₁)g
 * v ← β₂v + (1 − β₂)g²
 * θ ← θ − η/(1 − β₁ᵗ) · m / (√v/√(1 − β₂ᵗ) + ε)
 * </pre>
 *
 * with β₁ = 0.9, β₂ = 0.999 and ε = 10⁻⁸.
 */
final class Adam implements UpdateRule {

    private static final double BETA_1 = 0.9;
    private static final double BETA_2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final double weightDecay;
    private final boolean decoupled;
    private final double[] first;
    private final double[] second;
    private long steps;

    /**
     * Makes the rule with zero moments.
     *
     * @param size length of θ
     * @param weightDecay λ
     * @param decoupled whether the decay acts on the weights (AdamW) instead of on the gradient
     */
    Adam(int size, double weightDecay, boolean decoupled) {
        this.weightDecay = weightDecay;
        this.decoupled = decoupled;
        this.first = new double[size];
        this.second = new double[size];
    }

    @Override
    public List<double[]> moments() {
        return List.of(first, second);
    }

    @Override
    public void restore(List<double[]> kept, long updates) {
        UpdateRule.super.restore(kept, updates);
        steps = updates;
    }

    @Override
    public Optional<StabilityLine> stability(double learningRate) {
        if (steps == 0) {
            return Optional.empty();
        }
        double first = 1 - Math.pow(BETA_1, (double) steps);
        double root = Math.sqrt(1 - Math.pow(BETA_2, (double) steps));
        double[] preconditioner = Arrays.stream(second)
                .map(v -> first * (Math.sqrt(v) / root + EPSILON))
                .toArray();
        double shrunk = decoupled ? learningRate * weightDecay : 0;
        double settling = (2 - shrunk) * (1 + BETA_1) / ((1 - BETA_1) * learningRate);
        return Optional.of(new StabilityLine(settling, Optional.of(preconditioner), decoupled ? 0 : weightDecay));
    }

    @Override
    public void update(double[] theta, double[] gradient, double learningRate) {
        steps++;
        double step = learningRate / (1 - Math.pow(BETA_1, (double) steps));
        double root = Math.sqrt(1 - Math.pow(BETA_2, (double) steps));
        for (int i = 0; i < theta.length; i++) {
            double g = gradient[i];
            if (decoupled) {
                theta[i] *= 1 - learningRate * weightDecay;
            } else {
                g += weightDecay * theta[i];
            }
            first[i] = BETA_1 * first[i] + (1 - BETA_1) * g;
            second[i] = BETA_2 * second[i] + (1 - BETA_2) * g * g;
            theta[i] -= step * first[i] / (Math.sqrt(second[i]) / root + EPSILON);
        }
    }
}
