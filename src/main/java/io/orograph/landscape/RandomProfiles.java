package io.orograph.landscape;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.math.Vectors;
import io.orograph.network.ParameterLayout;
import io.orograph.objective.AffineSubspace;
import io.orograph.objective.Moments;
import io.orograph.objective.Objective;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Random;

/**
 * Draws planes of random directions and evaluates the loss along the axes of each through θ₀, by the same directions as a
 * landscape: {@link Profiles}.
 *
 * @param first directions of the first plane; each further plane has the seed of the one before plus 1
 * @param planes how many; two lines each
 * @param axis the positions along each line
 */
public record RandomProfiles(RandomDirections first, int planes, Axis axis) {

    /** The loss is looked at out to so many times 2 in steps of 2, from where the weights move by 1/128 of their norm. */
    private static final int DOUBLINGS = 10;

    private static final double NEAREST = 1.0 / 128;

    /**
     * Where the lines go through.
     *
     * @param objective of the losses
     * @param exact of the same loss and data in double precision, for what bends
     * @param theta θ₀
     */
    public record Subject(Objective objective, Objective exact, double[] theta) {

        private ParameterLayout layout() {
            return objective.network().layout();
        }
    }

    /** Counts what is done. */
    private static final class Count {

        private final ProgressListener listener;
        private final long total;
        private long done;

        Count(ProgressListener listener, long total) {
            this.listener = listener;
            this.total = total;
        }

        synchronized void one() {
            listener.progress(++done, total);
        }
    }

    /**
     * Evaluates.
     *
     * @throws io.orograph.curvature.UndefinedCurvatureException if the loss at θ₀ has no gradient
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Profiles of(Subject subject, ProgressListener progress, CancelToken cancel) {
        Count count = new Count(progress, 2L * planes * (axis.count() + 2L * DOUBLINGS + 2));
        double[][] losses = new double[2 * planes][];
        double[][] rungs = new double[2 * planes][];
        double[] bends = new double[2 * planes];
        double[] theta = subject.theta;
        FreeParameters free = FreeParameters.all(subject.layout());
        Hessian hessian = new Hessian(subject.exact, theta, free, cancel);
        double unit = 0;
        for (int k = 0; k < planes; k++) {
            Plane plane = first.withSeed(first.seed() + k).plane(subject.layout(), theta);
            unit = unit == 0 ? unit(plane) : unit;
            for (int line = 0; line < 2; line++) {
                double[] positions = positions(unit);
                int axisOf = line;
                double[] all = subject.objective
                        .kept()
                        .unit(
                                "lines",
                                2 * k + line,
                                () -> along(subject.objective, plane.subspace(), axisOf, positions, count, cancel));
                losses[2 * k + line] = java.util.Arrays.copyOf(all, axis.count());
                rungs[2 * k + line] = java.util.Arrays.copyOfRange(all, axis.count(), all.length);
                double[] direction = line == 0 ? plane.first() : plane.second();
                bends[2 * k + line] = hessian.part(
                                "bends", 2 * k + line, () -> new double[] {bend(hessian, free.restrict(direction))})[0];
                count.one();
            }
        }
        Moments expected = expected(hessian, free.restrict(first.scale(subject.layout(), theta)), count);
        double center = subject.objective.evaluate(theta, cancel).loss();
        return new Profiles(
                axis.values(),
                losses,
                center,
                bends,
                expected.mean(),
                expected.standardError(),
                reach(rungs, center, unit));
    }

    /** Returns the position at which a line moves the weights by as much as they are long; 1 where they are 0. */
    private static double unit(Plane plane) {
        double ratio = Vectors.norm(plane.origin()) / Vectors.norm(plane.first());
        return ratio > 0 && Double.isFinite(ratio) ? ratio : 1;
    }

    /** Returns the positions of the profile, and behind them those of the ladder on both sides. */
    private double[] positions(double unit) {
        double[] positions = java.util.Arrays.copyOf(axis.values(), axis.count() + 2 * DOUBLINGS);
        for (int rung = 0; rung < DOUBLINGS; rung++) {
            double position = unit * NEAREST * Math.pow(2, rung);
            positions[axis.count() + 2 * rung] = position;
            positions[axis.count() + 2 * rung + 1] = -position;
        }
        return positions;
    }

    private static double[] along(
            Objective objective,
            AffineSubspace subspace,
            int line,
            double[] positions,
            Count count,
            CancelToken cancel) {
        double[] losses = new double[positions.length];
        objective.parallel(positions.length, cancel, (worker, i) -> {
            double[] place = new double[2];
            place[line] = positions[i];
            losses[i] = worker.evaluate(subspace, cancel, place).loss();
            count.one();
        });
        return losses;
    }

    private static double bend(Hessian hessian, double[] direction) {
        return Vectors.dot(direction, hessian.apply(direction)) / Vectors.dot(direction, direction);
    }

    /** Returns (Sz)ᵀH(Sz)/tr(S²) over probes z of ±1, whose mean is tr(SHS)/tr(S²) (Hutchinson 1990). */
    private Moments expected(Hessian hessian, double[] scale, Count count) {
        Random random = new Random(first.seed());
        Moments moments = new Moments();
        for (int probe = 0; probe < 2 * planes; probe++) {
            double[] z = Vectors.rademacher(random, scale.length);
            for (int i = 0; i < z.length; i++) {
                z[i] *= scale[i];
            }
            moments.add(hessian.part("expected bends", probe, () -> new double[] {bend(hessian, z)})[0]);
            count.one();
        }
        return moments;
    }

    private static double reach(double[][] rungs, double center, double unit) {
        double doubled = 2 * center;
        if (!(center > 0) || !Double.isFinite(center)) {
            return Double.NaN;
        }
        double before = center;
        double from = 0;
        for (int rung = 0; rung < DOUBLINGS; rung++) {
            double position = unit * NEAREST * Math.pow(2, rung);
            double[] both = new double[2 * rungs.length];
            for (int line = 0; line < rungs.length; line++) {
                both[2 * line] = rungs[line][2 * rung];
                both[2 * line + 1] = rungs[line][2 * rung + 1];
            }
            double median = Profiles.quantile(both, 0.5);
            if (median >= doubled) {
                double share = Double.isInfinite(median) ? 1 : (doubled - before) / (median - before);
                return from + share * (position - from);
            }
            before = median;
            from = position;
        }
        return Double.NaN;
    }
}
