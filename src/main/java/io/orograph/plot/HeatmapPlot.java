package io.orograph.plot;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Contour;
import io.orograph.landscape.ConvexityMap;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntFunction;

/**
 * The heatmap with its axes, labelled contours, the mark of θ₀, colour bar, the legend of its holes, and what lies over it.
 * The layout depends on the size and the ranges alone, hardly ever on the numbers, so that nothing jumps when they change.
 */
public final class HeatmapPlot {

    static final double LINE_OPACITY = 0.75;

    /** Ranges more different than this are not drawn to the same scale, or nothing would be seen of one. */
    private static final double LARGEST_ASPECT = 3;

    private static final double SMALLEST = 3;
    private static final double LARGEST_LEGEND = 0.7;

    private final PlotStyle style;
    private final LandscapeData data;
    private final PlaneLook look;
    private final Viewport seen;

    public HeatmapPlot(PlotStyle style, LandscapeData data, PlaneLook look, Viewport seen) {
        this.style = style;
        this.data = data;
        this.look = look;
        this.seen = seen;
    }

    /** A heatmap's parts on the page. */
    private record Layout(PlotFrame frame, double outerLeft, double outerRight, ColorBar bar) {}

    private Layout layout(Rect area) {
        double unit = style.unit();
        boolean axes = look.parts().axes();
        double left = axes ? leftRoom() : 0;
        double line = style.small().height();
        double below = axes ? 0.95 * unit + line + style.axis().height() : hatchRoom();
        ColorBar bar = new ColorBar(style, data, look, 0.8 * area.height());
        double right = look.parts().colorBar() ? 0.9 * unit + bar.width() : 0.6 * unit;
        double above = axes ? 0.6 * unit : 0;
        double roomX = Math.max(SMALLEST * unit, area.width() - left - right);
        double roomY = Math.max(SMALLEST * unit, area.height() - above - below);
        Viewport whole = data.whole();
        double aspect = Math.max(1 / LARGEST_ASPECT, Math.min(LARGEST_ASPECT, whole.alphaSpan() / whole.betaSpan()));
        double width = Math.floor(Math.min(roomX, roomY * aspect));
        double height = Math.floor(Math.min(roomY, roomX / aspect));
        double outerLeft = area.x() + Math.max(0, (area.width() - left - right - width) / 2);
        double x = Math.round(outerLeft + left);
        double y = Math.round(area.y() + above + Math.max(0, (roomY - height) / 2));
        PlotFrame frame = new PlotFrame(new Rect(x, y, width, height), seen);
        // Fewer ticks where the plot is lower than it might be.
        return new Layout(frame, x - left, x + width + right, new ColorBar(style, data, look, height));
    }

    private double hatchRoom() {
        return data.hatchMeaning().isEmpty()
                ? 0.3 * style.unit()
                : 0.6 * style.unit() + style.small().height();
    }

    private double leftRoom() {
        return style.axis().height() + 0.4 * style.unit() + data.widestBeta(style.small()) + 0.75 * style.unit();
    }

    /** Returns where the plane itself is drawn in an area. */
    public PlotFrame frame(Rect area) {
        return layout(area).frame();
    }

    /** Returns the part of an area from the left end of the axis titles to the right end of the colour bar. */
    public Rect outer(Rect area) {
        Layout layout = layout(area);
        return new Rect(layout.outerLeft(), area.y(), layout.outerRight() - layout.outerLeft(), area.height());
    }

    /** Draws all. */
    public void draw(Pen pen, Rect area) {
        drawStill(pen, area);
        drawOver(pen, area);
    }

