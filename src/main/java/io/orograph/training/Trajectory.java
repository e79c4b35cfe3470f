package io.orograph.training;

import io.orograph.network.ParameterLayout;
import io.orograph.plane.WeightSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a training, kept in memory: weights as floats, and the losses. Written by the thread that trains, read
 * by any; what is read is a snapshot.
 */
public final class Trajectory implements TrainingRecorder {

    private final ParameterLayout layout;
    private final List<TrainingPoint> points = new ArrayList<>();
    private final List<float[]> weights = new ArrayList<>();

    /** Nothing is recorded yet. */
    public Trajectory(ParameterLayout layout) {
        this.layout = layout;
    }

    @Override
    public void record(TrainingPoint point, double[] theta) {
        float[] rounded = new float[layout.size()];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) theta[i];
        }
        synchronized (this) {
            points.add(point);
            weights.add(rounded);
        }
    }

    /** The points so far. */
    public synchronized List<TrainingPoint> points() {
        return List.copyOf(points);
    }

    /** The weights so far. */
    public synchronized WeightSeries weights() {
        return new Snapshot(List.copyOf(points), List.copyOf(weights));
    }

    private record Snapshot(List<TrainingPoint> points, List<float[]> weights) implements WeightSeries {
        @Override
        public int size() {
            return weights.size();
        }

        @Override
        public String name(int index) {
            return "step " + points.get(index).step();
        }

        @Override
        public double[] read(int index, int from, int to) {
            double[] part = new double[to - from];
            for (int i = from; i < to; i++) {
                part[i - from] = weights.get(index)[i];
            }
            return part;
        }
    }
}
