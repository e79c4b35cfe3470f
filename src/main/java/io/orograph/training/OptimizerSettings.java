package io.orograph.training;

import java.util.Optional;

/**
 * The settings of an optimiser.
 *
 * @param base the update rule
 * @param ascent where the gradient is taken
 * @param learningRate η before any schedule
 * @param momentum μ; read by the rules that have one
 * @param weightDecay λ
 * @param radius ρ of {@link Ascent#SAM} and {@link Ascent#ASAM}; not read otherwise
 */
public record OptimizerSettings(
        BaseOptimizer base, Ascent ascent, double learningRate, double momentum, double weightDecay, double radius) {

    /** μ where none is given. */
    public static final double DEFAULT_MOMENTUM = 0.9;

    private static final String RATE = ", learning rate ";

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if a number is not finite or out of its range
     */
    public OptimizerSettings {
        require(learningRate > 0 && Double.isFinite(learningRate), "the learning rate must be positive", learningRate);
        require(momentum >= 0 && momentum < 1, "the momentum must be at least 0 and below 1", momentum);
        require(weightDecay >= 0 && Double.isFinite(weightDecay), "the weight decay must not be negative", weightDecay);
        require(radius >= 0 && Double.isFinite(radius), "the radius must not be negative", radius);
    }

    private static void require(boolean right, String what, double found) {
        if (!right) {
            throw new IllegalArgumentException(what + ", not " + found);
        }
    }

    /** Returns a rule with its defaults: momentum 0.9, no weight decay, the gradient taken at the weights. */
    public static OptimizerSettings of(BaseOptimizer base, double learningRate) {
        return new OptimizerSettings(base, Ascent.NONE, learningRate, DEFAULT_MOMENTUM, 0, 0);
    }

    /** Returns these settings with the gradient taken elsewhere. */
    public OptimizerSettings with(Ascent where, double rho) {
        return new OptimizerSettings(base, where, learningRate, momentum, weightDecay, rho);
    }

    /** Returns these settings with another η. */
    public OptimizerSettings withLearningRate(double rate) {
        return new OptimizerSettings(base, ascent, rate, momentum, weightDecay, radius);
    }

    /**
     * Returns an optimiser in its first state.
     *
     * @param size length of θ
     */
    public Optimizer create(int size) {
        return ascent.around(size, base.rule(size, momentum, weightDecay), radius);
    }

    /** Returns all of it, for a provenance: {@code SGD with momentum, learning rate 0.05, momentum 0.9, weight decay 0.0, radius 0.0}. */
    public String text() {
        return title() + RATE + learningRate + ", momentum " + momentum + ", weight decay " + weightDecay + ", radius "
                + radius;
    }

    /** Returns the title in what {@link #text} begins with; empty for something else. */
    static Optional<String> titleIn(String text) {
        int end = text.indexOf(RATE);
        return end < 0 ? Optional.empty() : Optional.of(text.substring(0, end));
    }

    /** Returns what a caption says: {@code SAM on SGD with momentum}. */
    public String title() {
        return ascent == Ascent.NONE ? base.title() : ascent.title() + " on " + base.title();
    }
}
