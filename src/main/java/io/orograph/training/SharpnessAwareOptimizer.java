package io.orograph.training;

/**
 * Sharpness-aware minimisation around any update rule: goes down the gradient taken at the worst point near θ.
 *
 * <pre>
 * SAM  (Foret et al. 2021, arXiv 2010.01412):  e = ρ·g / (‖g‖ + 10⁻¹²)
 * ASAM (Kwon et al. 2021, arXiv 2102.11600):   e = ρ·θ²⊙g / (‖|θ|⊙g‖ + 10⁻¹²), so that rescaled layers give the same
 * θ ← rule(θ, ∇L(θ + e))
 * </pre>
 *
 * <p>The ascent is one step and sees the loss alone; a weight decay belongs to the rule and acts at θ. The ascended
 * point is a vector of its own and θ stays where it is, so that the rule begins at θ to the bit: subtracting e again
 * would leave what rounding took. (The published ASAM adds 0.01 to |θ| of some tensors; here nothing is added.)
 */
final class SharpnessAwareOptimizer implements Optimizer {

    private static final double EPSILON = 1e-12;

    private final UpdateRule rule;
    private final double radius;
    private final boolean adaptive;
    private final double[] gradient;
    private final double[] ascended;

    /**
     * Makes an optimiser that takes the gradient at the ascent point.
     *
     * @param size length of θ
     * @param radius ρ
     * @param adaptive whether it is ASAM
     */
    SharpnessAwareOptimizer(int size, UpdateRule rule, double radius, boolean adaptive) {
        this.rule = rule;
        this.radius = radius;
        this.adaptive = adaptive;
        this.gradient = new double[size];
        this.ascended = new double[size];
    }

    @Override
    public double step(double[] theta, double learningRate, GradientFunction function) {
        double loss = function.at(theta, gradient);
        double norm = 0;
        for (int i = 0; i < theta.length; i++) {
            double g = adaptive ? theta[i] * gradient[i] : gradient[i];
            norm += g * g;
        }
        double scale = radius / (Math.sqrt(norm) + EPSILON);
        for (int i = 0; i < theta.length; i++) {
            double unit = adaptive ? theta[i] * theta[i] : 1;
            ascended[i] = theta[i] + scale * unit * gradient[i];
        }
        function.at(ascended, gradient);
        rule.update(theta, gradient, learningRate);
        return loss;
    }

    @Override
    public UpdateRule rule() {
        return rule;
    }
}
