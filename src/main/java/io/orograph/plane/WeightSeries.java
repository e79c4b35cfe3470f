package io.orograph.plane;

import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import java.io.IOException;

/**
 * Weight vectors of one network in an order, as the checkpoints of a training. They may lie in files, so that all of
 * them together need not fit into memory.
 */
public interface WeightSeries {

    /** Returns the number of vectors T. */
    int size();

    /** Returns how many running statistics of batch normalisations follow θ in each vector; 0 if there are none. */
    default int statistics() {
        return 0;
    }

    /** Returns how a person calls a vector: a file's name, or a step. */
    String name(int index);

    /**
     * Returns where a vector comes from.
     *
     * @throws IOException if its file cannot be read
     */
    WeightsSource source(int index) throws IOException;

    /**
     * Returns a whole vector, with the running statistics that follow θ as its own.
     *
     * @param parameters how many numbers θ has
     * @throws IOException if its file cannot be read
     */
    default Weights weights(int index, int parameters) throws IOException {
        return Weights.of(name(index), source(index), read(index, 0, parameters + statistics()), parameters);
    }

    /**
     * Returns a part of a vector, in the layout of θ, which may be followed by running statistics.
     *
     * @param index 0 to T − 1
     * @param from first entry
     * @param to the entry after the last
     * @return a new array of {@code to − from} numbers
     * @throws IOException if its file cannot be read
     */
    double[] read(int index, int from, int to) throws IOException;
}