    /** Draws what stands still while paths are played: colours, contours, θ₀, axes, colour bar. */
    public void drawStill(Pen pen, Rect area) {
        Layout layout = layout(area);
        PlotFrame frame = layout.frame();
        pen.clipped(frame.rect().path(), () -> {
            colors(pen, frame);
            if (look.parts().contours()) {
                contours(pen, frame);
            }
        });
        pen.frame(frame.rect(), style.axisStroke());
        if (look.parts().axes()) {
            axes(pen, layout);
        }
        if (look.parts().colorBar()) {
            layout.bar().draw(pen, frame.right() + 0.9 * style.unit(), frame.y(), frame.height());
        }
        hatchLegend(pen, layout);
        if (look.parts().marks()) {
            origin(pen, frame);
        }
    }

    private void colors(Pen pen, PlotFrame frame) {
        ColorField field = new ColorField(
                data.grid,
                data.shown,
                data.pending,
                seen,
                new ColorField.Look(look.colors(), look.smooth(), style.theme().hole()));
        BitSet holes = new BitSet();
        for (int cell = 0; cell < data.shown.length; cell++) {
            holes.set(cell, Double.isNaN(data.shown[cell]));
        }
        if (!holes.isEmpty()) {
            pen.fill(frame.rect(), style.theme().hole());
        }
        pen.field(field, frame.rect());
        holes.or(data.pending);
        if (!holes.isEmpty()) {
            Hatch.lines(pen, cells(holes, frame), frame.rect(), style);
        }
    }

    /** Returns the squares of cells, those of a row that are neighbours as one. */
    private Path cells(BitSet cells, PlotFrame frame) {
        Path.Builder path = new Path.Builder();
        int nx = data.grid.nx();
        Axis alpha = data.grid.alpha();
        Axis beta = data.grid.beta();
        for (int iy = 0; iy < data.grid.ny(); iy++) {
            int end = (iy + 1) * nx;
            for (int from = cells.nextSetBit(iy * nx); from >= 0 && from < end; ) {
                int to = Math.min(end, cells.nextClearBit(from));
                double left = frame.xOf(alpha.value(from % nx) - alpha.step() / 2);
                double right = frame.xOf(alpha.value((to - 1) % nx) + alpha.step() / 2);
                double top = frame.yOf(beta.value(iy) + beta.step() / 2);
                double bottom = frame.yOf(beta.value(iy) - beta.step() / 2);
                path.polygon(left, top, right, top, right, bottom, left, bottom);
                from = cells.nextSetBit(to);
            }
        }
        return path.path();
    }

    private void contours(Pen pen, PlotFrame frame) {
        for (Contour contour : data.contours) {
            Path.Builder path = new Path.Builder();
            for (int i = 0; i < contour.size(); i++) {
                double x = frame.xOf(contour.alpha()[i]);
                double y = frame.yOf(contour.beta()[i]);
                if (i == 0) {
                    path.moveTo(x, y);
                } else {
                    path.lineTo(x, y);
                }
            }
            if (contour.closed()) {
                path.close();
            }
            Rgb ink = color(contour.level()).against().translucent(LINE_OPACITY);
            pen.stroke(path.path(), new Stroke(ink, style.lineWidth()));
        }
        for (ContourLabel label :
                ContourLabels.place(data.contours, frame, style.small(), data.scale::levelLabel, free(frame))) {
            Rgb color = color(label.level());
            Label text = new Label(
                    label.text(),
                    style.small(),
                    frame.xOf(label.alpha()),
                    frame.yOf(label.beta()),
                    0.5,
                    0.5,
                    Math.toRadians(label.degrees()));
            // The colour along the line is that of its level: this hides the line, and nothing else.
            double half = text.width() / 2 + 0.15 * style.unit();
            double dx = half * Math.cos(text.angle());
            double dy = half * Math.sin(text.angle());
            pen.line(text.x() - dx, text.y() - dy, text.x() + dx, text.y() + dy, new Stroke(color, 0.5 * style.unit()));
            pen.text(text, color.against(), color);
        }
    }

    private Rgb color(double level) {
        return new Rgb(look.colors().argb(data.scale.share(level)));
    }

