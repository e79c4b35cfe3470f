package io.orograph.ui.heatmap;

import io.orograph.figure.Overlay;
import io.orograph.landscape.ConvexityMap;
import io.orograph.ui.display.OverlayPen;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotPen;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.display.TextWidths;
import java.util.List;
import java.util.function.IntFunction;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/** The paths and marks over a heatmap, on a canvas of their own: they move while the colours stand still. */
final class HeatmapOverlay extends Canvas {

    private static final double LEGEND_MARGIN = 6;
    /** A mark reaches so far about its place. */
    private static final double MARK_ROOM = 8;

    private static final double LARGEST_SHARE = 0.66;

    private final TextWidths widths = new TextWidths(PlotFonts.LABEL);
    private boolean drawn;

    HeatmapOverlay() {
        setManaged(false);
        setMouseTransparent(true);
    }

    /**
     * Draws the overlay.
     *
     * @param frame null while there is no landscape
     * @param convexity null while there is none
     * @param stale whether it is being measured anew
     */
    void draw(
            PlotFrame frame,
            Overlay overlay,
            ConvexityMap convexity,
            boolean stale,
            double width,
            double height,
            PlotTheme theme) {
        GraphicsContext graphics = getGraphicsContext2D();
        if (drawn) {
            graphics.clearRect(0, 0, getWidth(), getHeight());
        }
        drawn = frame != null && !(overlay.isEmpty() && convexity == null);
        if (!drawn) {
            return;
        }
        setWidth(width);
        setHeight(height);
        OverlayPen pen = new OverlayPen(graphics, 1);
        new PlotPen(graphics).clipped(frame.x(), frame.y(), frame.width(), frame.height(), () -> {
            if (convexity != null) {
                ConvexityLayer.draw(graphics, frame, convexity, stale, widths);
            }
            for (Overlay.Line line : overlay.lines()) {
                IntFunction<Point2D> places = i -> new Point2D(frame.xOf(line.alpha()[i]), frame.yOf(line.beta()[i]));
                pen.line(line, places);
                pen.dots(line, places);
            }
            Rectangle2D area = new Rectangle2D(frame.x(), frame.y(), frame.width(), frame.height());
            for (Overlay.Mark mark : overlay.marks()) {
                pen.mark(mark, frame.xOf(mark.alpha()), frame.yOf(mark.beta()), false);
            }
            for (Overlay.Mark mark : overlay.marks()) {
                pen.label(mark, frame.xOf(mark.alpha()), frame.yOf(mark.beta()), false, area, widths);
            }
            if (!overlay.isEmpty()) {
                legend(pen, frame, overlay, theme);
            }
        });
    }

    /**
     * Draws the legend in the corner in which it covers the fewest points; the surface has one too, so a small plot
     * goes without.
     */
    private void legend(OverlayPen pen, PlotFrame frame, Overlay overlay, PlotTheme theme) {
        Point2D size = OverlayPen.legendSize(overlay, widths);
        double right = frame.right() - LEGEND_MARGIN - size.getX();
        double bottom = frame.bottom() - LEGEND_MARGIN - size.getY();
        if (size.getX() > LARGEST_SHARE * frame.width() || size.getY() > LARGEST_SHARE * frame.height()) {
            return;
        }
        double left = frame.x() + LEGEND_MARGIN;
        double top = frame.y() + LEGEND_MARGIN;
        Rectangle2D best = null;
        for (Point2D corner : List.of(
                new Point2D(left, top),
                new Point2D(right, top),
                new Point2D(left, bottom),
                new Point2D(right, bottom))) {
            Rectangle2D place = new Rectangle2D(corner.getX(), corner.getY(), size.getX(), size.getY());
            if (best == null || covered(place, frame, overlay) < covered(best, frame, overlay)) {
                best = place;
            }
        }
        pen.legend(overlay, best.getMinX(), best.getMinY(), theme, widths);
    }

    private static long covered(Rectangle2D plate, PlotFrame frame, Overlay overlay) {
        Rectangle2D place = new Rectangle2D(
                plate.getMinX() - MARK_ROOM,
                plate.getMinY() - MARK_ROOM,
                plate.getWidth() + 2 * MARK_ROOM,
                plate.getHeight() + 2 * MARK_ROOM);
        long points = overlay.marks().stream()
                .filter(mark -> place.contains(frame.xOf(mark.alpha()), frame.yOf(mark.beta())))
                .count();
        for (Overlay.Line line : overlay.lines()) {
            for (int i = 0; i < line.size(); i++) {
                points += place.contains(frame.xOf(line.alpha()[i]), frame.yOf(line.beta()[i])) ? 1 : 0;
            }
        }
        return points;
    }
}
