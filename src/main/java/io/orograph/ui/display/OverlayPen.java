package io.orograph.ui.display;

import io.orograph.figure.Overlay;
import java.util.List;
import java.util.function.IntFunction;
import javafx.geometry.Point2D;
import javafx.geometry.Rectangle2D;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.text.TextAlignment;

/** Draws the lines, marks and legend of an {@link Overlay} on a canvas. */
public final class OverlayPen {

    /** The width of a line in the plane, in pixels of an ordinary screen, without its rim. */
    public static final double LINE_WIDTH = 3;

    /** How far a rim reaches beyond what it surrounds. */
    public static final double RIM = 1.2;

    /** The radius of a dot at a point of a dotted line, in pixels of an ordinary screen. */
    public static final double DOT_RADIUS = 2.2;

    /** Between the middles of two dots on a line, in radii of a dot. */
    public static final double DOT_DISTANCE = 7;

    private static final double RADIUS = 5;
    /** From the edge of a mark to the middle of its label. */
    private static final double LABEL_GAP = 9;

    private static final double ROW = 16;
    private static final double SWATCH = 18;
    private static final double PADDING = 6;
    private static final double PLATE_OPACITY = 0.84;

    /** What a surface hides is drawn this faint. */
    public static final double HIDDEN = 0.3;

    private final GraphicsContext graphics;
    private final double scale;

    /**
     * @param scale pixels of the picture to a pixel of an ordinary screen
     */
    public OverlayPen(GraphicsContext graphics, double scale) {
        this.graphics = graphics;
        this.scale = scale;
    }

    /** Returns the colour of 0xAARRGGBB. */
    public static Color color(int argb) {
        return Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255, (argb >>> 24) / 255.0);
    }

    /**
     * Draws a line over its rim.
     *
     * @param places of the line's points; null for one that is not there
     */
    public void line(Overlay.Line line, IntFunction<Point2D> places) {
        graphics.setLineCap(StrokeLineCap.ROUND);
        for (boolean rim : new boolean[] {true, false}) {
            graphics.setStroke(color(rim ? Overlay.rim(line.argb()) : line.argb()));
            Point2D before = null;
            for (int i = 0; i < line.size(); i++) {
                Point2D now = places.apply(i);
                if (before != null && now != null) {
                    graphics.setLineWidth(scale * (LINE_WIDTH * line.width(i) + (rim ? 2 * RIM : 0)));
                    graphics.strokeLine(before.getX(), before.getY(), now.getX(), now.getY());
                }
                before = now;
            }
        }
    }

    /**
     * Draws the points of a dotted line, but those for which there is no room beside the one before.
     *
     * @param places of the line's points; null for one that is not there
     */
    public void dots(Overlay.Line line, IntFunction<Point2D> places) {
        double radius = scale * DOT_RADIUS;
        graphics.setFill(color(0xff000000 | Overlay.rim(line.argb())));
        Point2D before = null;
        for (int i = 0; line.dotted() && i < line.size(); i++) {
            Point2D now = places.apply(i);
            if (now != null && (before == null || now.distance(before) >= DOT_DISTANCE * radius)) {
                graphics.fillOval(now.getX() - radius, now.getY() - radius, 2 * radius, 2 * radius);
                before = now;
            }
        }
    }

    /** Draws a mark without its label. */
    public void mark(Overlay.Mark mark, double x, double y, boolean hidden) {
        double[] outline = mark.symbol().outline();
        double[] xs = new double[outline.length / 2];
        double[] ys = new double[xs.length];
        for (int i = 0; i < xs.length; i++) {
            xs[i] = x + scale * mark.scale() * RADIUS * outline[2 * i];
            ys[i] = y + scale * mark.scale() * RADIUS * outline[2 * i + 1];
        }
        Color rim = color(Overlay.rim(mark.argb()));
        graphics.setGlobalAlpha(hidden ? HIDDEN : 1);
        graphics.setStroke(rim);
        graphics.setLineWidth(2 * scale * RIM);
        graphics.strokePolygon(xs, ys, xs.length);
        graphics.setFill(color(mark.argb()));
        graphics.fillPolygon(xs, ys, xs.length);
        graphics.setGlobalAlpha(1);
    }

    /**
     * Draws the label of a mark, if it has one: below it, or above where it would reach beyond the area, and within its sides.
     * Drawn after all marks, lest one cover it.
     *
     * @param area of the picture that labels keep to
     */
    public void label(Overlay.Mark mark, double x, double y, boolean hidden, Rectangle2D area, TextWidths widths) {
        String text = mark.label();
        if (text.isEmpty()) {
            return;
        }
        double half = scale * widths.applyAsDouble(text) / 2 + 2;
        double middle = Math.max(area.getMinX() + half, Math.min(area.getMaxX() - half, x));
        double below = y + scale * (RADIUS + LABEL_GAP);
        boolean fits = below + scale * LABEL_GAP <= area.getMaxY();
        double at = fits ? below : y - scale * (RADIUS + LABEL_GAP);
        graphics.setGlobalAlpha(hidden ? HIDDEN : 1);
        graphics.setStroke(color(Overlay.rim(mark.argb())));
        graphics.setFill(color(mark.argb()));
        graphics.setFont(PlotFonts.scaled(PlotFonts.LABEL, scale));
        graphics.setTextAlign(TextAlignment.CENTER);
        graphics.setTextBaseline(VPos.CENTER);
        graphics.setLineWidth(3 * scale);
        graphics.strokeText(text, middle, at);
        graphics.fillText(text, middle, at);
        graphics.setGlobalAlpha(1);
    }

    /** Returns how much room the legend takes; nothing where it has nothing to say. */
    public static Point2D legendSize(Overlay overlay, TextWidths widths) {
        List<Overlay.Line> lines = overlay.named();
        if (lines.isEmpty()) {
            return Point2D.ZERO;
        }
        double widest = widths.applyAsDouble(overlay.widthNote());
        for (Overlay.Line line : lines) {
            widest = Math.max(widest, SWATCH + 6 + widths.applyAsDouble(line.name()));
        }
        int rows = lines.size() + (overlay.widthNote().isEmpty() ? 0 : 1);
        return new Point2D(Math.ceil(widest) + 2 * PADDING, rows * ROW + PADDING);
    }

    /** Draws the legend, a plate with its upper left corner at a place: the names of the lines, and what their width means. */
    public void legend(Overlay overlay, double x, double y, PlotTheme theme, TextWidths widths) {
        Point2D size = legendSize(overlay, widths);
        if (size.getX() == 0) {
            return;
        }
        graphics.setFill(theme.background().deriveColor(0, 1, 1, PLATE_OPACITY));
        graphics.fillRoundRect(x, y, size.getX(), size.getY(), 6, 6);
        PlotPen pen = new PlotPen(graphics);
        double at = y + PADDING / 2 + ROW / 2;
        for (Overlay.Line line : overlay.named()) {
            Overlay.Line swatch = new Overlay.Line("", line.argb(), new double[2], new double[2], new double[0]);
            double middle = at;
            line(swatch, i -> new Point2D(x + PADDING + 2 + i * (SWATCH - 4), middle));
            text(pen, line.name(), x + PADDING + SWATCH + 6, at, theme.text());
            at += ROW;
        }
        text(pen, overlay.widthNote(), x + PADDING, at, theme.mutedText());
    }

    private static void text(PlotPen pen, String text, double x, double y, Color color) {
        pen.text(text, x, y, VPos.CENTER, TextAlignment.LEFT, PlotFonts.LABEL, color);
    }
}