    /** Returns what contour labels keep away from: θ₀ and its name, and the labels of marks. */
    private List<Rect> free(PlotFrame frame) {
        List<Rect> free = new ArrayList<>();
        if (data.showsOrigin()) {
            double unit = style.unit();
            free.add(new Rect(frame.xOf(0) - unit, frame.yOf(0) - unit, 2 * unit, 2 * unit));
            free.add(originLabel(frame).bounds().bounds());
        }
        for (Overlay.Mark mark : look.overlay().marks()) {
            double half = Math.max(style.unit(), style.small().width(mark.label()) / 2 + 0.3 * style.unit());
            free.add(new Rect(
                    frame.xOf(mark.alpha()) - half,
                    frame.yOf(mark.beta()) - 0.7 * style.unit(),
                    2 * half,
                    2.6 * style.unit()));
        }
        return free;
    }

    private void axes(Pen pen, Layout layout) {
        PlotFrame frame = layout.frame();
        TextStyle small = style.small();
        double unit = style.unit();
        Rgb muted = style.theme().muted();
        for (Tick tick : AxisTicks.across(
                wanted -> Ticks.linear(seen.alphaFrom(), seen.alphaTo(), wanted),
                frame.width(),
                seen.alphaSpan(),
                small)) {
            double x = frame.xOf(tick.value());
            pen.line(x, frame.bottom(), x, frame.bottom() + style.tick(), style.axisStroke());
            pen.text(Label.level(tick.label(), small, x, frame.bottom() + 0.6 * unit, 0.5, 0), muted);
        }
        for (Tick tick : Ticks.linear(seen.betaFrom(), seen.betaTo(), AxisTicks.wantedUp(frame.height(), small))) {
            double y = frame.yOf(tick.value());
            pen.line(frame.x() - style.tick(), y, frame.x(), y, style.axisStroke());
            pen.text(Label.level(tick.label(), small, frame.x() - 0.7 * unit, y, 1, 0.5), muted);
        }
        pen.text(alphaTitle(frame), style.theme().ink());
        double betaX = layout.outerLeft() + style.axis().height() / 2;
        pen.text(
                Label.upwards(
                                data.betaTitle(),
                                style.axis(),
                                betaX,
                                frame.rect().centerY())
                        .within(1.2 * frame.height()),
                style.theme().ink());
    }

    private Label alphaTitle(PlotFrame frame) {
        double top = frame.bottom() + 0.8 * style.unit() + style.small().height();
        return Label.level(data.alphaTitle(), style.axis(), frame.rect().centerX(), top, 0.5, 0)
                .within(1.2 * frame.width());
    }

    /** Says at the lower right what the hatching means. */
    private void hatchLegend(Pen pen, Layout layout) {
        String meaning = data.hatchMeaning();
        if (meaning.isEmpty()) {
            return;
        }
        PlotFrame frame = layout.frame();
        double unit = style.unit();
        boolean axes = look.parts().axes();
        Label title = alphaTitle(frame);
        double right = layout.outerRight();
        double from = axes ? title.x() + title.width() / 2 + unit : frame.x();
        double text = Math.min(style.small().width(meaning), right - from - 1.5 * unit);
        double y = axes
                ? title.y() + 0.5 * style.axis().height()
                : frame.bottom() + 0.4 * unit + style.small().height() / 2;
        Rect swatch = new Rect(right - text - 1.5 * unit, y - 0.5 * unit, unit, unit);
        Hatch.fill(pen, swatch.path(), swatch, style);
        pen.frame(swatch, style.axisStroke());
        pen.text(
                Label.level(meaning, style.small(), right, y, 1, 0.5).within(text),
                style.theme().muted());
    }

