package io.orograph.plane;

import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import java.util.Arrays;
import java.util.List;

/**
 * A few weights in memory as a series: three models, or the points of a curve.
 *
 * @param weights either all with running statistics or none
 */
public record ListedWeights(List<Weights> weights) implements WeightSeries {

    public ListedWeights {
        weights = List.copyOf(weights);
    }

    @Override
    public int size() {
        return weights.size();
    }

    @Override
    public int statistics() {
        return weights.get(0).statistics().length;
    }

    @Override
    public String name(int index) {
        return weights.get(index).name();
    }

    @Override
    public WeightsSource source(int index) {
        return weights.get(index).source();
    }

    @Override
    public double[] read(int index, int from, int to) {
        return Arrays.copyOfRange(weights.get(index).vector(StatisticsPolicy.OWN), from, to);
    }
}
