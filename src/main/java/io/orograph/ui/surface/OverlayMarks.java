package io.orograph.ui.surface;

import io.orograph.plot.Overlay;
import io.orograph.plot.OverlayDrawing;
import io.orograph.plot.OverlayLegend;
import io.orograph.plot.Pen;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Rect;
import io.orograph.plot.Theme;
import io.orograph.ui.display.FxPen;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;

/**
 * The marks of an overlay and its legend, flat over the picture of a surface, so that symbols are the same as on the
 * heatmap and texts are upright. A mark that the surface hides is drawn faint.
 */
final class OverlayMarks {

    private static final double MARGIN = 10;
    /** The room above the legend for the reading at the crosshair. */
    private static final double READING_ROOM = 22;

    private final Canvas canvas = new Canvas();
    private boolean drawn;

    OverlayMarks() {
        canvas.setManaged(false);
        canvas.setMouseTransparent(true);
        canvas.setVisible(false);
    }

    Node node() {
        return canvas;
    }

    /** Draws a legend in the corner of a view. */
    static void legend(Pen pen, OverlayLegend legend, Projection projection) {
        legend.draw(pen, projection.scale() * MARGIN, projection.scale() * (MARGIN + READING_ROOM));
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
        double scale = projection.scale();
        PlotStyle screen = PlotStyle.screen(Theme.of(dark));
        FxPen pen = new FxPen(canvas.getGraphicsContext2D());
        OverlayDrawing drawing = new OverlayDrawing(pen, screen.scaled(scale));
        Rect area = new Rect(0, 0, projection.width(), projection.height());
        List<Placed> placed = overlay.marks().stream()
                .map(mark -> Placed.of(mark, geometry, projection))
                .filter(Objects::nonNull)
                .sorted(Comparator.comparingDouble(each -> -each.depth()))
                .toList();
        placed.forEach(each -> drawing.mark(each.mark(), each.place()));
        String origin = geometry.landscape().section().origin();
        placed.forEach(each -> drawing.label(each.mark(), each.place(), area, origin));
        legend(pen, new OverlayLegend(overlay, screen.scaled(scale)), projection);
    }

    /** A mark on the screen, and how far it is from the viewer. */
    private record Placed(Overlay.Mark mark, OverlayDrawing.Place place, double depth) {

        /** Places a mark; null where there is no surface. */
        static Placed of(Overlay.Mark mark, SurfaceGeometry geometry, Projection projection) {
            Point3D at = geometry.surfacePoint(mark.alpha(), mark.beta());
            if (at == null) {
                return null;
            }
            Point3D lifted = at.subtract(0, OverlayStrips.LIFT, 0);
            Point2D place = projection.screen(lifted);
            boolean seen = !SightLine.isHidden(geometry, projection, lifted);
            return new Placed(
                    mark,
                    new OverlayDrawing.Place(place.getX(), place.getY(), seen),
                    projection.depth(lifted.getX(), lifted.getY(), lifted.getZ()));
        }
    }
}
