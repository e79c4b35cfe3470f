package io.orograph.ui.sharpness;

import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.CriticalPoint.Kind;
import io.orograph.plot.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The critical points of a plane as they read. */
final class PointsText {

    /** More places than this are counted only. */
    private static final int MOST = 8;

    private PointsText() {}

    /** Returns how many there are of each kind, such as "2 minima, 1 saddle". */
    static String counts(List<CriticalPoint> points) {
        List<String> parts = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            long count = points.stream().filter(point -> point.kind() == kind).count();
            if (count > 0) {
                parts.add(count + " " + (count == 1 ? name(kind) : plural(kind)));
            }
        }
        return String.join(", ", parts);
    }

    /** Returns a line for each point, up to eight. */
    static String places(List<CriticalPoint> points) {
        String places = points.stream().limit(MOST).map(PointsText::place).collect(Collectors.joining("\n"));
        return places + (points.size() > MOST ? "\nand " + (points.size() - MOST) + " more" : "");
    }

    private static String place(CriticalPoint point) {
        return name(point.kind()) + " at (" + coordinate(point.alpha()) + ", " + coordinate(point.beta()) + "): "
                + Ticks.number(point.loss(), 4)
                + (point.kind() == Kind.PLATEAU ? ", " + point.cells() + " cells" : "");
    }

    /** Returns a coordinate as text: what is nearer to 0 than a drawing shows is 0. */
    private static String coordinate(double value) {
        return Ticks.number(Math.abs(value) < 1e-3 ? 0 : value, 3);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String plural(Kind kind) {
        return switch (kind) {
            case MINIMUM -> "minima";
            case SADDLE -> "saddles";
            case PLATEAU -> "plateaus";
        };
    }
}
