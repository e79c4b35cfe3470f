package io.orograph.ui.sharpness;

import io.orograph.landscape.CriticalPoint;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.ui.display.Overlays;
import java.util.List;

/** Marks the minima, saddles and plateaus of the plane on the surface and the heatmap, as far as that is wanted. */
public final class PlaneMarks {

    /** White with a dark rim: seen on every colour map, and told apart by shape. */
    private static final int COLOR = 0xffffffff;

    private final SharpnessModel model;
    private final Overlays overlays;

    /** Marks the points from now on. */
    public PlaneMarks(SharpnessModel model, Overlays overlays) {
        this.model = model;
        this.overlays = overlays;
        model.planeProperty().addListener((property, old, now) -> mark());
        model.markPointsProperty().addListener((property, old, now) -> mark());
    }

    private void mark() {
        SharpnessModel.PlaneReading reading = model.planeProperty().get();
        boolean wanted = reading != null && model.markPointsProperty().get();
        overlays.put(
                this,
                wanted
                        ? new Overlay(
                                List.of(),
                                reading.points().stream().map(PlaneMarks::mark).toList())
                        : Overlay.NONE);
    }

    private static Overlay.Mark mark(CriticalPoint point) {
        OverlaySymbol symbol = switch (point.kind()) {
            case MINIMUM -> OverlaySymbol.MINIMUM;
            case SADDLE -> OverlaySymbol.SADDLE;
            case PLATEAU -> OverlaySymbol.PLATEAU;
        };
        return new Overlay.Mark("", COLOR, symbol, point.alpha(), point.beta());
    }
}
