package io.orograph.ui.heatmap;

import io.orograph.figure.Overlay;
import io.orograph.ui.display.OverlayPen;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotPen;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.display.TextWidths;
import javafx.geometry.Point2D;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;

/** The paths and marks over a heatmap, on a canvas of their own: they move while the colours stand still. */
final class HeatmapOverlay extends Canvas {

    private static final double LEGEND_MARGIN = 6;

    private final TextWidths widths = new TextWidths(PlotFonts.LABEL);
    private boolean drawn;

    HeatmapOverlay() {
        setManaged(false);
        setMouseTransparent(true);
    }

    /**
     * @param frame null while there is no landscape
     */
    void draw(PlotFrame frame, Overlay overlay, double width, double height, PlotTheme theme) {
        GraphicsContext graphics = getGraphicsContext2D();
        if (drawn) {
            graphics.clearRect(0, 0, getWidth(), getHeight());
        }
        drawn = frame != null && !overlay.isEmpty();
        if (!drawn) {
            return;
        }
        setWidth(width);
        setHeight(height);
        OverlayPen pen = new OverlayPen(graphics, 1);
        new PlotPen(graphics).clipped(frame.x(), frame.y(), frame.width(), frame.height(), () -> {
            for (Overlay.Line line : overlay.lines()) {
                pen.line(line, i -> new Point2D(frame.xOf(line.alpha()[i]), frame.yOf(line.beta()[i])));
            }
            for (Overlay.Mark mark : overlay.marks()) {
                pen.mark(mark, frame.xOf(mark.alpha()), frame.yOf(mark.beta()), false);
            }
            pen.legend(overlay, frame.x() + LEGEND_MARGIN, frame.y() + LEGEND_MARGIN, theme, widths);
        });
    }
}
