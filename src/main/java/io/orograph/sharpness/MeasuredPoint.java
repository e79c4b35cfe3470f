package io.orograph.sharpness;

import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.curvature.Hutchinson;
import io.orograph.curvature.Lanczos;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.math.Vectors;
import io.orograph.objective.GroupedObjective;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A point of weight space, with what several measures need of it computed once: loss, gradient, trace and largest
 * eigenvalue of the Hessian. For one thread at a time.
 */
public final class MeasuredPoint {

    private final Objective objective;
    private final Optional<GroupedObjective> groups;
    private final double[] theta;
    private final CancelToken cancel;
    private final long seed;
    private final double loss;
    private final Hessian hessian;
    private Hutchinson.Result trace;
    private Lanczos.Result eigenvalues;
    private double[] groupLosses;

    /**
     * Evaluates the loss at a point, at which measures are then taken.
     *
     * @param objective in double precision
     * @param theta the point; not copied
     * @param seed of whatever is random in trace and eigenvalue
     * @throws io.orograph.curvature.UndefinedCurvatureException if the loss there is not finite, or there is nothing to
     *     move
     */
    public MeasuredPoint(Objective objective, double[] theta, long seed, CancelToken cancel) {
        this(objective, Optional.empty(), theta, seed, cancel);
    }

    /**
     * Makes one whose measures know the errors of their sample.
     *
     * @param groups the same loss on groups of the same samples; without them the errors are not known
     */
    public MeasuredPoint(
            Objective objective, Optional<GroupedObjective> groups, double[] theta, long seed, CancelToken cancel) {
        this.objective = objective;
        this.groups = groups;
        this.theta = theta;
        this.seed = seed;
        this.cancel = cancel;
        this.loss = CurvatureAnalysis.finite(objective.evaluate(theta, cancel)).loss();
        FreeParameters all = FreeParameters.all(objective.network().layout());
        this.hessian = new Hessian(objective, theta, all, cancel);
    }

    public Objective objective() {
        return objective;
    }

    /** Returns θ, not to be written to. */
    public double[] theta() {
        return theta;
    }

    public CancelToken cancel() {
        return cancel;
    }

    /** Returns L(θ). */
    public double loss() {
        return loss;
    }

    /** Returns ∇L(θ), of which every entry is finite; not to be written to. */
    public double[] gradient() {
        return hessian.gradient();
    }

    /** Returns L(θ + y) − L(θ). */
    double increase(double[] moved) {
        return objective.evaluate(moved, cancel).loss() - loss;
    }

    /** Returns how many samples each group has; all in one if they are not grouped. */
    int[] groupSizes() {
        return groups.map(GroupedObjective::sizes).orElseGet(() -> new int[] {objective.samples()});
    }

    /** Returns the slope of the loss on each group at a point, along a direction. */
    double[] slopes(double[] at, double[] direction) {
        return slopes(at, List.of(direction))[0];
    }

    /** Returns the slopes along several directions, by direction and group. */
    double[][] slopes(double[] at, List<double[]> directions) {
        double[][] slopes = groups.isPresent()
                ? groups.get().slopes(at, directions, cancel)
                : ofAll(objective.gradient(at, cancel), directions);
        if (!Arrays.stream(slopes).allMatch(Vectors::isFinite)) {
            throw new UndefinedCurvatureException(
                    "The gradient of the loss near the model's weights is not finite, so its curvature is not defined"
                            + " there; look at the data and the weights for infinite numbers.");
        }
        return slopes;
    }

    private static double[][] ofAll(double[] gradient, List<double[]> directions) {
        return directions.stream()
                .map(direction -> new double[] {Vectors.dot(gradient, direction)})
                .toArray(double[][]::new);
    }

    /** Overwrites {@code gradient} with that at a point and returns the increase of the loss there. */
    double increase(double[] moved, double[] gradient) {
        if (groups.isPresent()) {
            return groups.get().at(moved, gradient, cancel) - loss;
        }
        double[] there = objective.gradient(moved, cancel);
        System.arraycopy(there, 0, gradient, 0, there.length);
        return increase(moved);
    }

    /** Returns the increase of the loss at a point on the samples without each group; none if they are not grouped. */
    List<Double> increasesWithoutEachGroup(double[] moved) {
        if (groups.isEmpty()) {
            return List.of();
        }
        if (groupLosses == null) {
            groupLosses = groups.get().losses(theta, cancel);
        }
        double[] increases = Vectors.difference(groups.get().losses(moved, cancel), groupLosses);
        return Replicates.withoutEach(increases, groupSizes());
    }

    Hutchinson.Result trace(ProgressListener progress) {
        if (trace == null) {
            trace = Hutchinson.seeded(seed).of(hessian, hessian.free(), progress);
        }
        return trace;
    }

    Lanczos.Result eigenvalues(ProgressListener progress) {
        if (eigenvalues == null) {
            eigenvalues = new Lanczos(1, 0, Lanczos.DEFAULT_TOLERANCE, Lanczos.DEFAULT_STEPS, seed)
                    .of(hessian, (step, limit, values, residuals) -> progress.progress(step, limit));
        }
        return eigenvalues;
    }
}
