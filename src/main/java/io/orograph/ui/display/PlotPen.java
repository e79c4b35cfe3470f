package io.orograph.ui.display;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws the elements of a flat plot: texts, sharp lines at pixel middles, texts along a slope. */
public final class PlotPen {

    private final GraphicsContext graphics;

    public PlotPen(GraphicsContext graphics) {
        this.graphics = graphics;
        graphics.setLineCap(StrokeLineCap.BUTT);
        graphics.setLineJoin(StrokeLineJoin.ROUND);
    }

    public GraphicsContext graphics() {
        return graphics;
    }

    /** Draws a text whose left edge, middle or right edge is at x. */
    public void text(String text, double x, double y, VPos baseline, TextAlignment align, Font font, Paint paint) {
        text(text, x, y, baseline, align, font, paint, Double.POSITIVE_INFINITY);
    }

    /** Draws a text, squeezed if it is wider than it may be. */
    public void text(
            String text,
            double x,
            double y,
            VPos baseline,
            TextAlignment align,
            Font font,
            Paint paint,
            double widest) {
        graphics.setFont(font);
        graphics.setTextAlign(align);
        graphics.setTextBaseline(baseline);
        graphics.setFill(paint);
        if (Double.isInfinite(widest)) {
            graphics.fillText(text, x, y);
        } else {
            graphics.fillText(text, x, y, widest);
        }
    }

    /** Draws about a point, turned clockwise. */
    public void turned(double x, double y, double degrees, Runnable drawing) {
        graphics.save();
        graphics.translate(x, y);
        graphics.rotate(degrees);
        drawing.run();
        graphics.restore();
    }

    /** Draws inside a rectangle only. */
    public void clipped(double x, double y, double width, double height, Runnable drawing) {
        graphics.save();
        graphics.beginPath();
        graphics.rect(x, y, width, height);
        graphics.clip();
        drawing.run();
        graphics.restore();
    }

    /** Draws a horizontal line, one pixel thick. */
    public void across(double fromX, double toX, double y, Paint paint) {
        line(fromX, Math.floor(y) + 0.5, toX, Math.floor(y) + 0.5, 1, paint);
    }

    /** Draws a vertical line, one pixel thick. */
    public void up(double x, double fromY, double toY, Paint paint) {
        line(Math.floor(x) + 0.5, fromY, Math.floor(x) + 0.5, toY, 1, paint);
    }

    public void line(double fromX, double fromY, double toX, double toY, double width, Paint paint) {
        graphics.setStroke(paint);
        graphics.setLineWidth(width);
        graphics.strokeLine(fromX, fromY, toX, toY);
    }

    /** Draws the outline of a rectangle of whole pixels, one pixel thick, just outside of it. */
    public void frame(double x, double y, double width, double height, Paint paint) {
        graphics.setStroke(paint);
        graphics.setLineWidth(1);
        graphics.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
    }
}
