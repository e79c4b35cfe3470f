package io.orograph.ui.between;

import io.orograph.figure.Overlay;
import io.orograph.figure.OverlaySymbol;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is drawn over the plane through models: the models, and the curve between two. */
final class BetweenOverlay {

    private static final int WHITE = 0xffffffff;
    private static final int CURVE = 0xffff7a1a;

    private BetweenOverlay() {}

    /** A mark for each model. */
    static Overlay of(List<PlacedModel> models) {
        return new Overlay(List.of(), marks(models));
    }

    /** The straight line, and the curve by the same polynomial in the plane's coordinates as in weight space. */
    static Overlay of(List<PlacedModel> ends, PlacedModel bend) {
        PlacedModel a = ends.get(0);
        PlacedModel b = ends.get(1);
        double[] t = Connection.evenly();
        double[] none = {};
        Overlay.Line straight = new Overlay.Line(
                "straight line", WHITE, new double[] {a.alpha(), b.alpha()}, new double[] {a.beta(), b.beta()}, none);
        Overlay.Line curve = new Overlay.Line(
                "curve",
                CURVE,
                Arrays.stream(t)
                        .map(at -> bezier(a.alpha(), bend.alpha(), b.alpha(), at))
                        .toArray(),
                Arrays.stream(t)
                        .map(at -> bezier(a.beta(), bend.beta(), b.beta(), at))
                        .toArray(),
                none);
        List<Overlay.Mark> marks = new ArrayList<>(marks(ends));
        marks.add(new Overlay.Mark("bend", CURVE, OverlaySymbol.START, bend.alpha(), bend.beta()));
        return new Overlay(List.of(straight, curve), marks);
    }

    private static double bezier(double start, double bend, double end, double t) {
        return (1 - t) * (1 - t) * start + 2 * t * (1 - t) * bend + t * t * end;
    }

    private static List<Overlay.Mark> marks(List<PlacedModel> models) {
        return models.stream()
                .map(model ->
                        new Overlay.Mark(model.model().name(), WHITE, OverlaySymbol.DOT, model.alpha(), model.beta()))
                .toList();
    }
}
