package io.orograph.training;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * RMSProp (Tieleman &amp; Hinton 2012, lecture 6e) in PyTorch's form, neither centred nor with momentum:
 *
 * <pre>
 * g ← ∇L + λθ
 * v ← αv + (1 − α)g²
 * θ ← θ − η·g / (√v + ε)
 * </pre>
 *
 * with α = 0.99 and ε = 10⁻⁸.
 */
final class RootMeanSquare implements UpdateRule {

    private static final double ALPHA = 0.99;
    private static final double EPSILON = 1e-8;

    private final double weightDecay;
    private final double[] square;

    /**
     * Makes the rule with zero moments.
     *
     * @param size length of θ
     * @param weightDecay λ
     */
    RootMeanSquare(int size, double weightDecay) {
        this.weightDecay = weightDecay;
        this.square = new double[size];
    }

    @Override
    public List<double[]> moments() {
        return List.of(square);
    }

    @Override
    public Optional<StabilityLine> stability(double learningRate) {
        double[] root = Arrays.stream(square).map(v -> Math.sqrt(v) + EPSILON).toArray();
        boolean hasStepped = Arrays.stream(square).anyMatch(v -> v > 0);
        return hasStepped
                ? Optional.of(new StabilityLine(2 / learningRate, Optional.of(root), weightDecay))
                : Optional.empty();
    }

    @Override
    public void update(double[] theta, double[] gradient, double learningRate) {
        for (int i = 0; i < theta.length; i++) {
            double g = gradient[i] + weightDecay * theta[i];
            square[i] = ALPHA * square[i] + (1 - ALPHA) * g * g;
            theta[i] -= learningRate * g / (Math.sqrt(square[i]) + EPSILON);
        }
    }
}
