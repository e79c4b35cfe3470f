package io.orograph.training;

import io.orograph.network.RunningStatistics;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.objective.Slice;
import io.orograph.plane.Plane;
import io.orograph.plane.Projection;
import io.orograph.plane.WeightSeries;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A path of weights, seen from a plane: where each point lies when it is projected, how far off it is, and what the loss
 * is there and here.
 *
 * @param points in the order of the path
 * @param explained shares of the path's variance that the plane's directions hold; empty where they were not made from it
 */
public record PlanePath(List<Point> points, Optional<double[]> explained) {

    /**
     * A point of a path.
     *
     * @param name how a person calls it
     * @param place its projection
     * @param loss of the point itself
     * @param planeLoss of its projection: equal to the other where the residual is 0
     */
    public record Point(String name, Projection place, Evaluation loss, Evaluation planeLoss) {}

    public PlanePath {
        points = List.copyOf(points);
    }

    /** The number of points T. */
    public int size() {
        return points.size();
    }

    /** The smallest and the largest α. */
    public double[] alphaRange() {
        return range(points.stream().mapToDouble(p -> p.place().alpha()).toArray());
    }

    /** The smallest and the largest β. */
    public double[] betaRange() {
        return range(points.stream().mapToDouble(p -> p.place().beta()).toArray());
    }

    private static double[] range(double[] values) {
        return new double[] {
            Arrays.stream(values).min().orElse(0), Arrays.stream(values).max().orElse(0)
        };
    }

    /** The largest off-plane residual. */
    public double largestResidual() {
        return points.stream().mapToDouble(p -> p.place().residual()).max().orElse(0);
    }

    /**
     * A plane through the weights of a path, with the running statistics of its last point behind them if the path has
     * any: what is evaluated in it is evaluated with these.
     *
     * @param plane in the layout of the weights
     * @throws IOException if the last point cannot be read
     */
    public static Plane withStatistics(Plane plane, WeightSeries series, LossChoice loss) throws IOException {
        if (series.statistics() == 0) {
            return plane;
        }
        int weights = plane.layout().size();
        double[] last = series.read(series.size() - 1, weights, weights + series.statistics());
        return plane.of(RunningStatistics.of(loss.network()).tracked().layout(), last);
    }

    /**
     * Projects and evaluates a path, on all workers of the objective; each holds the weights of one point at a time.
     *
     * @param plane where running statistics of batch normalisations follow the weights in it ({@link
     *     io.orograph.network.RunningStatistics}), each point is evaluated with its own, and its projection with those of
     *     the plane's origin; else all with the file's, or with what the plane says
     * @throws IOException if a point cannot be read
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public static PlanePath of(
            WeightSeries series,
            Plane plane,
            Optional<double[]> explained,
            Objective objective,
            ProgressListener progress,
            CancelToken cancel)
            throws IOException {
        int size = objective.network().layout().size();
        Plane weights = plane.of(objective.network().layout());
        Slice slice = plane.slice();
        Point[] points = new Point[series.size()];
        AtomicLong done = new AtomicLong();
        try {
            objective.parallel(points.length, cancel, (worker, t) -> {
                double[] theta = read(series, t, plane.layout().size());
                Projection place = Projection.of(weights, Arrays.copyOf(theta, size));
                Evaluation loss = worker.evaluate(theta, plane.statistics(), cancel);
                Evaluation planeLoss = worker.evaluate(slice, cancel, place.alpha(), place.beta());
                points[t] = new Point(series.name(t), place, loss, planeLoss);
                progress.progress(done.incrementAndGet(), points.length);
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return new PlanePath(List.of(points), explained);
    }

    private static double[] read(WeightSeries series, int index, int size) {
        try {
            return series.read(index, 0, size);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
