package io.orograph.figure;

import io.orograph.training.PlanePath;
import java.util.List;

/** A path of weights as an overlay: white, as wide as it is near to the plane, from a diamond to a star. */
public final class PathOverlay {

    private static final int WHITE = 0xffffffff;

    private PathOverlay() {}

    /**
     * @param title of the path, in the legend
     */
    public static Overlay of(String title, PlanePath path) {
        List<PlanePath.Point> points = path.points();
        double[] alpha = points.stream().mapToDouble(p -> p.place().alpha()).toArray();
        double[] beta = points.stream().mapToDouble(p -> p.place().beta()).toArray();
        double[] residual =
                points.stream().mapToDouble(p -> p.place().residual()).toArray();
        int last = points.size() - 1;
        return new Overlay(
                List.of(new Overlay.Line(title, WHITE, alpha, beta, residual)),
                List.of(
                        new Overlay.Mark("", WHITE, OverlaySymbol.START, alpha[0], beta[0]),
                        new Overlay.Mark("", WHITE, OverlaySymbol.END, alpha[last], beta[last])));
    }
}
