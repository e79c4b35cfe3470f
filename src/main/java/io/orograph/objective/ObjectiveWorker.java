package io.orograph.objective;

import io.orograph.data.Inputs;
import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.SubspacePlan;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The means of one thread to evaluate an {@link Objective}: plans, buffers and native copies of the vectors it works
 * with. Used by one thread at a time; owned and closed by the objective's {@link WorkerPool}.
 */
public final class ObjectiveWorker implements WorkerPool.Worker {

    /**
     * Bytes that the values kept for the tiles of a subspace may take: see {@link SubspacePlan}. As many however many workers
     * share them: what is computed with them differs in its last bits from what is computed in full.
     */
    private static final long KEPT_MEMORY = 256L << 20;

    private final Objective objective;
    private final Precision precision;
    private ExecutionPlan forward;
    private GradientRun gradient;
    private Object placedFor;
    private final TileLosses tileLosses;
    /** Used again for each point: only their mean is asked for. */
    private final double[] accuracies;

    private int loadedTile = -1;
    private boolean isNewPoint;

    private AffineSubspace subspace;
    private SubspacePlan alongSubspace;
    private SubspaceVariances variances;
    private L2Term.Along penalty;
    private StatisticsPass statistics;

    ObjectiveWorker(Objective objective) {
        this.objective = objective;
        this.accuracies = new double[objective.samples()];
        this.precision = objective.precision();
        this.tileLosses = new TileLosses(objective);
    }

    /**
     * Returns the loss at a point of a subspace: origin + Σ coefficientᵢ·directionᵢ, summed in the plan's precision.
     * The loss is NaN where a running variance of a batch normalisation is negative.
     *
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    public Evaluation evaluate(AffineSubspace at, CancelToken cancel, double... coefficients) {
        return evaluateSampled(at, SampleLosses.NONE, cancel, coefficients).evaluation();
    }

    /**
     * A loss, and those of the samples that it is the mean of.
     *
     * @param losses none where the statistics of batch normalisations couple the samples, or a running variance is not positive
     */
    public record Sampled(Evaluation evaluation, SampleLosses losses) {}

    /**
     * Returns the loss at a point of a subspace, with the error of its difference to a point of reference.
     *
     * @param reference the losses of the samples there; {@link SampleLosses#NONE} for no such error
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    public Sampled evaluateSampled(
            AffineSubspace at, SampleLosses reference, CancelToken cancel, double... coefficients) {
        if (at.statistics().isRecomputed() && objective.hasStatistics()) {
            // Statistics of all samples couple their losses: what the error of a difference is is not known.
            return new Sampled(computed(at.point(coefficients), at.statistics(), cancel), SampleLosses.NONE);
        }
        SubspacePlan plan = planFor(at);
        SubspaceVariances.Sign sign = variances.sign(precision, coefficients);
        if (sign == SubspaceVariances.Sign.NEGATIVE) {
            return new Sampled(undefined(), SampleLosses.NONE);
        }
        if (sign == SubspaceVariances.Sign.NEAR_ZERO) {
            Evaluation near = computed(variances.point(coefficients), StatisticsPolicy.OWN, cancel);
            return new Sampled(near, SampleLosses.NONE);
        }
        SampleAnswers answers = answers();
        Evaluation found = tileLosses.evaluate(along(plan, coefficients), answers, cancel);
        return objective.sampled(found, new SampleLosses(answers.losses()), reference);
    }

    /**
     * Returns the losses of the samples at a point of a subspace; none where statistics of batch normalisations are recomputed,
     * which couple the samples, or a running variance is not positive.
     *
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    public SampleLosses sampleLosses(AffineSubspace at, CancelToken cancel, double... coefficients) {
        SampleAnswers answers = answers();
        boolean known = true;
        for (int tile = 0; known && tile < objective.tiling().count(); tile++) {
            cancel.check();
            known = write(at, tile, answers, coefficients);
        }
        return known ? new SampleLosses(answers.losses()) : SampleLosses.NONE;
    }

    /**
     * Writes what is found of a tile's samples at a point of a subspace.
     *
     * @return whether they are known: see {@link #sampleLosses(AffineSubspace, CancelToken, double...)}
     */
    boolean write(AffineSubspace at, int tile, SampleAnswers answers, double... coefficients) {
        if (at.statistics().isRecomputed() && objective.hasStatistics()) {
            return false;
        }
        SubspacePlan plan = planFor(at);
        if (variances.sign(precision, coefficients) != SubspaceVariances.Sign.POSITIVE) {
            return false;
        }
        tileLosses.evaluate(along(plan, coefficients), tile, answers);
        return true;
    }

