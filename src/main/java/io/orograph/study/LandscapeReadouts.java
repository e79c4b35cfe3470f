package io.orograph.study;

import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.CriticalPoints;
import io.orograph.landscape.Landscape;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The numbers that are read off a landscape, by the names that they have in JSON. */
public final class LandscapeReadouts {

    private LandscapeReadouts() {}

    /** Returns them, critical points of the plane included; NaN where there is no such number. */
    public static Map<String, Object> of(Landscape landscape) {
        Map<String, Object> readouts = new LinkedHashMap<>();
        readouts.put("cells", landscape.grid().cells());
        readouts.put("evaluated", landscape.evaluatedCells());
        readouts.put("non_finite", landscape.nonFiniteCells());
        readouts.put("center_loss", landscape.centerLoss());
        readouts.put("min", landscape.min());
        readouts.put("max", landscape.max());
        readouts.put("relative_se", landscape.relativeStandardError());
        readouts.put(
                "critical_points",
                CriticalPoints.of(landscape).stream().map(LandscapeReadouts::of).toList());
        return readouts;
    }

    /** Returns what there is to say of a critical point. */
    public static Map<String, Object> of(CriticalPoint point) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("kind", point.kind().name().toLowerCase(Locale.ROOT));
        entries.put("alpha", point.alpha());
        entries.put("beta", point.beta());
        entries.put("loss", point.loss());
        entries.put("prominence", point.prominence());
        entries.put("prominence_se", point.prominenceError());
        entries.put("cells", point.cells());
        return entries;
    }
}
