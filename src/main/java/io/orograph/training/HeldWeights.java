package io.orograph.training;

import io.orograph.plane.WeightSeries;
import java.util.Arrays;
import java.util.List;

/**
 * A few weight vectors in memory, as three models or the points of a curve.
 *
 * @param names of the vectors
 * @param vectors each in the layout of θ; not copied
 */
public record HeldWeights(List<String> names, List<double[]> vectors) implements WeightSeries {

    public HeldWeights {
        names = List.copyOf(names);
        vectors = List.copyOf(vectors);
    }

    @Override
    public int size() {
        return vectors.size();
    }

    @Override
    public String name(int index) {
        return names.get(index);
    }

    @Override
    public double[] read(int index, int from, int to) {
        return Arrays.copyOfRange(vectors.get(index), from, to);
    }
}
