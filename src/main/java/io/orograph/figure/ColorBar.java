package io.orograph.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** The scale of the colours, upright, with its ticks on the right. */
final class ColorBar {

    private final FigureCanvas canvas;
    private final FigureData data;
    private final ColorMap colors;
    private final List<Tick> ticks;
    private final double labelWidth;

    ColorBar(FigureCanvas canvas, FigureData data, ColorMap colors, double height) {
        this.canvas = canvas;
        this.data = data;
        this.colors = colors;
        this.ticks = data.scale.ticks((int) Math.max(3, Math.min(6, height / (3 * canvas.unit))));
        this.labelWidth = ticks.stream()
                .mapToDouble(tick -> Label.width(tick.label(), canvas.tickFont))
                .max()
                .orElse(0);
    }

    /** Returns the width from the left edge of the bar to the end of its title. */
    double width() {
        return barWidth() + 0.75 * canvas.unit + labelWidth + 0.7 * canvas.unit + Label.height(canvas.axisFont);
    }

    private double barWidth() {
        return 1.1 * canvas.unit;
    }

    void draw(double left, double top, double height) {
        Rectangle2D bar = new Rectangle2D.Double(left, top, barWidth(), height);
        if (data.scale.isEmpty()) {
            canvas.hatch(bar);
        } else {
            fill(left, top, height);
        }
        canvas.stroke(canvas.lineWidth(), canvas.theme.ink);
        canvas.graphics.draw(bar);
        if (data.clippedAbove()) {
            arrow(left, top, -1, colors.argb(1));
        }
        if (data.clippedBelow()) {
            arrow(left, top + height, 1, colors.argb(0));
        }
        double right = left + barWidth();
        for (Tick tick : ticks) {
            double y = top + height * (1 - data.scale.share(tick.value()));
            canvas.stroke(canvas.lineWidth(), canvas.theme.ink);
            canvas.line(right, y, right + 0.35 * canvas.unit, y);
            canvas.text(
                    Label.level(tick.label(), canvas.tickFont, right + 0.75 * canvas.unit, y, 0, 0.5),
                    canvas.theme.muted);
        }
        double titleX = left + width() - Label.height(canvas.axisFont) / 2;
        canvas.text(
                new Label(data.lossTitle(), canvas.axisFont, titleX, top + height / 2, 0.5, 0.5, -Math.PI / 2),
                canvas.theme.ink);
    }

    private void fill(double left, double top, double height) {
        int rows = (int) Math.ceil(height);
        for (int row = 0; row < rows; row++) {
            canvas.graphics.setColor(new java.awt.Color(colors.argb(1 - (row + 0.5) / rows)));
            double y = top + row;
            canvas.graphics.fill(new Rectangle2D.Double(left, y, barWidth(), Math.min(1.5, top + height - y)));
        }
    }

    /** Draws an arrow that says that the scale goes on beyond its end in the colour of the end. */
    private void arrow(double left, double y, int direction, int argb) {
        Path2D path = new Path2D.Double();
        path.moveTo(left, y);
        path.lineTo(left + barWidth() / 2, y + direction * 0.8 * canvas.unit);
        path.lineTo(left + barWidth(), y);
        path.closePath();
        canvas.graphics.setColor(new java.awt.Color(argb));
        canvas.graphics.fill(path);
        canvas.stroke(canvas.lineWidth(), canvas.theme.ink);
        canvas.graphics.draw(path);
    }
}
