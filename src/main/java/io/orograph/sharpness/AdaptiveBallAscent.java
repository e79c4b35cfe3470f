package io.orograph.sharpness;

import io.orograph.math.Vectors;
import io.orograph.task.ProgressListener;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The largest increase found where weights change relative to themselves: max L(θ + |θ|⊙u) − L(θ) over ‖u‖ ≤ ρ, by
 * projected gradient ascent in u (Andriushchenko et al. 2023, arXiv 2302.07011). The gradient is |θ|⊙∇L, steps are of
 * length ρ, and projection is in u too, with no constant added anywhere: so the search of a network whose units are
 * rescaled goes through the same functions. It is a lower bound of the maximum, compared at an equal number of steps and
 * of starts, which are drawn in u by one seed; the same search with twice as many of both is there beside it. A weight
 * that is zero does not move, nor do biases, scales and shifts.
 *
 * <p>The errors of the sample hold the point that was found: where it is the maximum, that is the whole first-order
 * effect of other samples (Danskin 1966).
 *
 * @param rho radius, relative to the weights
 * @param steps of each ascent
 * @param starts how many: the first mostly along the gradient, the others random
 * @param seed of the starts
 */
public record AdaptiveBallAscent(double rho, int steps, int starts, long seed) implements SharpnessMeasure {

    public static final double DEFAULT_RHO = 0.5;
    public static final int DEFAULT_STEPS = 20;
    public static final int DEFAULT_STARTS = 3;

    /** Of the gradient's direction in the first start. */
    private static final double RANDOM_SHARE = 0.1;

    @Override
    public Definition definition() {
        return new Definition(
                "adaptive-ball",
                "worst increase found relative to the weights, biases held, ρ = " + rho + ", " + steps + " steps, "
                        + starts + " starts",
                "max L(θ + |θ|⊙u) − L(θ), ‖u‖ ≤ ρ",
                "Andriushchenko et al. 2023, arXiv 2302.07011; after Kwon et al. 2021, arXiv 2102.11600");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of(Rescaling.values());
    }

    @Override
    public boolean votes() {
        return true;
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        Magnitudes magnitudes = Magnitudes.of(point);
        double[] scale = magnitudes.values();
        Search search = new Search(point, scale);
        Random random = new Random(seed);
        for (int start = 0; start < 2 * starts; start++) {
            search.climb(start, random, progress);
        }
        if (!Double.isFinite(search.largest)) {
            return new Measurement(search.largest, Double.NaN, "the loss is not finite within the ball");
        }
        Replicates replicates = new Replicates(point.increasesWithoutEachGroup(search.place()), List.of());
        return new Measurement(
                search.largest, Double.NaN, "a lower bound" + magnitudes.note(), replicates, search.largestOfTwice);
    }

    /** All ascents from one point. */
    private final class Search {

        private final MeasuredPoint point;
        private final double[] scale;
        private double[] best;
        private double largest = Double.NEGATIVE_INFINITY;
        private double largestOfTwice = Double.NEGATIVE_INFINITY;

        Search(MeasuredPoint point, double[] scale) {
            this.point = point;
            this.scale = scale;
            this.best = new double[scale.length];
        }

        void climb(int start, Random random, ProgressListener progress) {
            double[] u = Vectors.gaussian(random, scale.length);
            if (start == 0) {
                Vectors.normalize(u);
                Vectors.scale(u, RANDOM_SHARE);
                addUnit(u, relative(point.gradient()), 1);
            }
            clear(u);
            Vectors.normalize(u);
            Vectors.scale(u, rho);
            double[] gradient = new double[u.length];
            for (int step = 0; step <= 2 * steps; step++) {
                meet(point.increase(moved(u), gradient), u, start < starts && step <= steps);
                progress.progress(start * (2 * steps + 1) + step + 1, 2 * starts * (2 * steps + 1));
                if (step < 2 * steps) {
                    addUnit(u, relative(gradient), rho);
                    Vectors.scale(u, Math.min(1, rho / Vectors.norm(u)));
                }
            }
        }

        private void meet(double increase, double[] u, boolean counts) {
            // An increase that is NaN stays the largest: the maximum is then not known.
            if (counts && !(increase <= largest) && !Double.isNaN(largest)) {
                largest = increase;
                best = u.clone();
            }
            if (!(increase <= largestOfTwice) && !Double.isNaN(largestOfTwice)) {
                largestOfTwice = increase;
            }
        }

        /** What does not move takes no part of the radius. */
        private void clear(double[] u) {
            for (int i = 0; i < u.length; i++) {
                u[i] = scale[i] == 0 ? 0 : u[i];
            }
        }

        private double[] relative(double[] gradient) {
            double[] relative = gradient.clone();
            for (int i = 0; i < relative.length; i++) {
                relative[i] *= scale[i];
            }
            return relative;
        }

        private double[] moved(double[] u) {
            double[] moved = point.theta().clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += scale[i] * u[i];
            }
            return moved;
        }

        double[] place() {
            return moved(best);
        }
    }

    private static void addUnit(double[] u, double[] direction, double length) {
        double norm = Vectors.norm(direction);
        if (norm > 0 && Double.isFinite(norm)) {
            Vectors.add(u, length / norm, direction);
        }
    }
}
