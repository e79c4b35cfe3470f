package io.orograph.ui.training;

import io.orograph.plane.PlaneCoordinates;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.training.OptimizerTrajectories;
import java.util.List;

/** The two passes of a step of SAM over a landscape: up to θ + ε, and from θ down the gradient there; grey: plain descent. */
final class PassesOverlay {

    private static final int PLAIN = 0xff8a94a3;

    /** How much narrower than a path, and smaller than its marks, they are. */
    private static final double PASS = 0.7;

    private PassesOverlay() {}

    /**
     * Returns the overlay.
     *
     * @param to where the step leads
     */
    static Overlay of(OptimizerTrajectories.Passes passes, PlaneCoordinates to, int argb, double scale) {
        PlaneCoordinates up = passes.ascended();
        PlaneCoordinates plain = passes.plain();
        return new Overlay(
                List.of(
                        segment(argb, passes.from(), up, scale),
                        segment(argb, passes.from(), to, scale),
                        segment(PLAIN, passes.from(), plain, scale)),
                List.of(
                        new Overlay.Mark("θ + ε", argb, OverlaySymbol.MAXIMUM, up.alpha(), up.beta(), PASS),
                        new Overlay.Mark("SAM", argb, OverlaySymbol.DOT, to.alpha(), to.beta(), PASS),
                        new Overlay.Mark("SGD", PLAIN, OverlaySymbol.DOT, plain.alpha(), plain.beta(), PASS)));
    }

    private static Overlay.Line segment(int argb, PlaneCoordinates from, PlaneCoordinates to, double scale) {
        return new Overlay.Line(
                "",
                argb,
                new double[] {from.alpha(), to.alpha()},
                new double[] {from.beta(), to.beta()},
                new double[0],
                PASS * scale);
    }
}
