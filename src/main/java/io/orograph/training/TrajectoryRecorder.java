package io.orograph.training;

import io.orograph.network.ParameterLayout;
import io.orograph.network.WeightsSource;
import io.orograph.plane.WeightSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a training, kept in memory: weights as floats, and the losses. However long the training, it takes a
 * bounded share of the memory: when it is full, every second point goes and half as many are kept from there on; the
 * first and the last are always there. Written by the thread that trains, read by any; what is read is a snapshot.
 */
public final class TrajectoryRecorder implements TrainingRecorder {

    /** More points than this cannot be told apart on a plot, and make a plane through them slow to lay. */
    private static final int MOST_POINTS = 512;

    /** 256 MiB of weights. */
    private static final int MOST_WEIGHTS = 1 << 26;

    /** Fewer would not show a path. */
    private static final int FEWEST_POINTS = 16;

    private final ParameterLayout layout;
    private final int statistics;
    private final String optimizer;
    private final int most;
    private final List<TrainingPoint> points = new ArrayList<>();
    private final List<float[]> weights = new ArrayList<>();
    private long recorded;
    private long stride = 1;
    private boolean passing;

    /** Makes one for weights without running statistics; nothing is recorded yet. */
    public TrajectoryRecorder(ParameterLayout layout) {
        this(layout, 0, "");
    }

    /**
     * @param layout of what is recorded
     * @param statistics how many running statistics follow the weights in it
     * @param optimizer that trains, as a title
     */
    public TrajectoryRecorder(ParameterLayout layout, int statistics, String optimizer) {
        this.optimizer = optimizer;
        this.layout = layout;
        this.statistics = statistics;
        this.most = Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, MOST_WEIGHTS / Math.max(1, layout.size())));
    }

    @Override
    public void record(TrainingPoint point, double[] theta) {
        float[] rounded = new float[layout.size()];
        for (int i = 0; i < rounded.length; i++) {
            rounded[i] = (float) theta[i];
        }
        synchronized (this) {
            if (passing) {
                points.remove(points.size() - 1);
                weights.remove(weights.size() - 1);
            }
            points.add(point);
            weights.add(rounded);
            // A point between two that stay is there while it is the last.
            passing = recorded++ % stride != 0;
            if (points.size() > most) {
                halve();
            }
        }
    }

    private void halve() {
        int last = points.size() - 1;
        for (int i = last - 1; i > 0; i--) {
            if (i % 2 == 1) {
                points.remove(i);
                weights.remove(i);
            }
        }
        passing |= last % 2 == 1;
        stride *= 2;
    }

    /** Of what is recorded: θ, and behind it the running statistics that are trained. */
    public ParameterLayout layout() {
        return layout;
    }

    /** The points that are kept so far, in order. */
    public synchronized List<TrainingPoint> points() {
        return List.copyOf(points);
    }

    /** The weights at these points. */
    public synchronized WeightSeries weights() {
        return new Snapshot(List.copyOf(points), List.copyOf(weights), statistics, optimizer);
    }

    private record Snapshot(List<TrainingPoint> points, List<float[]> weights, int statistics, String optimizer)
            implements WeightSeries {

        @Override
        public WeightsSource source(int index) {
            return new WeightsSource.Training(optimizer, points.get(index).step());
        }

        @Override
        public int size() {
            return weights.size();
        }

        @Override
        public String name(int index) {
            return TrainingPoint.name(points.get(index).step());
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
