package io.orograph.ui.slices;

import io.orograph.ui.slices.Slice.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Cuts a line at its gaps. */
final class SliceRuns {

    private SliceRuns() {}

    /** Returns the longest pieces in which no value is NaN, none empty. */
    static List<List<Point>> of(List<Point> points, ToDoubleFunction<Point> values) {
        List<List<Point>> runs = new ArrayList<>();
        List<Point> run = new ArrayList<>();
        for (Point point : points) {
            if (!Double.isNaN(values.applyAsDouble(point))) {
                run.add(point);
            } else if (!run.isEmpty()) {
                runs.add(run);
                run = new ArrayList<>();
            }
        }
        if (!run.isEmpty()) {
            runs.add(run);
        }
        return runs;
    }
}
