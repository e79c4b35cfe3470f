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
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * A point of weight space, with what several measures need of it computed once: loss, gradient, trace and largest
 * eigenvalue of the Hessian. For one thread at a time.
 */
public final class MeasuredPoint {

    /** Of a trace on groups: the noise of the cross terms is then a tenth of what the samples differ by. */
    private static final int PROBES = 20;

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
    private List<Double> tracesWithoutGroup;

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

    /** Measures, or takes the value that was kept of the measure here. */
    public Measurement measured(SharpnessMeasure measure, ProgressListener progress) {
        if (!objective.kept().isOn()) {
            return measure.measure(this, progress);
        }
        return PackedMeasurement.read(hessian.part(
                "measure " + measure.label(), 0, () -> PackedMeasurement.of(measure.measure(this, progress))));
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
        return groups.isEmpty() ? List.of() : Replicates.withoutEach(groupIncreases(moved), groupSizes());
    }

    private double[] groupIncreases(double[] moved) {
        return Vectors.difference(groups.orElseThrow().losses(moved, cancel), groupLosses());
    }

    private double[] groupLosses() {
        if (groupLosses == null) {
            groupLosses = groups.orElseThrow().losses(theta, cancel);
        }
        return groupLosses;
    }

    /** Returns L(θ) on the samples without each group; none if they are not grouped. */
    List<Double> lossWithoutEachGroup() {
        return groups.isEmpty() ? List.of() : Replicates.withoutEach(groupLosses(), groupSizes());
    }

    /** Returns vᵀ∇²L(θ)v on the samples without each group; none if they are not grouped. */
    List<Double> curvatureWithoutEachGroup(double[] vector) {
        return groups.isEmpty()
                ? List.of()
                : Replicates.withoutEach(new RelativeCurvature(this).along(vector), groupSizes());
    }

    /** Returns tr ∇²L(θ) on the samples without each group; none if they are not grouped. */
    List<Double> traceWithoutEachGroup() {
        if (tracesWithoutGroup == null) {
            double[] ones = new double[theta.length];
            Arrays.fill(ones, 1);
            tracesWithoutGroup = traceWithoutEachGroup(ones);
        }
        return tracesWithoutGroup;
    }

    /**
     * Returns tr(S∇²L(θ)S) on the samples without each group, by a few random probes; none if they are not grouped.
     *
     * @param scale the diagonal of S
     */
    List<Double> traceWithoutEachGroup(double[] scale) {
        if (groups.isEmpty()) {
            return List.of();
        }
        RelativeCurvature curvature = new RelativeCurvature(this);
        Random random = new Random(seed);
        double[] parts = new double[groupSizes().length];
        for (int probe = 0; probe < PROBES; probe++) {
            double[] signs = Vectors.rademacher(random, scale.length);
            for (int i = 0; i < signs.length; i++) {
                signs[i] *= scale[i];
            }
            Vectors.add(parts, 1.0 / PROBES, curvature.along(signs));
        }
        return Replicates.withoutEach(parts, groupSizes());
    }

    /**
     * Measures the increase at a point to which the gradient leads. On the samples without a group the gradient is another
     * one too, and with it the point.
     *
     * @param step from a gradient to the point
     */
    Measurement stepUp(UnaryOperator<double[]> step, ProgressListener progress) {
        double increase = increase(step.apply(gradient()));
        int[] sizes = groupSizes();
        int count = groups.isEmpty() || sizes.length < 2 ? 0 : sizes.length;
        List<Double> without = new ArrayList<>();
        for (int group = 0; group < count; group++) {
            progress.progress(group + 1, count + 1);
            double[] sum = Vectors.sum(groups.orElseThrow().gradientSum(group, theta, cancel), -samples(), gradient());
            Vectors.divide(sum, sizes[group] - samples());
            double[] increases = groupIncreases(step.apply(sum));
            without.add(Replicates.withoutEach(increases, sizes).get(group));
        }
        progress.progress(1, 1);
        return new Measurement(increase, Double.NaN, "", Replicates.sampled(without), Double.NaN);
    }

    private int samples() {
        return objective.samples();
    }

    Hutchinson.Result trace(ProgressListener progress) {
        if (trace == null) {
            trace = objective.kept().aside(() -> Hutchinson.seeded(seed).kept(hessian, hessian.free(), progress));
        }
        return trace;
    }

    Lanczos.Result eigenvalues(ProgressListener progress) {
        if (eigenvalues == null) {
            Lanczos lanczos = new Lanczos(1, 0, Lanczos.DEFAULT_TOLERANCE, Lanczos.DEFAULT_STEPS, seed);
            eigenvalues = objective
                    .kept()
                    .aside(() -> lanczos.kept(
                            hessian,
                            "largest eigenvalue",
                            0,
                            (step, limit, values, residuals) -> progress.progress(step, limit)));
        }
        return eigenvalues;
    }
}
