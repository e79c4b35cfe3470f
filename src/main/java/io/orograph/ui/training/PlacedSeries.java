package io.orograph.ui.training;

import io.orograph.network.ParameterLayout;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.plane.Plane;
import io.orograph.plane.PlaneCoordinates;
import io.orograph.plane.PlanePath;
import io.orograph.plane.WeightSeries;
import java.io.IOException;

/**
 * The weights of a path that is drawn. Whole vectors are looked at before they are given: files may have been written anew
 * since, or since the session that the path came with, and what is said of a point is to be of the point that is seen.
 */
final class PlacedSeries implements WeightSeries {

    private final WeightSeries series;
    private final PlanePath path;
    private final Plane plane;

    /**
     * Makes one.
     *
     * @param path that was laid through the series
     * @param plane that it was projected on
     * @param layout of the weights without running statistics
     */
    PlacedSeries(WeightSeries series, PlanePath path, Plane plane, ParameterLayout layout) {
        this.series = series;
        this.path = path;
        this.plane = plane.of(layout);
    }

    @Override
    public int size() {
        return series.size();
    }

    @Override
    public int statistics() {
        return series.statistics();
    }

    @Override
    public String name(int index) {
        return series.name(index);
    }

    @Override
    public WeightsSource source(int index) throws IOException {
        return series.source(index);
    }

    /**
     * Returns a whole vector.
     *
     * @throws IOException if its file cannot be read, or holds other weights than those whose place is drawn
     */
    @Override
    public Weights weights(int index, int parameters) throws IOException {
        Weights weights = series.weights(index, parameters);
        // The same numbers have the same place to the bit.
        if (!PlaneCoordinates.of(plane, weights.theta())
                .equals(path.points().get(index).place())) {
            throw new IOException(
                    name(index)
                            + " holds other weights than when its path was laid; open the checkpoints again to see their path now");
        }
        return weights;
    }

    @Override
    public double[] read(int index, int from, int to) throws IOException {
        return series.read(index, from, to);
    }
}
