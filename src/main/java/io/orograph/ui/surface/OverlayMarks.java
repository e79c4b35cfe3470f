package io.orograph.ui.surface;

import io.orograph.figure.Overlay;
import io.orograph.ui.display.OverlayPen;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.display.TextWidths;
import java.util.List;
import java.util.Objects;
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
        List<Placed> placed = overlay.marks().stream()
                .map(mark -> Placed.of(mark, geometry, projection))
                .filter(Objects::nonNull)
                .toList();
        placed.forEach(each -> pen.mark(each.mark(), each.x(), each.y(), each.hidden()));
        placed.forEach(each -> pen.label(each.mark(), each.x(), each.y(), each.hidden(), area, widths));
        canvas.getGraphicsContext2D().save();
        canvas.getGraphicsContext2D().scale(projection.scale(), projection.scale());
        new OverlayPen(canvas.getGraphicsContext2D(), 1)
                .legend(overlay, MARGIN, MARGIN + top, PlotTheme.of(dark), widths);
        canvas.getGraphicsContext2D().restore();
    }

    /** A mark on the screen. */
    private record Placed(Overlay.Mark mark, double x, double y, boolean hidden) {

        /** Places a mark; null where there is no surface. */
        static Placed of(Overlay.Mark mark, SurfaceGeometry geometry, Projection projection) {
            Point3D at = geometry.surfacePoint(mark.alpha(), mark.beta());
            if (at == null) {
                return null;
            }
            Point3D lifted = at.subtract(0, OverlayStrips.LIFT, 0);
            Point2D place = projection.screen(lifted);
            return new Placed(mark, place.getX(), place.getY(), SightLine.isHidden(geometry, projection, lifted));
        }
    }
}
