package io.orograph.training;

/** Where an optimiser takes its gradient. */
public enum Ascent {
    /** At the weights. */
    NONE("", 0),
    /** At the worst point of a ball around them: {@link SharpnessAwareOptimizer}. */
    SAM("SAM", 0.05),
    /** At the worst point of a ball scaled by the weights. */
    ASAM("ASAM", 0.5);

    private final String title;
    private final double radius;

    Ascent(String title, double radius) {
        this.title = title;
        this.radius = radius;
    }

    /** What to call it before the base optimiser's name; empty for none. */
    public String title() {
        return title;
    }

    /** ρ where none is given: 0.05 for SAM (Foret et al. 2021), 0.5 for ASAM (Kwon et al. 2021). */
    public double defaultRadius() {
        return radius;
    }
}
