package io.orograph.study.runs;

import io.orograph.study.SharpnessPoint;
import io.orograph.training.TrainingPoint;
import java.util.List;
import java.util.Optional;

/**
 * The curves of a run.
 *
 * @param points that were recorded, in their order
 * @param seconds since the beginning at each of them; NaN where nobody looked at the clock
 * @param sharpness where it was measured
 */
public record RunCurves(List<TrainingPoint> points, List<Double> seconds, List<SharpnessPoint> sharpness) {

    /** No curves. */
    public static final RunCurves NONE = new RunCurves(List.of(), List.of(), List.of());

    /** Checks that there is a time for each point. */
    public RunCurves {
        points = List.copyOf(points);
        seconds = List.copyOf(seconds);
        sharpness = List.copyOf(sharpness);
        if (points.size() != seconds.size()) {
            throw new IllegalArgumentException(seconds.size() + " times for " + points.size() + " points");
        }
    }

    /** Returns where it ended; empty before the first point. */
    public Optional<TrainingPoint> last() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.get(points.size() - 1));
    }

    /** Returns the sharpness that was measured last; empty where none was. */
    public Optional<SharpnessPoint> lastSharpness() {
        return sharpness.isEmpty() ? Optional.empty() : Optional.of(sharpness.get(sharpness.size() - 1));
    }

    /** Returns the same with other measurements of the sharpness. */
    public RunCurves withSharpness(List<SharpnessPoint> measured) {
        return new RunCurves(points, seconds, measured);
    }
}
