package io.orograph.figure;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.function.IntFunction;

/** Draws the lines, marks and legend of an {@link Overlay} on a figure. */
final class FigureOverlay {

    /** The opacity of what the surface hides. */
    private static final double HIDDEN = 0.3;

    /** Between the middles of two dots on a line, in radii of a dot. */
    private static final double DOT_DISTANCE = 7;

    private final FigureCanvas canvas;

    FigureOverlay(FigureCanvas canvas) {
        this.canvas = canvas;
    }

    /** A place on the page, and whether it is seen. */
    record Place(double x, double y, boolean seen) {}

    static boolean isInside(Grid grid, double alpha, double beta) {
        return isInside(grid.alpha(), alpha) && isInside(grid.beta(), beta);
    }

    private static boolean isInside(Axis axis, double value) {
        return value >= axis.from() && value <= axis.to();
    }

    /**
     * Draws a line through places.
     *
     * @param places of the points; null for one that is not there
     */
    void line(Overlay.Line line, IntFunction<Place> places) {
        double width = canvas.unit * 0.26;
        for (boolean rim : new boolean[] {true, false}) {
            Color color = new Color(rim ? Overlay.rim(line.argb()) : line.argb(), rim);
            Place before = null;
            for (int i = 0; i < line.size(); i++) {
                Place now = places.apply(i);
                if (before != null && now != null) {
                    canvas.graphics.setColor(before.seen() ? color : FigureTheme.translucent(color, HIDDEN));
                    canvas.graphics.setStroke(new BasicStroke(
                            (float) (width * line.width(i) + (rim ? canvas.unit * 0.12 : 0)),
                            before.seen() ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT,
                            BasicStroke.JOIN_ROUND));
                    canvas.graphics.draw(new Line2D.Double(before.x(), before.y(), now.x(), now.y()));
                }
                before = now;
            }
        }
    }

    /**
     * Draws the points of a dotted line, but those for which there is no room beside the one before.
     *
     * @param places of the points; null for one that is not there
     */
    void dots(Overlay.Line line, IntFunction<Place> places) {
        double radius = 0.19 * canvas.unit;
        Color color = new Color(Overlay.rim(line.argb()) | 0xff000000);
        Place before = null;
        for (int i = 0; line.dotted() && i < line.size(); i++) {
            Place now = places.apply(i);
            boolean room = now != null
                    && (before == null
                            || Math.hypot(now.x() - before.x(), now.y() - before.y()) >= DOT_DISTANCE * radius);
            if (room) {
                canvas.graphics.setColor(now.seen() ? color : FigureTheme.translucent(color, HIDDEN));
                canvas.graphics.fill(new Ellipse2D.Double(now.x() - radius, now.y() - radius, 2 * radius, 2 * radius));
                before = now;
            }
        }
    }

    /** Draws a mark without its label. */
    void mark(Overlay.Mark mark, Place place) {
        double radius = 0.34 * canvas.unit * mark.scale();
        Shape shape = shape(mark.symbol(), place.x(), place.y(), radius);
        Color rim = new Color(Overlay.rim(mark.argb()), true);
        canvas.stroke(0.16 * canvas.unit, rim);
        canvas.graphics.draw(shape);
        canvas.graphics.setColor(place.seen() ? new Color(mark.argb()) : FigureTheme.translucent(rim, HIDDEN));
        canvas.graphics.fill(shape);
    }

    /**
     * Draws the label of a mark, if it has one: below it, or above where it would reach beyond the panel, and within
     * its sides. Drawn after all marks, lest one cover it.
     *
     * @param panel that labels keep to
     */
    void label(Overlay.Mark mark, Place place, Rectangle2D panel) {
        if (mark.label().isEmpty()) {
            return;
        }
        double half = Label.width(mark.label(), canvas.captionFont) / 2 + 0.2 * canvas.unit;
        double middle = Math.max(panel.getMinX() + half, Math.min(panel.getMaxX() - half, place.x()));
        double gap = 1.05 * canvas.unit;
        boolean fits = place.y() + 1.6 * gap <= panel.getMaxY();
        Label label = Label.level(
                mark.label(), canvas.captionFont, middle, fits ? place.y() + gap : place.y() - gap, 0.5, 0.5);
        canvas.textWithRim(label, new Color(mark.argb()), new Color(Overlay.rim(mark.argb()), true));
    }

    private static Shape shape(OverlaySymbol symbol, double x, double y, double radius) {
        double[] outline = symbol.outline();
        Path2D path = new Path2D.Double();
        path.moveTo(x + radius * outline[0], y + radius * outline[1]);
        for (int i = 2; i < outline.length; i += 2) {
            path.lineTo(x + radius * outline[i], y + radius * outline[i + 1]);
        }
        path.closePath();
        return path;
    }

    /** Draws a plate with its upper left corner at a place: the names of the lines, and what their width means. */
    void legend(Overlay overlay, double x, double y) {
        List<Overlay.Line> lines = overlay.named();
        String note = overlay.widthNote();
        if (lines.isEmpty()) {
            return;
        }
        double unit = canvas.unit;
        double widest = Label.width(note, canvas.captionFont);
        for (Overlay.Line line : lines) {
            widest = Math.max(widest, 2 * unit + Label.width(line.name(), canvas.captionFont));
        }
        int rows = lines.size() + (note.isEmpty() ? 0 : 1);
        double row = 1.15 * unit;
        canvas.graphics.setColor(FigureTheme.translucent(canvas.theme.paper, 0.82));
        canvas.graphics.fill(new Rectangle2D.Double(x, y, widest + unit, rows * row + 0.5 * unit));
        double at = y + 0.25 * unit + row / 2;
        for (Overlay.Line line : lines) {
            double middle = at;
            Overlay.Line swatch = new Overlay.Line("", line.argb(), new double[2], new double[2], new double[0]);
            line(swatch, i -> new Place(x + (0.6 + 1.3 * i) * unit, middle, true));
            canvas.text(Label.level(line.name(), canvas.captionFont, x + 2.4 * unit, at, 0, 0.5), canvas.theme.ink);
            at += row;
        }
        if (!note.isEmpty()) {
            canvas.text(Label.level(note, canvas.captionFont, x + 0.5 * unit, at, 0, 0.5), canvas.theme.muted);
        }
    }
}
