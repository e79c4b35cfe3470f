package io.orograph.objective;

import io.orograph.network.ExecutionPlan;
import io.orograph.network.NativeCopy;
import io.orograph.network.RunningStatistics;
import io.orograph.task.CancelToken;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Statistics of batch normalisations computed anew at given weights: the data run through the network once, tile by tile
 * and normalised by each tile's own statistics, and these are averaged, each with the number of its samples (Izmailov et
 * al. 2018, arXiv 1803.05407, section 3.2). Used by one thread at a time; owns native memory.
 */
final class StatisticsPass implements AutoCloseable {

    private final Objective objective;
    private final RunningStatistics statistics;
    /**
     * The plans by the number of samples that they take at once: a last tile that is not full must not be filled up.
     */
    private final Map<Integer, ExecutionPlan> plans = new HashMap<>();

    StatisticsPass(Objective objective) {
        this.objective = objective;
        this.statistics = RunningStatistics.of(objective.network());
    }

    /**
     * Returns the statistics at θ.
     *
     * @param theta θ; what follows it is not read
     * @throws java.util.concurrent.CancellationException if cancelled between two tiles
     */
    double[] at(double[] theta, CancelToken cancel) {
        double[] weights = Arrays.copyOf(theta, objective.network().layout().size());
        double[] sum = new double[statistics.size()];
        double samples = 0;
        for (int tile = 0; tile < objective.tiling().count(); tile++) {
            cancel.check();
            int count = objective.tiling().samplesIn(tile);
            ExecutionPlan plan = plans.computeIfAbsent(count, this::plan);
            NativeCopy.write(weights, plan.parameters());
            INDArray full = objective.tile(tile);
            plan.input(0).assign(count == full.size(0) ? full : full.get(NDArrayIndex.interval(0, count)));
            plan.forward();
            samples += count;
            // The running mean of all tiles so far.
            statistics.update(sum, 1 - count / samples, plan::read);
        }
        return sum;
    }

    private ExecutionPlan plan(int count) {
        long[] shape = objective.partShape();
        shape[0] = count;
        // A plan for gradients keeps what a layer found about its batch; one that only goes forward reuses the memory.
        return ExecutionPlan.gradient(statistics.training(), List.of(shape), objective.precision());
    }

    @Override
    public void close() {
        plans.values().forEach(ExecutionPlan::close);
    }
}
