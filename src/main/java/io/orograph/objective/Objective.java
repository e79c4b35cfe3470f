package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.data.Inputs;
import io.orograph.data.Strata;
import io.orograph.math.Vectors;
import io.orograph.network.LayerEngines;
import io.orograph.network.NativeArrays;
import io.orograph.network.NativeCopy;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.network.Shape;
import io.orograph.network.SubspaceVectors;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of a network on a data set as a function of its weights: L(θ), its accuracy and its gradient. The loss is the
 * mean over the samples, each counted once whatever the tiling, and a penalty of the weights where one was chosen.
 *
 * <p>Runs on a thread a core and owns them and all native memory; {@link #close} waits for running work and frees
 * both. Every method may be called from any thread, also from several at once.
 */
public final class Objective implements AutoCloseable {

    /** Groups of tiles whose gradients are summed apart: enough to keep the workers busy, few enough for memory. */
    private static final int GRADIENT_GROUPS = 8;

    /** A unit of parallel work: see {@link #parallel}. */
    @FunctionalInterface
    public interface Work {
        void run(ObjectiveWorker worker, int index);
    }

    private final Network network;
    private final Network stated;
    private final double[] held;
    private final int[] variances;
    private final Loss loss;
    private final L2Term penalty;
    private final Precision precision;
    private final Targets targets;
    private final Optional<Strata> strata;
    private final Tiling tiling;
    private final GradientParts parts;
    private final Inputs inputs;
    private final INDArray[][] tiles;
    private final NativeArrays memory = new NativeArrays();
    private final WorkerPool<ObjectiveWorker> pool;
    private volatile Objective statisticsObjective = this;
    private volatile Kept kept = Kept.NOTHING;
    private final AtomicLong samplesRun = new AtomicLong();

    /** The subspace that a worker was asked for last, and its vectors. */
    private AffineSubspace shared;

    private SubspaceVectors vectors;

    /** Null before somebody asks for it. */
    private Optional<INDArray> singleTargets;

    /**
     * Makes an objective with workers of its own.
     *
     * @param workers how many threads
     * @throws IllegalArgumentException if network, data and loss do not fit together; the message says how
     */
    public Objective(LossChoice choice, Dataset data, Precision precision, int workers) {
        this.network = choice.network();
        RunningStatistics statistics = RunningStatistics.of(network);
        this.stated = statistics.tracked();
        this.held = statistics.held();
        this.variances = statistics.variances();
        this.loss = choice.loss();
        this.penalty = choice.penalty();
        this.precision = precision;
        this.inputs = data.arrays();
        this.targets = Targets.of(choice, data);
        this.strata = data.strata();
        this.tiling = Tiling.choose(network, inputs, data.samples());
        this.parts = GradientParts.of(
                tiling,
                LossChoice.fixedBatch(network) == 0,
                Tiling.joinedForGradient(network, inputs, tiling.size()),
                Tiling.dividedForGradient(network, inputs, tiling.size()));
        LossChoice.requireOutputs(network, targets.layout(), inputs, tiling.size());
        LossChoice.requireOutputs(network, targets.layout(), inputs, parts.size());
        this.tiles = new INDArray[tiling.count()][inputs.count()];
        try {
            fillTiles();
        } catch (RuntimeException | Error e) {
            memory.close();
            throw e;
        }
        // Behind the tiles, so that a native library that does not load is told of by this thread.
        this.pool = new WorkerPool<>(workers, () -> new ObjectiveWorker(this));
        if (precision == Precision.SINGLE) {
            // While the caller draws directions: to load and check an engine takes as long as a small landscape.
            pool.start(1, (worker, index) -> LayerEngines.prepare(network));
        }
    }

    /** Makes an objective with a worker a core, in single precision. */
    public Objective(LossChoice choice, Dataset data) {
        this(choice, data, Precision.SINGLE, Runtime.getRuntime().availableProcessors());
    }

    private void fillTiles() {
        for (int input = 0; input < inputs.count(); input++) {
            double[] values = new double[Shape.size(inputs.get(input).shape(tiling.size()))];
            for (int tile = 0; tile < tiles.length; tile++) {
                boolean isNew = tile == 0 || inputs.get(input).isBySample();
                tiles[tile][input] = isNew ? filled(input, tile, values) : tiles[0][input];
            }
        }
    }

    private INDArray filled(int input, int tile, double[] values) {
        INDArray array = memory.zeros(precision.type(), inputs.get(input).shape(tiling.size()));
        tiling.fill(inputs.get(input), tile, values);
        NativeCopy.write(values, array);
        return array;
    }

    public Network network() {
        return network;
    }

    public Loss loss() {
        return loss;
    }

    /** Returns the part of the loss that no sample has, but the weights themselves. */
    public L2Term penalty() {
        return penalty;
    }

    public Precision precision() {
        return precision;
    }

    public int samples() {
        return tiling.samples();
    }

    /**
     * Has the workers run only when no other thread wants to, where the system can do that: a window beside them stays
     * quick, and nothing is slower while it has nothing to draw.
     */
    public void giveWay() {
        pool.giveWay();
    }

    /** Returns how many samples ran through the network so far, each time that they did: the pace of long work. */
    public long samplesRun() {
        return samplesRun.get();
    }

    /** Counts samples that ran through the network. */
    void ran(int samples) {
        samplesRun.addAndGet(samples);
    }

    /** Has losses and gradients at points kept, and those taken that are there. */
    public void keepIn(Kept results) {
        kept = results;
    }

    /** Returns where losses and gradients are kept. */
    public Kept kept() {
        return kept;
    }

    /** Returns the name of a table of what is computed on these samples in this precision. */
    String table(String what) {
        return what + " of " + samples() + " samples in " + precision.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Returns what tells the tables of a point on these samples from those of other points.
     *
     * @param more numbers that belong to the point
     */
    public String place(double[] theta, double... more) {
        return String.format(Locale.ROOT, "%s at %016x", table("point"), Kept.digest(theta, held, more));
    }

    /** Returns a number by which points are told apart, with the running statistics that they are evaluated with. */
    long digest(double[] theta) {
        return Kept.digest(theta, held);
    }

    /**
     * Returns the memory outside of Java's heap that losses over a plane take at least.
     */
    public PlannedMemory memoryOverPlane() {
        return PlannedMemory.overPlane(this);
    }

    /**
     * Returns the memory outside of Java's heap that losses and gradients take.
     *
     * @throws OutOfMemoryError if there is none for one worker
     */
    public PlannedMemory memoryOfGradients() {
        PlannedMemory[] planned = new PlannedMemory[1];
        // By a worker: kernels may run while a plan is made.
        parallel(1, new CancelToken(), (worker, index) -> planned[0] = PlannedMemory.ofGradients(this));
        return planned[0];
    }

    /** Tells whether the workers give way to other threads. */
    public boolean givesWay() {
        return pool.givesWay();
    }

    /**
     * Returns the running statistics of batch normalisations computed anew on the data at θ; none for a network without.
     *
     * @param theta θ; what follows it is not read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public double[] statisticsAt(double[] theta, CancelToken cancel) {
        if (held.length == 0) {
            return held;
        }
        double[][] statistics = new double[1][];
        parallel(1, cancel, (worker, index) -> statistics[0] = worker.statisticsAt(theta, cancel));
        return statistics[0];
    }

    /**
     * Has statistics of batch normalisations that are recomputed come from another objective's samples: those of the
     * training, where this is a loss on test data.
     *
     * @param training whose workers compute them; once it is closed, such evaluations end as if they were cancelled
     */
    public void recomputeStatisticsOn(Objective training) {
        statisticsObjective = training;
    }

    /** Returns the objective from whose samples recomputed statistics come. */
    Objective statisticsObjective() {
        return statisticsObjective;
    }

    /** Tells whether the network has batch normalisations whose statistics can be other than the file's. */
    boolean hasStatistics() {
        return held.length > 0;
    }

    /** Returns how many samples run through the network at once. */
    public int tileSize() {
        return tiling.size();
    }

    public int workers() {
        return pool.size();
    }

    /** Returns the network with the running statistics of its batch normalisations behind θ. */
    Network stated() {
        return stated;
    }

    /**
     * Returns θ and the running statistics: the vector itself if it has them, else with those of the file.
     *
     * @throws IllegalArgumentException if it has another length
     */
    double[] completed(double[] theta) {
        int size = network.layout().size();
        if (isState(theta)) {
            return theta;
        }
        if (theta.length != size) {
            throw new IllegalArgumentException(theta.length + " weights for " + size + " parameters");
        }
        return RunningStatistics.state(theta, held);
    }

    /** Tells whether θ is followed by running statistics, or there are none. */
    private boolean isState(double[] theta) {
        return theta.length == stated.layout().size();
    }

    /** Tells whether a variance that follows θ is none; the file's are taken as they are. */
    boolean hasNegativeVariance(double[] state) {
        int weights = network.layout().size();
        return state.length > weights && Arrays.stream(variances).anyMatch(place -> state[weights + place] < 0);
    }

    /**
     * Returns the vectors of a subspace, which the workers that ask for the same one share; to be closed by each.
     */
    synchronized SubspaceVectors vectors(AffineSubspace at) {
        if (at != shared || !vectors.open()) {
            shared = null;
            vectors = new SubspaceVectors(
                    stated.layout(),
                    precision,
                    at.origin(),
                    isState(at.origin()) ? new double[0] : held,
                    at.directions(),
                    tiling.count());
            shared = at;
        }
        return vectors;
    }

    OutputLayout outputLayout() {
        return targets.layout();
    }

    /** Returns the least loss of a guess that is the same for all samples, without a penalty; NaN where it is not known. */
    public double constantGuess() {
        return loss.constantGuess(targets.values(), targets.layout());
    }

    /**
     * Returns the standard error of the difference of two losses, from the differences of the same samples.
     *
     * @return NaN where one of them is not known, or for a single sample
     */
    public double differenceError(SampleLosses one, SampleLosses other) {
        if (one.isEmpty() || other.isEmpty()) {
            return Double.NaN;
        }
        double[] differences = new double[samples()];
        for (int sample = 0; sample < differences.length; sample++) {
            differences[sample] = one.loss(sample) - other.loss(sample);
        }
        return new SampleError(strata, differences).standardError();
    }

    /** Returns the mean of what is found of all samples. */
    Evaluation evaluation(SampleAnswers answers) {
        SampleError error = new SampleError(strata, answers.losses());
        double right = 0;
        for (double accuracy : answers.accuracies()) {
            right += accuracy;
        }
        return new Evaluation(
                error.mean(), error.standardError(), loss.hasAccuracy() ? right / samples() : Double.NaN, samples());
    }

    /** How the samples were drawn from a file. */
    Optional<Strata> strata() {
        return strata;
    }

    Tiling tiling() {
        return tiling;
    }

    List<long[]> tileShapes() {
        return inputs.shapes(tiling.size());
    }

    GradientParts parts() {
        return parts;
    }

    /** Returns what is given to the inputs, of all samples. */
    Inputs inputs() {
        return inputs;
    }

    /** Returns what the inputs get of a tile; the same array in all tiles for one that no sample changes. */
    INDArray[] tile(int tile) {
        return tiles[tile];
    }

    double[] targets() {
        return targets.values();
    }

    /**
     * Returns the targets as native numbers of single precision, which all workers share, with zeros for the samples that a last
     * tile lacks. Empty where one of them has more digits.
     */
    synchronized Optional<INDArray> singleTargets() {
        if (singleTargets == null) {
            double[] values = targets.values();
            boolean areSingle = Arrays.stream(values).allMatch(value -> Double.compare((float) value, value) == 0);
            singleTargets = areSingle ? Optional.of(nativeTargets(values)) : Optional.empty();
        }
        return singleTargets;
    }

    private INDArray nativeTargets(double... values) {
        INDArray made = memory.zeros(DataType.FLOAT, (long) tiling.count() * tiling.size() * targets.perSample());
        NativeCopy.write(values, NativeArrays.part(made, 0, values.length));
        return made;
    }

    int targetsPerSample() {
        return targets.perSample();
    }

    /**
     * Runs units 0 to {@code count - 1}, in this order, over all workers and waits for them.
     *
     * @throws java.util.concurrent.CancellationException if cancelled, after every unit that has begun is over
     */
    public void parallel(int count, CancelToken cancel, Work work) {
        pool.run(count, cancel, work::run);
    }

    /**
     * Runs units as {@link #parallel(int, CancelToken, Work)} does, and tells after each one how many are done.
     *
     * @throws java.util.concurrent.CancellationException if cancelled, after every unit that has begun is over
     */
    public void parallel(int count, ProgressListener progress, CancelToken cancel, Work work) {
        AtomicInteger done = new AtomicInteger();
        parallel(count, cancel, (worker, index) -> {
            work.run(worker, index);
            progress.progress(done.incrementAndGet(), count);
        });
    }

    /**
     * Returns L(θ).
     *
     * @param theta θ; running statistics of batch normalisations may follow ({@link RunningStatistics#state}), to be used in
     *     place of the file's
     */
    public Evaluation evaluate(double[] theta, CancelToken cancel) {
        Evaluation[] result = new Evaluation[1];
        parallel(1, cancel, (worker, index) -> result[0] = worker.evaluate(theta, cancel));
        return result[0];
    }

    /**
     * Returns the loss at a point of a subspace, with no error but 0 of its difference to itself, by all workers, each of which is
     * ready for the subspace after that. Empty where the losses of the samples are not known: see
     * {@link ObjectiveWorker#sampleLosses(AffineSubspace, CancelToken, double...)}.
     *
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    public Optional<ObjectiveWorker.Sampled> evaluateSampled(
            AffineSubspace at, CancelToken cancel, double... coefficients) {
        SampleAnswers answers = new SampleAnswers(samples());
        AtomicBoolean known = new AtomicBoolean(true);
        parallel(Math.max(tiling.count(), workers()), cancel, (worker, tile) -> {
            if (tile >= tiling.count()) {
                worker.prepare(at);
            } else if (!worker.write(at, tile, answers, coefficients)) {
                known.set(false);
            }
        });
        SampleLosses losses = new SampleLosses(answers.losses());
        return known.get() ? Optional.of(sampled(evaluation(answers), losses, losses)) : Optional.empty();
    }

    /** Returns an evaluation with the error of its difference to a point of reference. */
    ObjectiveWorker.Sampled sampled(Evaluation found, SampleLosses losses, SampleLosses reference) {
        double error = differenceError(losses, reference);
        return new ObjectiveWorker.Sampled(
                new Evaluation(found.loss(), found.standardError(), error, found.accuracy(), found.samples()), losses);
    }

    /**
     * Returns ∇L(θ), by one forward and one backward pass a tile, or a part of it where there are few tiles. They are
     * summed in a few fixed groups, whose sums are added in order: the result depends neither on which worker was
     * faster nor on how many there are.
     */
    public double[] gradient(double[] theta, CancelToken cancel) {
        return kept.isOn()
                ? kept.memo(table("gradients"), digest(theta), () -> computedGradient(theta, cancel))
                        .clone()
                : computedGradient(theta, cancel);
    }

    private double[] computedGradient(double[] theta, CancelToken cancel) {
        int groups = Math.min(parts.count(), GRADIENT_GROUPS);
        OrderedSum sums = new OrderedSum(theta.length);
        Object call = new Object();
        parallel(groups, cancel, (worker, group) -> {
            int from = group * parts.count() / groups;
            worker.gradient(theta, call, from, (group + 1) * parts.count() / groups, sums, group, cancel);
        });
        double[] gradient = sums.total();
        Vectors.divide(gradient, tiling.samples());
        penalty.addGradient(1, theta, gradient);
        return gradient;
    }

    @Override
    public void close() {
        pool.close();
        memory.close();
    }
}
