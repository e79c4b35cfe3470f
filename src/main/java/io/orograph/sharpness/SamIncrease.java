package io.orograph.sharpness;

import io.orograph.math.Vectors;
import io.orograph.task.ProgressListener;
import java.util.Set;

/**
 * The increase of the loss after one step of length ρ up the gradient, L(θ + ρ∇L/‖∇L‖) − L(θ): the first-order estimate
 * of the worst case in a ball (Foret et al. 2021, SAM, arXiv 2010.01412). At an exact critical point there is no
 * gradient to follow and it is 0; {@link ProjectedAscent} goes on from there.
 *
 * @param rho radius
 */
public record SamIncrease(double rho) implements SharpnessMeasure {

    public static final double DEFAULT_RHO = 0.05;

    /** Keeps a zero gradient from being divided by zero. */
    private static final double TINY = 1e-12;

    @Override
    public Definition definition() {
        return new Definition(
                "sam",
                "increase after one step up the gradient, ρ = " + rho,
                "L(θ + ρ∇L/‖∇L‖) − L(θ)",
                "Foret et al. 2021, arXiv 2010.01412");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of();
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        return point.stepUp(gradient -> step(point.theta(), gradient), progress);
    }

    private double[] step(double[] theta, double[] gradient) {
        return Vectors.sum(theta, rho / (Vectors.norm(gradient) + TINY), gradient);
    }
}
