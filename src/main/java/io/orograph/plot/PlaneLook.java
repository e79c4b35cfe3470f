package io.orograph.plot;

import io.orograph.landscape.ConvexityMap;

/**
 * How a plane is shown, in the heatmap and as a surface.
 *
 * @param smooth whether colours go over from cell to cell in the heatmap
 * @param overlay paths and marks
 * @param convexity numbers over the heatmap; null for none
 * @param stale whether these are measured anew
 */
public record PlaneLook(
        ColorMap colors, boolean smooth, PlotParts parts, Overlay overlay, ConvexityMap convexity, boolean stale) {

    /** Returns a look with all parts and nothing over the plane. */
    public static PlaneLook of(ColorMap colors) {
        return new PlaneLook(colors, true, PlotParts.ALL, Overlay.NONE, null, false);
    }

    public PlaneLook with(Overlay wanted) {
        return new PlaneLook(colors, smooth, parts, wanted, convexity, stale);
    }

    public PlaneLook with(PlotParts wanted) {
        return new PlaneLook(colors, smooth, wanted, overlay, convexity, stale);
    }

    public PlaneLook smooth(boolean wanted) {
        return new PlaneLook(colors, wanted, parts, overlay, convexity, stale);
    }

    /** Returns the same with other numbers over the heatmap. */
    public PlaneLook with(ConvexityMap wanted, boolean measuredAnew) {
        return new PlaneLook(colors, smooth, parts, overlay, wanted, measuredAnew);
    }
}
