package io.orograph.lesson;

import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.CriticalPoints;
import io.orograph.landscape.Landscape;
import io.orograph.sharpness.FlatArea;
import io.orograph.sharpness.PlaneCurvature;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The numbers of a landscape that lessons name. */
final class LandscapeNumbers {

    /** Half a cell. */
    private static final double HALF = 0.5;

    private LandscapeNumbers() {}

    static double of(Findings found, ToDoubleFunction<Landscape> number) {
        return found.landscape().map(number::applyAsDouble).orElse(Double.NaN);
    }

    /** Returns the loss of the cell nearest to a point; NaN outside. */
    static double at(Landscape landscape, double alpha, double beta) {
        double x = landscape.grid().alpha().position(alpha);
        double y = landscape.grid().beta().position(beta);
        boolean inside = isInside(x, landscape.grid().nx())
                && isInside(y, landscape.grid().ny());
        return inside ? landscape.loss((int) Math.round(x), (int) Math.round(y)) : Double.NaN;
    }

    private static boolean isInside(double position, int count) {
        return position > -HALF && position < count - HALF;
    }

    /** Returns how many points of a kind the plane has. */
    static double count(Landscape landscape, CriticalPoint.Kind kind) {
        return CriticalPoints.of(landscape).stream()
                .filter(point -> point.kind() == kind)
                .count();
    }

    /** Returns the share of the cells whose loss is at most so much above the loss at θ₀. */
    static double flat(Landscape landscape, double tolerance) {
        return FlatArea.share(landscape, tolerance);
    }

    /** Returns a principal curvature in the plane at θ₀. */
    static double curvature(Landscape landscape, ToDoubleFunction<PlaneCurvature> which) {
        Optional<PlaneCurvature> fitted = PlaneCurvature.of(landscape);
        return fitted.map(which::applyAsDouble).orElse(Double.NaN);
    }
}
