package io.orograph.training;

import io.orograph.choice.Named;

/**
 * The place where an optimiser takes its gradient. A further one is a class that implements {@link Optimizer} and a
 * line here.
 */
public enum Ascent implements Named {
    /** The gradient at the weights. */
    NONE("none", "none", 0, (size, rule, radius) -> new PlainOptimizer(size, rule)),
    /** The gradient at the worst point of a ball around the weights: {@link SharpnessAwareOptimizer}. */
    SAM("sam", "SAM", 0.05, (size, rule, radius) -> new SharpnessAwareOptimizer(size, rule, radius, false)),
    /** The gradient at the worst point of a ball scaled by the weights. */
    ASAM("asam", "ASAM", 0.5, (size, rule, radius) -> new SharpnessAwareOptimizer(size, rule, radius, true));

    /** Puts an optimiser around a rule. */
    @FunctionalInterface
    private interface Factory {
        Optimizer around(int size, UpdateRule rule, double radius);
    }

    private final String label;
    private final String title;
    private final double radius;
    private final Factory factory;

    Ascent(String label, String title, double radius, Factory factory) {
        this.label = label;
        this.title = title;
        this.radius = radius;
        this.factory = factory;
    }

    @Override
    public String label() {
        return label;
    }

    /** Returns what to call it in a list of choices, and before the base optimiser's name where there is an ascent. */
    @Override
    public String title() {
        return title;
    }

    /** Returns ρ where none is given: 0.05 for SAM (Foret et al. 2021), 0.5 for ASAM (Kwon et al. 2021). */
    public double defaultRadius() {
        return radius;
    }

    /**
     * Returns an optimiser in its first state that takes its gradient here.
     *
     * @param size length of θ
     * @param rho radius; not read by {@link #NONE}
     */
    Optimizer around(int size, UpdateRule rule, double rho) {
        return factory.around(size, rule, rho);
    }
}
