package io.orograph.plot;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Draws the lines, marks and labels of an {@link Overlay}, on the heatmap and over the surface. */
public final class OverlayDrawing {

    /** The opacity of what the surface hides. */
    public static final double HIDDEN = 0.3;

    /** Between the middles of two dots on a line, in radii of a dot. */
    public static final double DOT_DISTANCE = 7;

    /** The radius of a dot at a point of a dotted line, in sizes of the text. */
    public static final double DOT_RADIUS = 0.19;

    /** The width of a line in the plane without its rim, in sizes of the text. */
    public static final double LINE_WIDTH = 0.25;

    /** The width of a rim on both sides together, in sizes of the text. */
    public static final double RIM = 0.2;

    /** The colour of θ₀. */
    private static final Rgb ORIGIN = Rgb.of(0xd1242f);

    private static final double MARK_RADIUS = 0.42;
    private static final double LABEL_GAP = 1.15;
    private static final double BESIDE_GAP = 0.75;

    private final Pen pen;
    private final PlotStyle style;
    /** Where labels are already. */
    private final List<Quad> taken = new ArrayList<>();

    public OverlayDrawing(Pen pen, PlotStyle style) {
        this.pen = pen;
        this.style = style;
    }

    /** A place on the page, and whether it is seen. */
    public record Place(double x, double y, boolean seen) {}

    static boolean isInside(Grid grid, double alpha, double beta) {
        return isInside(grid.alpha(), alpha) && isInside(grid.beta(), beta);
    }

    private static boolean isInside(Axis axis, double value) {
        return value >= axis.from() && value <= axis.to();
    }

    /**
     * Draws a line over its rim.
     *
     * @param places of the points; null for one that is not there
     */
    public void line(Overlay.Line line, IntFunction<Place> places) {
        double width = LINE_WIDTH * style.unit();
        Rgb color = new Rgb(line.argb());
        for (boolean rim : new boolean[] {true, false}) {
            Rgb shown = rim ? color.rim() : color;
            Place before = null;
            for (int i = 0; i < line.size(); i++) {
                Place now = places.apply(i);
                if (before != null && now != null) {
                    double wide = width * line.width(i) + (rim ? RIM * style.unit() : 0);
                    Rgb ink = before.seen() ? shown : shown.translucent(HIDDEN);
                    pen.line(before.x(), before.y(), now.x(), now.y(), new Stroke(ink, wide).rounded());
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
    public void dots(Overlay.Line line, IntFunction<Place> places) {
        double radius = DOT_RADIUS * style.unit();
        Rgb color = new Rgb(new Rgb(line.argb()).rim().argb() | 0xff000000);
        Place before = null;
        for (int i = 0; line.dotted() && i < line.size(); i++) {
            Place now = places.apply(i);
            boolean room = now != null
                    && (before == null
                            || Math.hypot(now.x() - before.x(), now.y() - before.y()) >= DOT_DISTANCE * radius);
            if (room) {
                pen.fill(Path.circle(now.x(), now.y(), radius), now.seen() ? color : color.translucent(HIDDEN));
                before = now;
            }
        }
    }

    /** Draws a mark without its label. */
    public void mark(Overlay.Mark mark, Place place) {
        symbol(mark.symbol(), new Rgb(mark.argb()), place, MARK_RADIUS * style.unit() * mark.scale());
    }

    /** Draws a symbol over its rim. */
    void symbol(OverlaySymbol symbol, Rgb color, Place place, double radius) {
        double[] outline = symbol.outline();
        for (int i = 0; i < outline.length; i += 2) {
            outline[i] = place.x() + radius * outline[i];
            outline[i + 1] = place.y() + radius * outline[i + 1];
        }
        Path path = new Path.Builder().polygon(outline).path();
        double share = place.seen() ? 1 : HIDDEN;
        pen.stroke(path, new Stroke(color.rim().translucent(share), RIM * style.unit()));
        pen.fill(path, color.translucent(share));
    }

    /**
     * Draws the label of a mark, if it has one: below it, or above where it would reach beyond the panel, and within
     * its sides; where another label is already, above or beside it if there is room. Drawn after all marks, lest one
     * cover it.
     *
     * @param panel that labels keep to
     * @param origin the name at θ₀: a mark of the same weights does not say it again
     */
    public void label(Overlay.Mark mark, Place place, Rect panel, String origin) {
        if (mark.label().isEmpty() || mark.label().equals(origin)) {
            return;
        }
        double share = place.seen() ? 1 : HIDDEN;
        Rgb color = new Rgb(mark.argb());
        pen.text(
                labelled(mark, place, panel),
                color.translucent(share),
                color.rim().translucent(share));
    }

    /** Draws the label of a mark, if it has one, on the page itself: in ink, for there is no surface that it would be lost on. */
    void labelOnPage(Overlay.Mark mark, Place place, Rect panel) {
        if (!mark.label().isEmpty()) {
            pen.text(labelled(mark, place, panel), style.theme().ink());
        }
    }

    private Label labelled(Overlay.Mark mark, Place place, Rect panel) {
        double half = style.small().width(mark.label()) / 2 + 0.2 * style.unit();
        double middle = Math.max(panel.x() + half, Math.min(panel.right() - half, place.x()));
        double gap = LABEL_GAP * style.unit();
        double beside = BESIDE_GAP * style.unit();
        Label below = level(mark, middle, place.y() + gap, 0.5);
        Label above = level(mark, middle, place.y() - gap, 0.5);
        boolean fits = place.y() + 1.6 * gap <= panel.bottom();
        List<Label> places = List.of(
                fits ? below : above,
                above,
                level(mark, place.x() + beside, place.y(), 0),
                level(mark, place.x() - beside, place.y(), 1));
        Label label = places.stream()
                .filter(each -> panel.contains(each.bounds().bounds()))
                .filter(each -> taken.stream().noneMatch(each.bounds()::overlaps))
                .findFirst()
                .orElse(places.get(0));
        taken.add(label.bounds());
        return label;
    }

    private Label level(Overlay.Mark mark, double x, double y, double anchor) {
        return Label.level(mark.label(), style.small(), x, y, anchor, 0.5);
    }

    /** Draws the mark of θ₀: filled where it is seen, hollow where the surface hides it. */
    void origin(Place place) {
        double radius = 0.36 * style.unit();
        Path disc = Path.circle(place.x(), place.y(), radius);
        pen.stroke(disc, new Stroke(Rgb.WHITE, 0.28 * style.unit()));
        if (place.seen()) {
            pen.fill(disc, ORIGIN);
        }
        pen.stroke(disc, new Stroke(place.seen() ? Rgb.BLACK : ORIGIN, 0.09 * style.unit()));
    }
}
