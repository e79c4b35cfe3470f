package io.orograph.ui.surface;

import io.orograph.figure.Overlay;
import io.orograph.ui.display.OverlayPen;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.display.TextWidths;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;
import javafx.geometry.Rectangle2D;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;

/**
 * The marks of an overlay and its legend, flat over the picture of a surface, so that symbols are the same as on the
 * heatmap and texts are upright. A mark that the surface hides is drawn faint.
 */
final class OverlayMarks {

    private static final double MARGIN = 10;

    private final Canvas canvas = new Canvas();
    private final TextWidths widths = new TextWidths(PlotFonts.LABEL);
    private double top;
    private boolean drawn;

    OverlayMarks() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        canvas.setVisible(false);
    }

    Node node() {
        return canvas;
    }

    /** Leaves room above the legend. */
    void below(double pixels) {
        top = pixels;
    }

    void place(SurfaceGeometry geometry, Projection projection, Overlay overlay, boolean dark) {
        if (drawn) {
            canvas.getGraphicsContext2D().clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
        }
        drawn = !overlay.isEmpty();
        canvas.setVisible(drawn);
        if (!drawn) {
            return;
        }
        canvas.setWidth(projection.width());
        canvas.setHeight(projection.height());
        OverlayPen pen = new OverlayPen(canvas.getGraphicsContext2D(), projection.scale());
        Rectangle2D area = new Rectangle2D(0, 0, projection.width(), projection.height());
        for (Overlay.Mark mark : overlay.marks()) {
            Point3D at = geometry.surfacePoint(mark.alpha(), mark.beta());
            if (at != null) {
                Point3D lifted = at.subtract(0, OverlayLines.LIFT, 0);
                Point2D place = projection.screen(lifted);
                boolean hidden = SightLine.isHidden(geometry, projection, lifted);
                pen.mark(mark, place.getX(), place.getY(), hidden, area, widths);
            }
        }
        canvas.getGraphicsContext2D().save();
        canvas.getGraphicsContext2D().scale(projection.scale(), projection.scale());
        new OverlayPen(canvas.getGraphicsContext2D(), 1)
                .legend(overlay, MARGIN, MARGIN + top, PlotTheme.of(dark), widths);
        canvas.getGraphicsContext2D().restore();
    }
}
