package io.orograph.figure;

import io.orograph.plane.Projection;
import io.orograph.training.PlanePath;
import java.util.List;

/** Paths of weights and models as overlays. */
public final class PathOverlay {

    private static final int WHITE = 0xffffffff;
    private static final int CURVE = 0xffff7a1a;

    private PathOverlay() {}

    /**
     * A path: white, as wide as it is near to the plane, from a diamond to a star, with a dot at each of its points.
     *
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
                List.of(new Overlay.Line(title, WHITE, alpha, beta, residual).withDots()),
                List.of(
                        new Overlay.Mark("", WHITE, OverlaySymbol.START, alpha[0], beta[0]),
                        new Overlay.Mark("", WHITE, OverlaySymbol.END, alpha[last], beta[last])));
    }

    /**
     * Models at their places, by name.
     *
     * @param models each a point
     */
    public static Overlay ofModels(PlanePath models) {
        return new Overlay(
                List.of(),
                models.points().stream()
                        .map(point -> model(point.name(), point.place()))
                        .toList());
    }

    /**
     * A curve from one model to another, and the straight line between them.
     *
     * @param curve from the first model to the second
     */
    public static Overlay ofCurve(String first, String second, PlanePath curve) {
        Projection from = curve.points().get(0).place();
        Projection to = curve.points().get(curve.size() - 1).place();
        Overlay.Line bent = of("curve", curve).lines().get(0);
        return new Overlay(
                List.of(
                        new Overlay.Line(
                                "straight line",
                                WHITE,
                                new double[] {from.alpha(), to.alpha()},
                                new double[] {from.beta(), to.beta()},
                                new double[0]),
                        new Overlay.Line(bent.name(), CURVE, bent.alpha(), bent.beta(), bent.residuals())),
                List.of(model(first, from), model(second, to)));
    }

    private static Overlay.Mark model(String name, Projection place) {
        return new Overlay.Mark(name, WHITE, OverlaySymbol.DOT, place.alpha(), place.beta());
    }
}
