package io.orograph.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The names of an overlay's lines and of the marks that have no label of their own, on a plate. */
public final class OverlayLegend {

    private static final double ROW = 1.35;
    private static final double SWATCH = 1.5;
    private static final double PADDING = 0.5;
    private static final double PLATE_OPACITY = 0.84;

    /** A line that goes far out of the plane is looked at in so many places. */
    private static final int MOST_PARTS = 1000;

    private final Overlay overlay;
    private final PlotStyle style;
    private final List<Row> rows = new ArrayList<>();

    /** A row: the line or the mark that stands before a text, or neither. */
    private record Row(String text, Overlay.Line line, Overlay.Mark mark) {}

    public OverlayLegend(Overlay overlay, PlotStyle style) {
        this.overlay = overlay;
        this.style = style;
        for (Overlay.Line line : overlay.named()) {
            rows.add(new Row(line.name(), line, null));
        }
        Map<OverlaySymbol, Overlay.Mark> unnamed = new LinkedHashMap<>();
        for (Overlay.Mark mark : overlay.marks()) {
            if (mark.label().isEmpty() && !mark.symbol().meaning().isEmpty()) {
                unnamed.putIfAbsent(mark.symbol(), mark);
            }
        }
        unnamed.forEach((symbol, mark) -> rows.add(new Row(symbol.meaning(), null, mark)));
        if (!overlay.named().isEmpty() && !overlay.widthNote().isEmpty()) {
            rows.add(new Row(overlay.widthNote(), null, null));
        }
    }

    /** Tells whether there is nothing to say. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    public double width() {
        double widest = 0;
        for (Row row : rows) {
            widest = Math.max(widest, indent(row) + style.small().width(row.text()));
        }
        return widest + 2 * PADDING * style.unit();
    }

    public double height() {
        return (rows.size() * ROW + PADDING) * style.unit();
    }

    private double indent(Row row) {
        return row.line() == null && row.mark() == null ? 0 : (SWATCH + 0.5) * style.unit();
    }

    /** Draws the plate with its upper left corner at a place. */
    public void draw(Pen pen, double x, double y) {
        if (isEmpty()) {
            return;
        }
        double unit = style.unit();
        pen.fill(
                Path.rounded(new Rect(x, y, width(), height()), 0.4 * unit),
                style.theme().plate().translucent(PLATE_OPACITY));
        OverlayDrawing drawing = new OverlayDrawing(pen, style);
        double at = y + (PADDING + ROW) / 2 * unit;
        double left = x + PADDING * unit;
        for (Row row : rows) {
            double middle = at;
            if (row.line() != null) {
                Overlay.Line swatch =
                        new Overlay.Line("", row.line().argb(), new double[2], new double[2], new double[0]);
                drawing.line(
                        swatch, i -> new OverlayDrawing.Place(left + (0.15 + i * (SWATCH - 0.3)) * unit, middle, true));
            } else if (row.mark() != null) {
                drawing.mark(row.mark(), new OverlayDrawing.Place(left + SWATCH / 2 * unit, at, true));
            }
            boolean isNote = indent(row) == 0;
            pen.text(
                    Label.level(row.text(), style.small(), left + indent(row), at, 0, 0.5),
                    isNote ? style.theme().muted() : style.theme().ink());
            at += ROW * unit;
        }
    }

    /** Returns how many places of the overlay a plate would cover: its marks, and places along its lines. */
    long covered(Rect plate, PlotFrame frame) {
        Rect place = plate.inset(-0.7 * style.unit());
        long places = overlay.marks().stream()
                .filter(mark -> place.contains(frame.xOf(mark.alpha()), frame.yOf(mark.beta())))
                .count();
        for (Overlay.Line line : overlay.lines()) {
            for (int i = 0; i < line.size(); i++) {
                places += covered(place, frame, line, Math.max(0, i - 1), i);
            }
        }
        return places;
    }

    /** Counts the places between two points of a line, a size of the text apart, that lie in a plate. */
    private long covered(Rect plate, PlotFrame frame, Overlay.Line line, int from, int to) {
        double fromX = frame.xOf(line.alpha()[from]);
        double fromY = frame.yOf(line.beta()[from]);
        double x = frame.xOf(line.alpha()[to]) - fromX;
        double y = frame.yOf(line.beta()[to]) - fromY;
        int parts = (int) Math.min(MOST_PARTS, Math.ceil(Math.hypot(x, y) / style.unit()) + 1);
        return IntStream.rangeClosed(1, parts)
                .filter(part -> plate.contains(fromX + x * part / parts, fromY + y * part / parts))
                .count();
    }
}
