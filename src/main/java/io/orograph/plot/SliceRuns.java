package io.orograph.plot;

import io.orograph.plot.Slice.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** Cuts a line at its gaps. */
final class SliceRuns {

    /** Points farther apart than so many steps have a grid value between them at which nothing is known. */
    private static final double APART = 1.5;

    private SliceRuns() {}

    /** Returns the longest pieces in which no value is NaN, none empty. */
    static List<List<Point>> of(List<Point> points, ToDoubleFunction<Point> values) {
        return cut(points, point -> !Double.isNaN(values.applyAsDouble(point)), Double.POSITIVE_INFINITY);
    }

    /**
     * Returns the longest pieces that are evaluated at each grid value and in which no value is NaN, none empty: what lies
     * between them is not known.
     *
     * @param step between grid values
     */
    static List<List<Point>> evaluated(List<Point> points, ToDoubleFunction<Point> values, double step) {
        return cut(points, point -> point.isEvaluated() && !Double.isNaN(values.applyAsDouble(point)), APART * step);
    }

    private static List<List<Point>> cut(List<Point> points, Predicate<Point> isKnown, double apart) {
        List<List<Point>> runs = new ArrayList<>();
        List<Point> run = new ArrayList<>();
        for (Point point : points) {
            boolean goesOn = !run.isEmpty()
                    && isKnown.test(point)
                    && point.position() - run.get(run.size() - 1).position() <= apart;
            if (!goesOn && !run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
            if (isKnown.test(point)) {
                run.add(point);
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }
}
