package io.orograph.study.runs;

import io.orograph.choice.Named;
import io.orograph.training.TrainingPoint;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What curves of runs are drawn over. */
public enum RunAxis implements Named {
    EPOCHS("epochs", "epoch"),
    STEPS("steps", "step"),
    SECONDS("time", "seconds");

    private final String title;
    private final String axis;

    RunAxis(String title, String axis) {
        this.title = title;
        this.axis = axis;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String title() {
        return title;
    }

    /** Returns the title of the axis. */
    String axis() {
        return axis;
    }

    /** Returns the place of each recorded point. */
    double[] at(RunCurves curves) {
        List<TrainingPoint> points = curves.points();
        return switch (this) {
            case EPOCHS -> points.stream().mapToDouble(TrainingPoint::epoch).toArray();
            case STEPS -> points.stream().mapToDouble(TrainingPoint::step).toArray();
            case SECONDS ->
                curves.seconds().stream().mapToDouble(Double::doubleValue).toArray();
        };
    }

    /**
     * Returns the places of steps, evenly between the recorded points on both sides; NaN beyond the last one, as for a step
     * that was measured and whose point is still to come.
     */
    double[] at(RunCurves curves, double[] steps) {
        if (this == STEPS) {
            return steps.clone();
        }
        double[] known = STEPS.at(curves);
        double[] places = at(curves);
        return Arrays.stream(steps).map(step -> between(known, places, step)).toArray();
    }

    private static double between(double[] steps, double[] places, double step) {
        int index = Arrays.binarySearch(steps, step);
        if (index >= 0) {
            return places[index];
        }
        int after = -index - 1;
        if (after == 0 || after == steps.length) {
            return Double.NaN;
        }
        double share = (step - steps[after - 1]) / (steps[after] - steps[after - 1]);
        return places[after - 1] + share * (places[after] - places[after - 1]);
    }
}
