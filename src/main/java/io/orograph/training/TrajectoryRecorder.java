package io.orograph.training;

import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.Tensor;
import io.orograph.network.WeightsSource;
import io.orograph.plane.WeightSeries;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a training, kept in memory: weights in its precision, and the losses. However long the training, it takes a
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
    private final Precision precision;
    private final int most;
    private final List<TrainingPoint> points = new ArrayList<>();
    private final List<Kept> weights = new ArrayList<>();
    private long recorded;
    private long stride = 1;
    private boolean passing;

    /** A vector in the precision that it is kept in: one of the two is null. */
    private record Kept(float[] single, double[] exact) {

        static Kept of(double[] vector, Precision precision) {
            if (precision == Precision.DOUBLE) {
                return new Kept(null, vector.clone());
            }
            float[] rounded = new float[vector.length];
            for (int i = 0; i < rounded.length; i++) {
                rounded[i] = (float) vector[i];
            }
            return new Kept(rounded, null);
        }

        double at(int index) {
            return exact == null ? single[index] : exact[index];
        }

        Tensor tensor() {
            return exact == null ? Tensor.of(single, single.length) : Tensor.of(exact, exact.length);
        }
    }

    /**
     * All that is recorded at a moment, to go on with.
     *
     * @param weights at each point
     * @param recorded how many points were recorded in all
     * @param stride how many recorded points there are for each that is kept
     * @param passing whether the last point goes when the next one comes
     */
    record Recorded(List<TrainingPoint> points, List<Tensor> weights, long recorded, long stride, boolean passing) {}

    /**
     * Makes a recorder that has recorded nothing yet.
     *
     * @param layout of what is recorded
     * @param statistics how many running statistics follow the weights in it
     * @param optimizer that trains, as a title
     * @param precision that weights are kept in
     */
    public TrajectoryRecorder(ParameterLayout layout, int statistics, String optimizer, Precision precision) {
        this.optimizer = optimizer;
        this.precision = precision;
        this.layout = layout;
        this.statistics = statistics;
        int room = precision == Precision.DOUBLE ? MOST_WEIGHTS / 2 : MOST_WEIGHTS;
        this.most = Math.max(FEWEST_POINTS, Math.min(MOST_POINTS, room / Math.max(1, layout.size())));
    }

    /**
     * Goes on where another recorder of the same training was.
     *
     * @throws IllegalArgumentException if that is not of this training's layout
     */
    void restore(Recorded before) {
        for (Tensor vector : before.weights()) {
            if (vector.size() != layout.size()) {
                throw new IllegalArgumentException(
                        vector.size() + " numbers for a training that moves " + layout.size());
            }
        }
        synchronized (this) {
            points.addAll(before.points());
            before.weights().forEach(vector -> weights.add(Kept.of(vector.doubles(), precision)));
            recorded = before.recorded();
            stride = before.stride();
            passing = before.passing();
        }
    }

    /** Returns all that is recorded so far. */
    synchronized Recorded recorded() {
        return new Recorded(
                List.copyOf(points), weights.stream().map(Kept::tensor).toList(), recorded, stride, passing);
    }

    @Override
    public void record(TrainingPoint point, double[] theta) {
        Kept kept = Kept.of(theta, precision);
        synchronized (this) {
            if (passing) {
                points.remove(points.size() - 1);
                weights.remove(weights.size() - 1);
            }
            points.add(point);
            weights.add(kept);
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

    /** Returns how many recorded points there are for each that is kept, but for the last: 1, 2, 4, … */
    public synchronized long stride() {
        return stride;
    }

    /** Returns the layout of what is recorded: θ, and behind it the running statistics that are trained. */
    public ParameterLayout layout() {
        return layout;
    }

    /** Returns the points that are kept so far, in order. */
    public synchronized List<TrainingPoint> points() {
        return List.copyOf(points);
    }

    /** Returns the weights at these points. */
    public synchronized WeightSeries weights() {
        return new Snapshot(List.copyOf(points), List.copyOf(weights), statistics, optimizer);
    }

    private record Snapshot(List<TrainingPoint> points, List<Kept> weights, int statistics, String optimizer)
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
                part[i - from] = weights.get(index).at(i);
            }
            return part;
        }
    }
}
