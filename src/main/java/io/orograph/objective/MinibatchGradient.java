package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.network.NativeThreads;
import io.orograph.network.Network;
import io.orograph.network.Precision;
import io.orograph.network.RunningStatistics;
import io.orograph.task.CancelToken;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The mean loss over chosen samples of a data set, and its gradient: what an optimiser needs of a minibatch. A batch that
 * is worth it is cut into parts of one size, which run on a thread a core; a last part that is not full is filled up with
 * its first sample, whose further outputs get no gradient and no weight. The result is the same for any number of threads.
 *
 * <p>Batch normalisation works either as after training, with the running statistics of the model file, or as in training,
 * with the statistics of the minibatch, which then runs through the network as a whole ({@link #normalizingBatches}).
 * Used by one thread at a time; owns threads and native memory.
 */
public final class MinibatchGradient implements AutoCloseable {

    private final Network network;
    private final Loss loss;
    private final L2Term penalty;
    private final OutputLayout layout;
    private final Precision precision;
    private final SampleStore store;
    private final int samples;
    private final double[] targets;
    private final int targetsPerSample;
    private final int partSize;
    private final RunningStatistics statistics;

    /** The sum over the groups of a batch. */
    private final OrderedSum sums;

    private final Part own;
    private final WorkerPool<Part> pool;

    /**
     * Makes gradients with the running statistics of the model file.
     *
     * @param batch how many samples are usually asked for at once; others are possible
     * @throws IllegalArgumentException if network, data and loss do not fit together; the message says how
     */
    public MinibatchGradient(LossChoice choice, Dataset data, Precision precision, int batch) {
        this(choice, new Trained(choice.network(), null), data, precision, batch);
    }

    /**
     * Makes gradients with the statistics of each minibatch where the network normalises batches; else as the
     * constructor does.
     *
     * @throws IllegalArgumentException as there
     */
    public static MinibatchGradient normalizingBatches(
            LossChoice choice, Dataset data, Precision precision, int batch) {
        RunningStatistics statistics = RunningStatistics.of(choice.network());
        return statistics.isEmpty()
                ? new MinibatchGradient(choice, data, precision, batch)
                : new MinibatchGradient(choice, new Trained(statistics.training(), statistics), data, precision, batch);
    }

    /** The network as it is trained; its statistics are null where they stay as they are. */
    private record Trained(Network network, RunningStatistics statistics) {}

    private MinibatchGradient(LossChoice choice, Trained trained, Dataset data, Precision precision, int batch) {
        this.network = trained.network();
        this.statistics = trained.statistics();
        this.sums = new OrderedSum(network.layout().size());
        this.loss = choice.loss();
        this.penalty = choice.penalty();
        this.precision = precision;
        this.store = new SampleStore(data.arrays(), precision);
        this.samples = data.samples();
        this.own = new Part();
        Targets read = Targets.of(choice, data);
        this.layout = read.layout();
        this.targets = read.values();
        this.targetsPerSample = read.perSample();
        this.partSize = statistics == null ? BatchCut.partSize(network, data.arrays(), batch) : batch;
        int workers =
                Math.min((batch + partSize - 1) / partSize, Runtime.getRuntime().availableProcessors());
        this.pool = workers > 1 ? new WorkerPool<>(workers, Part::new) : null;
    }

    /** Has the threads run only when no other thread wants to: see {@link Objective#giveWay}. */
    public void giveWay() {
        if (pool != null) {
            pool.giveWay();
        }
    }

    /**
     * Has the threads take what they need for their first batch, while the caller does something else: a network's kernels
     * are chosen and Java's code is loaded at their first use, which takes as long as many a step. Nothing else changes.
     *
     * @param theta θ, read only, and not to be changed before the first call of {@link #at}
     */
    public void prepare(double[] theta) {
        if (pool != null) {
            int count = Math.min(partSize, samples);
            int[] some = IntStream.range(0, count).toArray();
            pool.start(
                    pool.size(),
                    (part, i) -> part.sum(theta, some, 0, count, new double[theta.length], new CancelToken()));
        }
    }

    /**
     * Returns the mean loss over the samples at θ with its penalty, and its gradient.
     *
     * @param theta θ, read only
     * @param samples their places in the data set; one that occurs twice counts twice
     * @param gradient overwritten with the gradient of that
     * @throws IllegalArgumentException if θ or the gradient has not as many numbers as the network has parameters
     * @throws java.util.concurrent.CancellationException if cancelled between two parts
     */
    public double at(double[] theta, int[] samples, double[] gradient, CancelToken cancel) {
        int parameters = network.layout().size();
        if (theta.length != parameters || gradient.length != parameters) {
            throw new IllegalArgumentException(
                    theta.length + " weights and " + gradient.length + " derivatives for " + parameters);
        }
        double sum = pool != null
                ? inParallel(theta, samples, gradient, cancel)
                : own.sum(theta, samples, 0, samples.length, gradient, cancel);
        Vectors.divide(gradient, samples.length);
        penalty.addGradient(1, theta, gradient);
        return sum / samples.length + penalty.at(theta);
    }

    /** Sums contiguous groups of parts, each apart and in order, then one after the other. */
    private double inParallel(double[] theta, int[] samples, double[] gradient, CancelToken cancel) {
        int parts = (samples.length + partSize - 1) / partSize;
        int groups = Math.min(parts, BatchCut.PARTS);
        double[] losses = new double[groups];
        sums.clear();
        pool.run(groups, cancel, (part, group) -> {
            int from = group * parts / groups * partSize;
            int to = Math.min(samples.length, (group + 1) * parts / groups * partSize);
            double[] sum = sums.take();
            losses[group] = part.sum(theta, samples, from, to, sum, cancel);
            sums.add(group, sum);
        });
        System.arraycopy(sums.total(), 0, gradient, 0, gradient.length);
        return Arrays.stream(losses).reduce(0, Double::sum);
    }

    /**
     * Moves running statistics by those of the samples of the last call of {@link #at}. Without {@link
     * #normalizingBatches} nothing happens.
     *
     * @param running as {@link RunningStatistics} lays them out, changed in place
     */
    public void updateStatistics(double[] running) {
        if (statistics != null) {
            statistics.update(running, own.last::read);
        }
    }

    /** Frees threads and native memory. */
    @Override
    public void close() {
        own.close();
        if (pool != null) {
            pool.close();
        }
    }

    /** The state of one thread. */
    private final class Part implements WorkerPool.Worker {

        /** The runs by the number of samples that they take at once: one, but for whole batches of several sizes. */
        private final Map<Integer, GradientRun> runs = new HashMap<>();

        private final SampleStore.Gatherer gatherer = store.gatherer();
        private GradientRun last;

        /** Overwrites {@code sum} with the gradient of the summed losses of some of the samples and returns the losses. */
        double sum(double[] theta, int[] samples, int from, int to, double[] sum, CancelToken cancel) {
            NativeThreads.confineCurrentThread();
            int size = statistics == null ? partSize : to - from;
            last = runs.computeIfAbsent(size, this::create);
            last.place(theta);
            double total = 0;
            for (int first = from; first < to; first += size) {
                cancel.check();
                int begin = first;
                int count = Math.min(size, to - first);
                gatherer.gather(samples, first, count, size, last);
                total += last.run(targets, i -> samples[begin + i] * targetsPerSample, 0, count);
                if (first == from) {
                    last.read(sum);
                } else {
                    last.addTo(sum);
                }
            }
            return total;
        }

        private GradientRun create(int size) {
            GradientRun run =
                    new GradientRun(network, loss, layout, store.inputs().shapes(size), precision);
            gatherer.writeShared(run);
            return run;
        }

        @Override
        public void close() {
            runs.values().forEach(GradientRun::close);
        }
    }
}
