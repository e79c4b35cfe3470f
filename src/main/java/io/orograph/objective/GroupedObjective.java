package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.network.Precision;
import io.orograph.task.CancelToken;
import io.orograph.task.Kept;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The loss and its slope on each of some groups of the samples, in double precision: what a jackknife over groups needs.
 * Batch normalisation works with the
 * running statistics of the file, which couple no samples.
 *
 * <p>Owns a thread for each worker and native memory, which {@link #close} frees.
 */
public final class GroupedObjective implements AutoCloseable {

    /** Groups whose gradients are summed together: enough to keep workers busy, few enough for memory. */
    private static final int BUNDLES = 8;

    private final LossChoice choice;
    private final L2Term penalty;
    private final OutputLayout layout;
    private final SampleStore store;
    private final double[] targets;
    private final int targetsPerSample;
    private final int partSize;
    private final SampleGroups groups;
    private final WorkerPool<Part> pool;
    private volatile Kept kept = Kept.NOTHING;

    /**
     * @param groups how many are wanted; there are fewer if there are fewer samples
     * @param workers how many threads
     * @throws IllegalArgumentException if network, data and loss do not fit together; the message says how
     */
    public GroupedObjective(LossChoice choice, Dataset data, int groups, int workers) {
        this.choice = choice;
        this.penalty = choice.penalty();
        this.store = new SampleStore(data.arrays(), Precision.DOUBLE);
        Targets read = Targets.of(choice, data);
        this.layout = read.layout();
        this.targets = read.values();
        this.targetsPerSample = read.perSample();
        this.groups = SampleGroups.of(data.samples(), groups);
        this.partSize = BatchCut.partSize(choice.network(), data.arrays(), this.groups.members(0).length);
        this.pool = new WorkerPool<>(Math.min(workers, this.groups.count()), Part::new);
    }

    /** Has the threads run only when no other thread wants to: see {@link Objective#giveWay}. */
    public void giveWay() {
        pool.giveWay();
    }

    /** Has what is computed kept, and taken where it is there. */
    public void keepIn(Kept results) {
        kept = results;
    }

    /** Returns the name of a table of what is computed on these groups. */
    private String table(String what) {
        return what + " of " + groups.count() + " groups of "
                + Arrays.stream(sizes()).sum() + " samples";
    }

    /** Returns how many groups there are. */
    public int count() {
        return groups.count();
    }

    /** Returns how many samples each group has. */
    public int[] sizes() {
        return groups.sizes();
    }

    /**
     * Returns the mean loss of each group at θ.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public double[] losses(double[] theta, CancelToken cancel) {
        return kept.memo(table("losses"), Kept.digest(theta), () -> {
                    double[] losses = new double[groups.count()];
                    Object call = new Object();
                    double added = penalty.at(theta);
                    pool.run(
                            groups.count(),
                            cancel,
                            (part, group) ->
                                    losses[group] = part.run(theta, call, groups.members(group), cancel) + added);
                    return losses;
                })
                .clone();
    }

    /**
     * Returns the slopes of each group's mean loss at θ along directions, dᵀ∇L(θ).
     *
     * @return by direction, then by group
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public double[][] slopes(double[] theta, List<double[]> directions, CancelToken cancel) {
        int count = groups.count();
        double[][] asked = Stream.concat(Stream.of(theta), directions.stream()).toArray(double[][]::new);
        long digest = kept.isOn() ? Kept.digest(asked) : 0;
        double[] all = kept.memo(
                table("slopes"),
                digest,
                () -> Arrays.stream(computedSlopes(theta, directions, cancel))
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
        double[][] slopes = new double[directions.size()][];
        Arrays.setAll(slopes, i -> Arrays.copyOfRange(all, i * count, (i + 1) * count));
        return slopes;
    }

    private double[][] computedSlopes(double[] theta, List<double[]> directions, CancelToken cancel) {
        double[][] slopes = new double[directions.size()][groups.count()];
        double[] added = directions.stream()
                .mapToDouble(each -> penalty.product(theta, each))
                .toArray();
        Object call = new Object();
        pool.run(groups.count(), cancel, (part, group) -> {
            part.run(theta, call, groups.members(group), cancel);
            for (int i = 0; i < slopes.length; i++) {
                slopes[i][group] =
                        Vectors.dot(part.gradient, directions.get(i)) / groups.members(group).length + added[i];
            }
        });
        return slopes;
    }

    /**
     * Overwrites {@code gradient} with ∇L(θ) over all samples and returns L(θ), both from one pass. The groups are summed
     * in a few fixed bundles: the result is the same for any number of workers.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public double at(double[] theta, double[] gradient, CancelToken cancel) {
        if (!kept.isOn()) {
            return computedAt(theta, gradient, cancel);
        }
        double[] found = kept.memo(table("gradients"), Kept.digest(theta), () -> {
            double loss = computedAt(theta, gradient, cancel);
            double[] both = Arrays.copyOf(gradient, gradient.length + 1);
            both[gradient.length] = loss;
            return both;
        });
        System.arraycopy(found, 0, gradient, 0, gradient.length);
        return found[gradient.length];
    }

    private double computedAt(double[] theta, double[] gradient, CancelToken cancel) {
        int count = Math.min(BUNDLES, groups.count());
        OrderedSum sums = new OrderedSum(theta.length);
        double[] losses = new double[count];
        Object call = new Object();
        pool.run(count, cancel, (part, bundle) -> {
            double[] sum = sums.take();
            Arrays.fill(sum, 0);
            for (int i = bundle * groups.count() / count; i < (bundle + 1) * groups.count() / count; i++) {
                losses[bundle] += part.run(theta, call, groups.members(i), cancel) * groups.members(i).length;
                Vectors.add(sum, 1, part.gradient);
            }
            sums.add(bundle, sum);
        });
        System.arraycopy(sums.total(), 0, gradient, 0, gradient.length);
        double loss = Arrays.stream(losses).reduce(0, Double::sum);
        int samples = Arrays.stream(sizes()).sum();
        Vectors.divide(gradient, samples);
        penalty.addGradient(1, theta, gradient);
        return loss / samples + penalty.at(theta);
    }

    /**
     * Returns the sum of the gradients of a group's losses at θ.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public double[] gradientSum(int group, double[] theta, CancelToken cancel) {
        if (!kept.isOn()) {
            return computedSum(group, theta, cancel);
        }
        return kept.memo(table("sums of group " + group), Kept.digest(theta), () -> computedSum(group, theta, cancel))
                .clone();
    }

    private double[] computedSum(int group, double[] theta, CancelToken cancel) {
        double[][] sum = new double[1][];
        pool.run(1, cancel, (part, index) -> {
            part.run(theta, new Object(), groups.members(group), cancel);
            sum[0] = part.gradient.clone();
        });
        penalty.addGradient(groups.members(group).length, theta, sum[0]);
        return sum[0];
    }

    @Override
    public void close() {
        pool.close();
    }

    /** What one thread works with. */
    private final class Part implements WorkerPool.Worker {

        private final GradientRun run;
        private final SampleStore.Gatherer gatherer = store.gatherer();
        private final double[] gradient = new double[choice.network().layout().size()];
        private Object placedFor;

        Part() {
            this.run = new GradientRun(
                    choice.network(), choice.loss(), layout, store.inputs().shapes(partSize), Precision.DOUBLE);
            gatherer.writeShared(run);
        }

        /** Returns the mean loss of some samples, and leaves the gradient of the sum. */
        double run(double[] theta, Object call, int[] samples, CancelToken cancel) {
            if (call != placedFor) {
                run.place(theta);
                placedFor = call;
            }
            Arrays.fill(gradient, 0);
            double total = 0;
            for (int first = 0; first < samples.length; first += partSize) {
                cancel.check();
                int begin = first;
                int count = Math.min(partSize, samples.length - first);
                gatherer.gather(samples, first, count, partSize, run);
                total += run.run(targets, i -> samples[begin + i] * targetsPerSample, 0, count);
                run.addTo(gradient);
            }
            return total / samples.length;
        }

        @Override
        public void close() {
            run.close();
        }
    }
}
