package io.orograph.objective;

import io.orograph.network.NativeArrays;
import io.orograph.network.RunningStatistics;
import io.orograph.network.StagedPlan;
import io.orograph.task.CancelToken;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Statistics of batch normalisations computed anew at given weights, as one batch of all samples has them (Izmailov et al.
 * 2018, arXiv 1803.05407, section 3.2), however the samples are cut into tiles: layer by layer, the moments of all tiles
 * are pooled, and by them each tile is normalised on its way to the next layer.
 *
 * <p>What passes from layer to layer is kept for every tile, so that each runs through the network once. Where that would
 * take more memory than is allowed, the tiles run again from the last layer at which it does not, or from their inputs.
 * Used by one thread at a time; owns native memory.
 */
final class StatisticsPass implements AutoCloseable {

    private final Objective objective;
    private final RunningStatistics statistics;
    private final long memoryLimit;
    /** The plans by the number of samples of a tile that count: a last tile that is not full must not count in full. */
    private final Map<Integer, StagedPlan> plans = new HashMap<>();

    private final NativeArrays memory = new NativeArrays();
    private final INDArray[] kept;
    private final boolean[] keeps;

    /**
     * Makes a pass over the samples.
     *
     * @param memoryLimit bytes that what passes from one layer to the next may take for all tiles
     */
    StatisticsPass(Objective objective, long memoryLimit) {
        this.objective = objective;
        this.memoryLimit = memoryLimit;
        this.statistics = RunningStatistics.of(objective.network());
        this.kept = new INDArray[objective.tiling().count()];
        this.keeps = new boolean[statistics.layers()];
        try {
            for (int tile = 0; tile < kept.length; tile++) {
                plans.computeIfAbsent(objective.tiling().samplesIn(tile), this::create);
            }
            if (kept.length > 1) {
                allocate();
            }
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void allocate() {
        StagedPlan first = plan(0);
        int width = objective.precision().type().width();
        long largest = 0;
        for (int layer = 0; layer + 1 < keeps.length; layer++) {
            keeps[layer] = first.passing(layer) * width * kept.length <= memoryLimit;
            largest = keeps[layer] ? Math.max(largest, first.passing(layer)) : largest;
        }
        for (int tile = 0; largest > 0 && tile < kept.length; tile++) {
            kept[tile] = memory.zeros(objective.precision().type(), largest);
        }
    }

    private StagedPlan create(int counted) {
        int fixed = LossChoice.fixedBatch(objective.network());
        int batch = fixed == 0 ? counted : fixed;
        return new StagedPlan(statistics, objective.inputs().shapes(batch), batch, counted, objective.precision());
    }

    /** Returns the plan of a tile. */
    private StagedPlan plan(int tile) {
        return plans.get(objective.tiling().samplesIn(tile));
    }

    /**
     * Returns the statistics at θ.
     *
     * @param theta θ; what follows it is not read
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    double[] at(double[] theta, CancelToken cancel) {
        double[] weights = Arrays.copyOf(theta, objective.network().layout().size());
        Collection<StagedPlan> all = plans.values();
        all.forEach(plan -> plan.place(weights));
        double[] found = new double[statistics.size()];
        int from = 0;
        for (int layer = 0; layer < keeps.length; layer++) {
            PooledMoments moments = pooled(from, layer, cancel);
            int place = layer;
            all.forEach(plan -> plan.place(place, moments.means(), moments.variances()));
            copy(moments.means(), found, statistics.meansAt(layer));
            copy(moments.estimates(), found, statistics.variancesAt(layer));
            from = kept.length == 1 || keeps[layer] ? layer + 1 : from;
        }
        return found;
    }

    private static void copy(double[] values, double[] into, int at) {
        System.arraycopy(values, 0, into, at, values.length);
    }

    /**
     * Returns the moments at a layer; every tile runs from the beginning of a stage, whose values are kept, to that
     * layer's.
     */
    private PooledMoments pooled(int from, int layer, CancelToken cancel) {
        PooledMoments moments = null;
        for (int tile = 0; tile < kept.length; tile++) {
            cancel.check();
            StagedPlan plan = plan(tile);
            if (from == 0) {
                load(tile, plan);
            } else if (kept.length > 1) {
                plan.bringBack(from - 1, kept[tile]);
            }
            plan.run(from, layer + 1);
            if (keeps[layer]) {
                plan.keep(layer, kept[tile]);
            }
            double[] means = plan.means(layer);
            moments = moments == null ? new PooledMoments(means.length) : moments;
            moments.add(plan.count(layer), means, plan.squares(layer));
        }
        return moments;
    }

    private void load(int tile, StagedPlan plan) {
        INDArray[] arrays = objective.tile(tile);
        for (int input = 0; input < arrays.length; input++) {
            INDArray full = arrays[input];
            INDArray into = plan.input(input);
            boolean isFull = into.length() == full.length();
            into.assign(isFull ? full : full.get(NDArrayIndex.interval(0, into.size(0))));
        }
    }

    @Override
    public void close() {
        plans.values().forEach(StagedPlan::close);
        memory.close();
    }
}
