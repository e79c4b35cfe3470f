package io.orograph.ui.surface;

import io.orograph.plot.Label;
import io.orograph.plot.OverlayLegend;
import io.orograph.plot.Pen;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.RecordingPen;
import io.orograph.plot.Rect;
import io.orograph.plot.SurfacePlot;
import io.orograph.ui.display.FxPen;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/**
 * What lies flat over the 3-D scene, so that texts are upright and symbols are those of the heatmap: axes, marks, the name of
 * θ₀ and the legend, from the plot that draws all of it where there is no 3-D.
 */
final class FlatOverlay {

    private static final double MARGIN = 10;
    /** The room above the legend for the reading at the crosshair. */
    private static final double READING_ROOM = 22;

    private final Canvas canvas = new Canvas();
    private RecordingPen drawn = new RecordingPen();

    FlatOverlay() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
    }

    Node node() {
        return canvas;
    }

    void draw(SurfaceGeometry geometry, Projection projection, PlaneLook look, PlotStyle style) {
        canvas.setWidth(projection.width());
        canvas.setHeight(projection.height());
        Rect area = new Rect(0, 0, projection.width(), projection.height());
        drawn = new RecordingPen();
        SurfacePlot.placed(style, geometry.data(), look, projection.seen(), area)
                .drawFlat(drawn, -SurfaceGeometry.PIN_HEIGHT / geometry.box().top());
        legend(drawn, look, style, projection);
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        drawn.replay(new FxPen(graphics));
    }

    /** Draws the legend in the corner of a view. */
    static void legend(Pen pen, PlaneLook look, PlotStyle style, Projection projection) {
        double scale = projection.scale();
        new OverlayLegend(look.overlay(), style).draw(pen, scale * MARGIN, scale * (MARGIN + READING_ROOM));
    }

    /** Returns the texts that are shown. */
    List<Label> labels() {
        return drawn.labels();
    }
}