    /** Returns the name of θ₀ to the right of its mark, or to the left where it would run over the edge. */
    private Label originLabel(PlotFrame frame) {
        double gap = 0.6 * style.unit();
        double x = frame.xOf(0);
        boolean fits =
                x + gap + style.axis().width(data.origin()) <= frame.rect().right();
        return Label.level(
                data.origin(),
                style.axis(),
                fits ? x + gap : x - gap,
                frame.yOf(0) - 0.35 * style.unit(),
                fits ? 0 : 1,
                1);
    }

    private void origin(Pen pen, PlotFrame frame) {
        double x = frame.xOf(0);
        double y = frame.yOf(0);
        if (!data.showsOrigin() || !frame.contains(x, y)) {
            return;
        }
        double share = data.originShare();
        Rgb around = Double.isNaN(share)
                ? style.theme().hole()
                : new Rgb(look.colors().argb(share));
        pen.clipped(frame.rect().path(), () -> {
            new OverlayDrawing(pen, style).origin(new OverlayDrawing.Place(x, y, true));
            pen.text(originLabel(frame), around.against(), around);
        });
    }

    /** Draws what lies over the plane: numbers of convexity, paths, marks, legend. */
    public void drawOver(Pen pen, Rect area) {
        Overlay overlay = look.overlay();
        ConvexityMap convexity = look.convexity();
        if (overlay.isEmpty() && convexity == null) {
            return;
        }
        PlotFrame frame = frame(area);
        pen.clipped(frame.rect().path(), () -> {
            if (convexity != null) {
                new ConvexityLayer(style, frame).draw(pen, convexity, look.stale());
            }
            overlay(pen, frame);
            if (look.parts().legend()) {
                legend(pen, frame);
            }
        });
    }

    private void overlay(Pen pen, PlotFrame frame) {
        OverlayDrawing drawing = new OverlayDrawing(pen, style);
        for (Overlay.Line line : look.overlay().lines()) {
            IntFunction<OverlayDrawing.Place> places =
                    i -> new OverlayDrawing.Place(frame.xOf(line.alpha()[i]), frame.yOf(line.beta()[i]), true);
            drawing.line(line, places);
            drawing.dots(line, places);
        }
        if (!look.parts().marks()) {
            return;
        }
        List<Overlay.Mark> inside = look.overlay().marks().stream()
                .filter(mark -> OverlayDrawing.isInside(data.grid, mark.alpha(), mark.beta()))
                .toList();
        inside.forEach(mark -> drawing.mark(mark, place(frame, mark)));
        inside.forEach(mark -> drawing.label(mark, place(frame, mark), frame.rect(), data.origin()));
    }

    private static OverlayDrawing.Place place(PlotFrame frame, Overlay.Mark mark) {
        return new OverlayDrawing.Place(frame.xOf(mark.alpha()), frame.yOf(mark.beta()), true);
    }

    /** Tells whether the plot has room for its legend; a small one goes without. */
    public boolean holdsLegend(Rect area) {
        return holds(new OverlayLegend(look.overlay(), style), frame(area));
    }

    private static boolean holds(OverlayLegend legend, PlotFrame frame) {
        return legend.width() <= LARGEST_LEGEND * frame.width() && legend.height() <= LARGEST_LEGEND * frame.height();
    }

    /** Draws the legend in the corner in which it covers the fewest points. */
    private void legend(Pen pen, PlotFrame frame) {
        OverlayLegend legend = new OverlayLegend(look.overlay(), style);
        if (legend.isEmpty() || !holds(legend, frame)) {
            return;
        }
        double width = legend.width();
        double height = legend.height();
        double margin = 0.5 * style.unit();
        Rect best = null;
        for (double y : new double[] {frame.y() + margin, frame.bottom() - margin - height}) {
            for (double x : new double[] {frame.x() + margin, frame.right() - margin - width}) {
                Rect place = new Rect(x, y, width, height);
                if (best == null || legend.covered(place, frame) < legend.covered(best, frame)) {
                    best = place;
                }
            }
        }
        legend.draw(pen, best.x(), best.y());
    }
}
