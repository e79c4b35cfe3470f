package io.orograph.sharpness;

import io.orograph.math.Vectors;
import io.orograph.task.ProgressListener;
import java.util.Set;

/**
 * SAM's step in units of the weights: L(θ + ρ·θ²⊙∇L/‖|θ|⊙∇L‖) − L(θ), the first-order worst case over
 * ‖y/|θ|‖ ≤ ρ (Kwon et al. 2021, ASAM, arXiv 2102.11600). A weight that is zero does not move.
 *
 * @param rho radius, relative to the weights
 */
public record AdaptiveSamIncrease(double rho) implements SharpnessMeasure {

    public static final double DEFAULT_RHO = 0.5;

    private static final double TINY = 1e-12;

    @Override
    public Definition definition() {
        return new Definition(
                "asam",
                "increase after one step up the gradient in units of the weights, ρ = " + rho,
                "L(θ + ρ·θ²⊙∇L/‖|θ|⊙∇L‖) − L(θ)",
                "Kwon et al. 2021, arXiv 2102.11600");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of(Rescaling.values());
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        return point.stepUp(gradient -> step(point.theta(), gradient), progress);
    }

    private double[] step(double[] theta, double[] gradient) {
        double[] scaled = new double[theta.length];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = Math.abs(theta[i]) * gradient[i];
        }
        double length = rho / (Vectors.norm(scaled) + TINY);
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] *= Math.abs(theta[i]);
        }
        return Vectors.sum(theta, length, scaled);
    }
}
