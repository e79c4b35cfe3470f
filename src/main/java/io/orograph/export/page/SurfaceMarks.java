package io.orograph.export.page;

import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.CriticalPoints;
import io.orograph.landscape.Landscape;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlaySymbol;
import io.orograph.plot.SectionOverlay;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is marked on the surface of a page: the origin, the critical points of the plane, and what lies on it. */
final class SurfaceMarks {

    private static final int ORIGIN = 0xff1b1e23;
    private static final int CRITICAL = 0xffffd24a;

    /** A mark of the legend. */
    record Entry(OverlaySymbol symbol, int argb) {}

    private final Landscape landscape;

    SurfaceMarks(Landscape landscape) {
        this.landscape = landscape;
    }

    /** Returns all of them. */
    Overlay overlay() {
        List<Overlay.Mark> marks = new ArrayList<>();
        for (CriticalPoint point : CriticalPoints.of(landscape)) {
            marks.add(new Overlay.Mark("", CRITICAL, symbol(point.kind()), point.alpha(), point.beta()));
        }
        marks.add(new Overlay.Mark(landscape.section().origin(), ORIGIN, OverlaySymbol.DOT, 0, 0));
        // The end of a path may be the origin, and is seen upon it.
        return new Overlay(List.of(), marks).with(SectionOverlay.of(landscape.section()));
    }

    private static OverlaySymbol symbol(CriticalPoint.Kind kind) {
        return switch (kind) {
            case MINIMUM -> OverlaySymbol.MINIMUM;
            case SADDLE -> OverlaySymbol.SADDLE;
            case PLATEAU -> OverlaySymbol.PLATEAU;
        };
    }

    /** Returns what the symbols of marks mean, as far as they are there. */
    static Map<String, Entry> legend(Overlay overlay) {
        Map<String, Entry> legend = new LinkedHashMap<>();
        for (Overlay.Mark mark : overlay.marks()) {
            String meaning = meaning(mark.symbol());
            if (mark.label().isEmpty() && !meaning.isEmpty()) {
                legend.putIfAbsent(meaning, new Entry(mark.symbol(), mark.argb()));
            }
        }
        return legend;
    }

    private static String meaning(OverlaySymbol symbol) {
        return switch (symbol) {
            case MINIMUM -> "minimum of this plane";
            case SADDLE -> "saddle of this plane";
            case MAXIMUM -> "maximum of this plane";
            case PLATEAU -> "plateau of this plane";
            case START -> "start of the path";
            case END -> "end of the path";
            case DOT -> "";
        };
    }
}
