package io.orograph.study;

import io.orograph.network.WeightsSource;
import io.orograph.plane.WeightSeries;
import java.io.IOException;

/**
 * Some vectors of a series, evenly taken, the first and the last among them: a plane is laid through so many, since the
 * products of all with each other are held and their eigenvectors take the cube of their number.
 *
 * @param size how many
 */
record ThinnedSeries(WeightSeries whole, int size) implements WeightSeries {

    private static final int MOST = 128;

    /** Returns a series itself where it is short enough. */
    static WeightSeries of(WeightSeries whole) {
        return whole.size() <= MOST ? whole : new ThinnedSeries(whole, MOST);
    }

    private int index(int taken) {
        return (int) Math.round((double) taken * (whole.size() - 1) / (size - 1));
    }

    @Override
    public int statistics() {
        return whole.statistics();
    }

    @Override
    public String name(int index) {
        return whole.name(index(index));
    }

    @Override
    public WeightsSource source(int index) throws IOException {
        return whole.source(index(index));
    }

    @Override
    public double[] read(int index, int from, int to) throws IOException {
        return whole.read(index(index), from, to);
    }
}
