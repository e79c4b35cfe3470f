package io.orograph.sharpness;

import io.orograph.math.NormalDraws;
import io.orograph.math.Vectors;
import io.orograph.task.ProgressListener;
import java.util.Set;

/**
 * The largest increase found within ‖y‖ ≤ ρ by projected gradient ascent: y ← Π(y + ρ·∇L/‖∇L‖) with Π back onto the
 * ball, from a direction that is mostly the gradient's and a little random, so that it leaves a critical point too. At
 * the minimum of a quadratic this is the power iteration and ends at ½ρ²λmax. A lower bound of the true maximum (Foret
 * et al. 2021; with many steps as Andriushchenko et al. 2023, arXiv 2302.07011).
 *
 * @param rho radius
 * @param steps of ascent
 * @param seed of the random part of the start
 */
public record ProjectedAscent(double rho, int steps, long seed) implements SharpnessMeasure {

    public static final int DEFAULT_STEPS = 20;

    /** The length of the random part of the start, relative to the part along the gradient. */
    private static final double RANDOM_SHARE = 0.1;

    @Override
    public Definition definition() {
        return new Definition(
                "ball-ascent",
                "worst increase found in a ball, ρ = " + rho + ", " + steps + " steps",
                "max L(θ + y) − L(θ), ‖y‖ ≤ ρ",
                "Foret et al. 2021, arXiv 2010.01412");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of();
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        double[] y = NormalDraws.vector(seed, point.theta().length);
        Vectors.scale(y, RANDOM_SHARE / Vectors.norm(y));
        addUnit(y, point.gradient(), 1);
        Vectors.scale(y, rho / Vectors.norm(y));
        double worst = 0;
        double[] place = point.theta();
        for (int step = 0; step <= steps; step++) {
            double[] moved = Vectors.sum(point.theta(), 1, y);
            double increase = point.increase(moved);
            if (!Double.isFinite(increase)) {
                return new Measurement(increase, Double.NaN, "the loss is not finite within the ball");
            }
            if (increase > worst) {
                worst = increase;
                place = moved;
            }
            progress.progress(step + 1, steps + 1);
            if (step < steps) {
                addUnit(y, point.objective().gradient(moved, point.cancel()), rho);
                Vectors.scale(y, Math.min(1, rho / Vectors.norm(y)));
            }
        }
        Replicates replicates = Replicates.sampled(point.increasesWithoutEachGroup(place));
        return new Measurement(worst, Double.NaN, "a lower bound", replicates, Double.NaN);
    }

    private static void addUnit(double[] y, double[] direction, double length) {
        double norm = Vectors.norm(direction);
        if (norm > 0) {
            Vectors.add(y, length / norm, direction);
        }
    }
}
