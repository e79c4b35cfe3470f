package io.orograph.training;

import java.util.Optional;

/**
 * The sharpness beyond which full-batch steps of an optimiser move away from a minimum instead of settling in it. On a
 * quadratic with the Hessian H, a step with the settings and moments of now shrinks every direction as long as the largest
 * eigenvalue of P⁻¹(H + λI) is below the line; training drives it there and holds it about there, the edge of stability
 * (Cohen et al. 2021, arXiv 2103.00065; for adaptive rules 2022, arXiv 2207.14484):
 *
 * <pre>
 * gradient descent    2/η                           P = I
 * momentum            2(1 + μ)/η                    P = I
 * Nesterov            2(1 + μ)/(η(1 + 2μ))          P = I
 * RMSProp             2/η                           P = √v + ε
 * Adam                2(1 + β₁)/((1 − β₁)η)         P = (1 − β₁ᵗ)(√(v/(1 − β₂ᵗ)) + ε)
 * AdamW               (2 − ηλ)(1 + β₁)/((1 − β₁)η)  the same, and no λ in the matrix
 * </pre>
 *
 * The line of AdamW follows from the eigenvalues of its step on a quadratic with P held; with λ = 0 it is Adam's.
 *
 * @param sharpness the line, the largest eigenvalue that still settles
 * @param preconditioner the diagonal of P, all positive, as long as θ; empty for the identity
 * @param decay λ of an L2 penalty that is added to the diagonal of H
 */
public record StabilityLine(double sharpness, Optional<double[]> preconditioner, double decay) {

    /** Returns a line of the Hessian itself. */
    static StabilityLine of(double sharpness, double decay) {
        return new StabilityLine(sharpness, Optional.empty(), decay);
    }

    /**
     * Returns the line of an optimiser, or why none is known.
     *
     * @param settings what takes the steps
     * @param samples that are trained on
     * @param learningRate η of the step that is looked at, by the schedule
     * @param state of the training there
     */
    public static Known of(TrainingSettings settings, int samples, double learningRate, TrainingState state) {
        OptimizerSettings optimizer = settings.optimizer();
        // Behind θ may stand running statistics, which no optimiser moves: the moments are as long as θ.
        int size = state.moments().isEmpty() ? 0 : state.moments().get(0).length;
        UpdateRule rule = optimizer.create(size).rule();
        if (state.steps() > 0) {
            rule.restore(state.moments(), state.steps());
        }
        return of(settings, samples, rule.stability(learningRate), " has no line before its first step");
    }

    /**
     * Returns the line of an optimiser at a step whose moments are not known, as along a path of weights; none where it
     * follows from them.
     *
     * @param learningRate η of the step, by the schedule
     */
    public static Known withoutMoments(TrainingSettings settings, int samples, double learningRate) {
        return of(
                settings,
                samples,
                settings.optimizer().create(0).rule().stability(learningRate),
                " has its line on the Hessian by its moments, which a path of weights does not hold");
    }

    /** Returns why there is no line. */
    public static Known unknown(String reason) {
        return Known.not(reason);
    }

    private static Known of(TrainingSettings settings, int samples, Optional<StabilityLine> line, String without) {
        OptimizerSettings optimizer = settings.optimizer();
        if (optimizer.ascent() != Ascent.NONE) {
            return Known.not(optimizer.ascent().title()
                    + " takes its gradient beside the weights, so that the line of its base does not hold for it");
        }
        if (settings.batchSize() < samples) {
            return Known.not("steps on batches of " + settings.batchSize() + " of " + samples
                    + " samples settle below the line of full batches, by how much depends on their noise");
        }
        return line.map(Known::line).orElseGet(() -> Known.not(optimizer.title() + without));
    }

    /**
     * A line, or the reason why there is none.
     *
     * @param line empty if none is known
     * @param reason a clause that says why; empty where there is one
     */
    public record Known(Optional<StabilityLine> line, String reason) {

        private static Known line(StabilityLine line) {
            return new Known(Optional.of(line), "");
        }

        private static Known not(String reason) {
            return new Known(Optional.empty(), reason);
        }
    }
}
