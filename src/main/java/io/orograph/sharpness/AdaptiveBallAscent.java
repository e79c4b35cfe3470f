package io.orograph.sharpness;

import io.orograph.math.Vectors;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The largest increase found where weights change relative to themselves: max L(θ + |θ|⊙u) − L(θ) over ‖u‖ ≤ ρ, by
 * projected gradient ascent in u (Andriushchenko et al. 2023, arXiv 2302.07011). The gradient is |θ|⊙∇L, steps are of
 * length ρ, and projection is in u too, with no constant added anywhere: so the search of a network whose units are
 * rescaled goes through the same functions. It is a lower bound of the maximum, compared at an equal number of steps and
 * of starts, which are drawn in u by one seed; beside it there is a search with twice as many starts, of
 * which the better half goes on for twice as many steps. A weight
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
        List<Ascent> ascents = ascents(point, magnitudes.values(), progress);
        Ascent best = Collections.max(ascents.subList(0, starts), Comparator.comparingDouble(Ascent::largest));
        double largest = best.largest();
        double[] place = best.place();
        ascents.sort(Comparator.comparingDouble(Ascent::largest).reversed());
        ascents.subList(0, starts).forEach(Ascent::climb);
        double twice = ascents.stream().mapToDouble(Ascent::largest).max().orElseThrow();
        if (!Double.isFinite(largest)) {
            return new Measurement(largest, Double.NaN, "the loss is not finite within the ball");
        }
        Replicates replicates = Replicates.sampled(point.increasesWithoutEachGroup(place));
        return new Measurement(largest, Double.NaN, "a lower bound" + magnitudes.note(), replicates, twice);
    }

    /** Returns twice as many ascents as there are starts, each of so many steps. */
    private List<Ascent> ascents(MeasuredPoint point, double[] scale, ProgressListener progress) {
        int evaluations = 2 * starts * (steps + 1) + starts * steps;
        AtomicInteger done = new AtomicInteger();
        Runnable evaluated = () -> progress.progress(done.incrementAndGet(), evaluations);
        Random random = new Random(seed);
        List<Ascent> ascents = new ArrayList<>();
        for (int start = 0; start < 2 * starts; start++) {
            Ascent ascent = new Ascent(point, scale, evaluated);
            ascent.begin(random, start == 0);
            ascent.climb();
            ascents.add(ascent);
        }
        return ascents;
    }

    /** An ascent from one start. */
    private final class Ascent {

        private final MeasuredPoint point;
        private final double[] scale;
        private final Runnable evaluated;
        private final double[] gradient;
        private double[] u;
        private double[] best;
        private double largest = Double.NEGATIVE_INFINITY;

        Ascent(MeasuredPoint point, double[] scale, Runnable evaluated) {
            this.point = point;
            this.scale = scale;
            this.evaluated = evaluated;
            this.gradient = new double[scale.length];
        }

        void begin(Random random, boolean isAlongGradient) {
            u = Vectors.gaussian(random, scale.length);
            if (isAlongGradient) {
                Vectors.normalize(u);
                Vectors.scale(u, RANDOM_SHARE);
                addUnit(u, relative(point.gradient()), 1);
            }
            clear(u);
            Vectors.normalize(u);
            Vectors.scale(u, rho);
            evaluate();
        }

        /** Goes on from where it is. */
        void climb() {
            for (int step = 0; step < steps; step++) {
                addUnit(u, relative(gradient), rho);
                Vectors.scale(u, Math.min(1, rho / Vectors.norm(u)));
                evaluate();
            }
        }

        private void evaluate() {
            double increase = point.increase(moved(u), gradient);
            // An increase that is NaN stays the largest: the maximum is then not known.
            if (!(increase <= largest) && !Double.isNaN(largest)) {
                largest = increase;
                best = u.clone();
            }
            evaluated.run();
        }

        double largest() {
            return largest;
        }

        double[] place() {
            return moved(best);
        }

        /** What does not move takes no part of the radius. */
        private void clear(double[] relative) {
            for (int i = 0; i < relative.length; i++) {
                relative[i] = scale[i] == 0 ? 0 : relative[i];
            }
        }

        private double[] relative(double[] absolute) {
            double[] relative = absolute.clone();
            for (int i = 0; i < relative.length; i++) {
                relative[i] *= scale[i];
            }
            return relative;
        }

        private double[] moved(double[] relative) {
            double[] moved = point.theta().clone();
            for (int i = 0; i < moved.length; i++) {
                moved[i] += scale[i] * relative[i];
            }
            return moved;
        }
    }

    private static void addUnit(double[] u, double[] direction, double length) {
        double norm = Vectors.norm(direction);
        if (norm > 0 && Double.isFinite(norm)) {
            Vectors.add(u, length / norm, direction);
        }
    }
}
