package io.orograph.ui.heatmap;

import io.orograph.landscape.Landscape;
import io.orograph.plane.Section;
import io.orograph.plot.HeatmapPlot;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.Pen;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.RecordingPen;
import io.orograph.plot.Viewport;
import io.orograph.ui.display.FieldImages;

/**
 * The picture of a heatmap, made off the JavaFX application thread and never changed: a display list, and the image that
 * its colours are.
 *
 * @param request what it was made for
 */
record HeatmapPicture(Request request, LandscapeData data, RecordingPen drawn, FieldImages images) {

    /** Makes the picture of data that fit the request. */
    static HeatmapPicture of(Request request, LandscapeData data) {
        RecordingPen drawn = new RecordingPen();
        request.plot(data, request.look()).drawStill(drawn, HeatmapLayout.plotArea(request.width(), request.height()));
        FieldImages images = new FieldImages(request.pixelScale());
        images.prepare(drawn);
        return new HeatmapPicture(request, data, drawn, images);
    }

    /** Tells whether it shows the plane that a landscape is over, whatever of it is evaluated. */
    boolean isOfPlaneOf(Landscape landscape) {
        Section own = data.landscape().section();
        Section other = landscape.section();
        return own == other
                || own.title().equals(other.title())
                        && own.description().equals(other.description())
                        && own.paths().equals(other.paths());
    }

    /** Draws what lies over it, where it was drawn. */
    void drawOver(Pen pen, PlaneLook look) {
        request.plot(data, look).drawOver(pen, HeatmapLayout.plotArea(request.width(), request.height()));
    }

    /**
     * The landscape and the scale that it is shown on: that of the part which is seen, so that colours and contours tell apart
     * what is there.
     *
     * @param clipPercentile where the scale ends, 100 for no clipping
     * @param seen the visible part of the plane
     */
    record Subject(Landscape landscape, boolean logarithmic, double clipPercentile, Viewport seen) {

        LandscapeData data() {
            LossScale whole = LossScale.of(landscape, logarithmic);
            LossScale clipped = clipPercentile < 100 ? whole.clippedAtPercentile(landscape, clipPercentile) : whole;
            boolean zoomed = !seen.equals(Viewport.whole(landscape.grid()));
            return new LandscapeData(
                    landscape,
                    zoomed ? LossScale.within(seen, landscape, logarithmic).clippedAt(clipped.high()) : clipped);
        }
    }

    /**
     * A wanted picture.
     *
     * @param look of what stands still
     * @param width of the view
     * @param height of the view
     * @param pixelScale pixels of the screen to a pixel of the layout
     */
    record Request(
            Subject subject,
            PlaneLook look,
            Viewport seen,
            PlotStyle style,
            double width,
            double height,
            double pixelScale) {

        HeatmapPlot plot(LandscapeData data, PlaneLook shown) {
            return new HeatmapPlot(style, data, shown, seen);
        }
    }
}