    private SampleAnswers answers() {
        return new SampleAnswers(new double[objective.samples()], accuracies);
    }

    /** Makes what this worker needs for a subspace, if it is not there yet. */
    void prepare(AffineSubspace at) {
        planFor(at);
    }

    /**
     * Returns the loss at θ; NaN where a running variance that follows it is negative.
     *
     * @param theta θ; running statistics of batch normalisations may follow, to be used in place of the file's
     * @throws IllegalArgumentException if it has another length
     */
    public Evaluation evaluate(double[] theta, CancelToken cancel) {
        return evaluate(theta, StatisticsPolicy.OWN, cancel);
    }

    /**
     * Returns the loss at θ with statistics of batch normalisations that are chosen.
     *
     * @param theta θ; what follows it is read only where the statistics are the given ones
     * @throws IllegalArgumentException if it has another length
     */
    public Evaluation evaluate(double[] theta, StatisticsPolicy policy, CancelToken cancel) {
        Kept kept = objective.kept();
        if (!kept.isOn()) {
            return computed(theta, policy, cancel);
        }
        String table = objective.table("losses") + " with statistics " + policy.label();
        double[] found = kept.memo(table, objective.digest(theta), () -> {
            Evaluation evaluation = computed(theta, policy, cancel);
            return new double[] {
                evaluation.loss(), evaluation.standardError(), evaluation.differenceError(), evaluation.accuracy()
            };
        });
        return new Evaluation(found[0], found[1], found[2], found[3], objective.samples());
    }

    private Evaluation computed(double[] theta, StatisticsPolicy policy, CancelToken cancel) {
        double[] state = objective.completed(theta);
        if (!policy.isRecomputed() && objective.hasNegativeVariance(theta)) {
            return undefined();
        }
        if (policy.isRecomputed() && objective.hasStatistics()) {
            double[] weights = Arrays.copyOf(theta, objective.network().layout().size());
            state = RunningStatistics.state(weights, recomputed(weights, cancel));
        }
        place(state);
        return tileLosses.evaluate(at(state), answers(), cancel);
    }

    /**
     * Returns the mean loss at θ, and then the mean of each group of samples; NaN where a running variance is negative. They
     * are kept where anything is.
     *
     * @throws IllegalArgumentException if θ has another length
     */
    public double[] groupMeans(double[] theta, SampleGroups groups, CancelToken cancel) {
        Kept kept = objective.kept();
        return kept.isOn()
                ? kept.memo(
                        objective.table("means of " + groups.count() + " groups"),
                        objective.digest(theta),
                        () -> computedMeans(theta, groups, cancel))
                : computedMeans(theta, groups, cancel);
    }

    private double[] computedMeans(double[] theta, SampleGroups groups, CancelToken cancel) {
        SampleLosses losses = sampleLosses(theta, cancel);
        return DoubleStream.concat(DoubleStream.of(losses.mean()), Arrays.stream(groups.means(losses)))
                .toArray();
    }

    /**
     * Returns the losses of the samples at θ; none where a running variance that follows it is negative.
     *
     * @param theta θ; running statistics of batch normalisations may follow, to be used in place of the file's
     * @throws IllegalArgumentException if it has another length
     */
    public SampleLosses sampleLosses(double[] theta, CancelToken cancel) {
        if (objective.hasNegativeVariance(theta)) {
            return SampleLosses.NONE;
        }
        double[] state = objective.completed(theta);
        place(state);
        SampleAnswers answers = answers();
        tileLosses.evaluate(at(state), answers, cancel);
        return new SampleLosses(answers.losses());
    }

    private void place(double[] state) {
        if (forward == null) {
            forward = ExecutionPlan.forward(objective.stated(), objective.tileShapes(), precision);
        }
        NativeCopy.write(state, forward.parameters());
        isNewPoint = true;
    }

    /**
     * Returns statistics that are recomputed on other data by those data's own workers, which keep and free their
     * memory themselves.
     */
    private double[] recomputed(double[] theta, CancelToken cancel) {
        Objective training = objective.statisticsObjective();
        return training == objective ? statisticsAt(theta, cancel) : training.statisticsAt(theta, cancel);
    }

    /** Returns the statistics that the data have at θ. */
    double[] statisticsAt(double[] theta, CancelToken cancel) {
        if (statistics == null) {
            statistics = new StatisticsPass(objective, KEPT_MEMORY);
        }
        return statistics.at(theta, cancel);
    }

    /** Returns NaN without asking a kernel: some make a finite number of what is NaN. */
    private Evaluation undefined() {
        return new Evaluation(Double.NaN, Double.NaN, Double.NaN, objective.samples());
    }

