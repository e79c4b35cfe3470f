package io.orograph.plane;

import io.orograph.choice.Named;
import io.orograph.objective.AffineSubspace;
import io.orograph.objective.Evaluation;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A path of weights, seen from a plane: where each point lies when it is projected, how far off it is, and what the loss
 * is there and here.
 *
 * @param kind what its points are to each other
 * @param title what it is of, as a legend has it
 * @param points in the order of the path
 * @param explained shares of the path's variance that the plane's directions hold; empty where they were not made from it
 * @param number by which it is told from other paths on the plane, from 0; {@link #ALONE} for the only one
 */
public record PlanePath(Kind kind, String title, List<Point> points, Optional<double[]> explained, int number) {

    /** The number of a path that need not be told from others. */
    public static final int ALONE = -1;

    /** The relation of a path's points to each other. */
    public enum Kind implements Named {
        /** The points follow one another in a training. */
        TRAJECTORY,
        /** The points are models of their own, which nothing joins. */
        MODELS,
        /** The points lie along a curve from one model, the first, to another, the last. */
        CURVE;

        /** Returns the name in files. */
        @Override
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Weights to be looked at as a path. */
    public record Weighted(Kind kind, String title, WeightSeries series) {}

    /**
     * A point of a path.
     *
     * @param name how a person calls it
     * @param place its projection
     * @param loss of the point itself
     * @param planeLoss of its projection: equal to the other where the residual is 0
     */
    public record Point(String name, PlaneCoordinates place, Evaluation loss, Evaluation planeLoss) {}

    /** Makes the only path on a plane. */
    public PlanePath(Kind kind, String title, List<Point> points, Optional<double[]> explained) {
        this(kind, title, points, explained, ALONE);
    }

    public PlanePath {
        points = List.copyOf(points);
    }

    /** Returns the same in a plane whose directions hold these shares of its variance. */
    public PlanePath explaining(double[] shares) {
        return new PlanePath(kind, title, points, Optional.of(shares), number);
    }

    /** Returns the same as one of several paths. */
    public PlanePath numbered(int place) {
        return new PlanePath(kind, title, points, explained, place);
    }

    /** Returns the number of points T. */
    public int size() {
        return points.size();
    }

    /** Returns the part of the plane that all points lie in. */
    public Extent extent() {
        return Extent.of(
                points.stream().mapToDouble(p -> p.place().alpha()).toArray(),
                points.stream().mapToDouble(p -> p.place().beta()).toArray());
    }

    /** Returns the largest off-plane residual. */
    public double largestResidual() {
        return points.stream().mapToDouble(p -> p.place().residual()).max().orElse(0);
    }

    /**
     * Projects and evaluates a path, on all workers of the objective; each holds the weights of one point at a time.
     *
     * @param path whose points are looked at
     * @param plane where running statistics of batch normalisations follow the weights in it ({@link
     *     io.orograph.network.RunningStatistics}), each point is evaluated with its own, and its projection with those of
     *     the plane's origin; else all with the file's, or with what the plane says
     * @throws IOException if a point cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static PlanePath of(
            Weighted path, Plane plane, Objective objective, ProgressListener progress, CancelToken cancel)
            throws IOException {
        WeightSeries series = path.series();
        int size = objective.network().layout().size();
        Plane weights = plane.of(objective.network().layout());
        AffineSubspace subspace = plane.subspace();
        Point[] points = new Point[series.size()];
        try {
            objective.parallel(points.length, progress, cancel, (worker, t) -> {
                double[] theta = read(series, t, plane.layout().size());
                PlaneCoordinates place = PlaneCoordinates.of(weights, Arrays.copyOf(theta, size));
                Evaluation loss = worker.evaluate(theta, plane.statistics(), cancel);
                Evaluation planeLoss = worker.evaluate(subspace, cancel, place.alpha(), place.beta());
                points[t] = new Point(series.name(t), place, loss, planeLoss);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new PlanePath(path.kind(), path.title(), List.of(points), Optional.empty());
    }

    private static double[] read(WeightSeries series, int index, int size) {
        try {
            return series.read(index, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