    private SubspacePlan planFor(AffineSubspace at) {
        if (at != subspace) {
            closeSubspace();
            var tiles = new SubspacePlan.Tiles(
                    objective.tileShapes(), objective.tiling().count(), objective::tile, KEPT_MEMORY);
            alongSubspace = new SubspacePlan(objective.stated(), tiles, objective.vectors(at));
            try {
                alongSubspace.prepare();
                variances = new SubspaceVariances(objective.network(), at);
                penalty = objective.penalty().along(at);
                subspace = at;
            } catch (RuntimeException | Error e) {
                closeSubspace();
                throw e;
            }
        }
        return alongSubspace;
    }

    private void closeSubspace() {
        subspace = null;
        if (alongSubspace != null) {
            alongSubspace.close();
            alongSubspace = null;
        }
    }

    private TileLosses.Point along(SubspacePlan plan, double... coefficients) {
        return new TileLosses.Point(tile -> plan.run(tile, coefficients), penalty.at(coefficients));
    }

    private TileLosses.Point at(double[] placed) {
        return new TileLosses.Point(this::runForward, objective.penalty().at(placed));
    }

    private INDArray runForward(int tile) {
        if (tile != loadedTile) {
            INDArray[] arrays = objective.tile(tile);
            for (int input = 0; input < arrays.length; input++) {
                if (loadedTile < 0 || objective.inputs().get(input).isBySample()) {
                    forward.input(input).assign(arrays[input]);
                }
            }
            loadedTile = tile;
        }
        if (isNewPoint) {
            forward.forward();
            isNewPoint = false;
        } else {
            forward.forwardOnOtherInputs();
        }
        return forward.output();
    }

    /**
     * Adds the gradient of the sum of the losses of a group of parts.
     *
     * @param theta θ; the same array with the same numbers throughout one {@code call}
     * @param call what asks, compared by identity: θ is copied once for each
     * @param from the first part
     * @param to the one after the last, above {@code from}
     * @param sums takes it
     * @param group its number there
     */
    void gradient(double[] theta, Object call, int from, int to, OrderedSum sums, int group, CancelToken cancel) {
        place(theta, call);
        if (to - from == 1) {
            run(from, cancel);
            sums.add(group, gradient);
            return;
        }
        double[] sum = sums.take();
        for (int part = from; part < to; part++) {
            run(part, cancel);
            if (part == from) {
                gradient.read(sum);
            } else {
                gradient.addTo(sum);
            }
        }
        sums.add(group, sum);
    }

    private void place(double[] theta, Object call) {
        if (gradient == null) {
            gradient = new GradientRun(
                    objective.network(),
                    objective.loss(),
                    objective.outputLayout(),
                    objective.inputs().shapes(objective.parts().size()),
                    precision);
        }
        if (call != placedFor) {
            gradient.place(theta);
            placedFor = call;
        }
    }

    private void run(int part, CancelToken cancel) {
        cancel.check();
        GradientParts parts = objective.parts();
        int start = parts.start(part);
        int first = objective.tiling().from(parts.tile(part)) + start;
        load(part, start);
        gradient.run(
                objective.targets(),
                place -> (first + place) * objective.targetsPerSample(),
                parts.from(part) - start,
                parts.to(part) - start);
    }

    private void load(int part, int start) {
        GradientParts parts = objective.parts();
        for (int i = 0; i < parts.tiles(); i++) {
            // Behind the last tile it stands again, and does not count.
            int tile = Math.min(parts.tile(part) + i, objective.tiling().count() - 1);
            INDArray[] arrays = objective.tile(tile);
            for (int input = 0; input < arrays.length; input++) {
                load(input, arrays[input], i, start);
            }
        }
    }

    /** Copies what an input gets of one tile, or of a part of it from a sample on. */
    private void load(int input, INDArray tile, int place, int start) {
        GradientParts parts = objective.parts();
        INDArray to = gradient.input(input);
        boolean isWhole = objective.inputs().get(input).form() == Inputs.Form.WHOLE;
        if (isWhole || parts.tiles() * parts.perTile() == 1) {
            NativeCopy.copy(tile, to);
            return;
        }
        int size = objective.tiling().size();
        long ofSample = tile.length() / tile.size(0);
        long samples = parts.tiles() == 1 ? parts.size() : size;
        NativeCopy.copy(tile, start * ofSample, to, ofSample * place * size, ofSample * samples);
    }

    /** Frees the native memory. */
    @Override
    public void close() {
        if (forward != null) {
            forward.close();
        }
        if (gradient != null) {
            gradient.close();
        }
        if (statistics != null) {
            statistics.close();
        }
        closeSubspace();
        tileLosses.close();
    }
}
