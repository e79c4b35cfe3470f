package io.orograph.plot;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Profiles;
import io.orograph.plot.Slice.Point;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Draws one slice: the loss with its band, the accuracy dashed, θ₀, and the place where the other slice crosses it. */
final class SlicePainter {

    private static final double BAND_OPACITY = 0.22;
    private static final double BEYOND = 2;
    private static final double LOSS_WIDTH = 2;
    private static final double ACCURACY_WIDTH = 1.5;
    private static final double BETWEEN_OPACITY = 0.6;
    private static final double MARK_RADIUS = 0.33;
    private static final double TALL = 12;
    /** Room for the labels of the accuracy, in sizes of the text. */
    private static final double ACCURACY_ROOM = 4.2;

    /** Between the frame and the smallest and largest value, so that the line does not run along the frame. */
    private static final double INSET = 0.4;

    private final Pen pen;
    private final SlicesPlot plots;
    private final Slice slice;
    private final PlotStyle style;
    private final Theme theme;
    private final Axis axis;
    private final LossScale scale;
    private final Rect place;
    private final PlotAxes axes;
    private final Rect plot;
    private final double pixel;

    SlicePainter(Pen pen, SlicesPlot plots, Slice slice, Rect place, PlotStyle style) {
        this.pen = pen;
        this.plots = plots;
        this.slice = slice;
        this.style = style;
        this.theme = style.theme();
        this.axis = plots.along(slice.direction());
        this.scale = plots.scaleOf(slice);
        this.place = place;
        double head = titleRoom(style);
        this.axes = PlotAxes.in(
                new Rect(place.x(), place.y() + head, place.width(), place.height() - head),
                style,
                plots.landscape().hasAccuracy() ? ACCURACY_ROOM : 0);
        this.plot = axes.plot();
        this.pixel = style.lineWidth();
    }

    private static double titleRoom(PlotStyle style) {
        return style.title().height() + 0.2 * style.unit();
    }

    /** Returns how much height title and axes take. */
    static double roomAround(PlotStyle style) {
        return titleRoom(style)
                + 1.5 * style.unit()
                + style.small().height()
                + style.axis().height();
    }

    void draw() {
        double from = place.x() + (style.letters() ? 2.2 * style.unit() : 0);
        Label title = Label.level(plots.title(slice), style.title(), from, place.y(), 0, 0);
        pen.text(title.within(place.right() - from), theme.ink());
        drawAxes();
        pen.clipped(plot.path(), () -> {
            List<List<Point>> evaluated =
                    SliceRuns.evaluated(slice.points(), point -> share(point.loss()), axis.step());
            others(plots.behind(slice));
            evaluated.forEach(this::band);
            accuracy();
            between();
            evaluated.forEach(run -> line(run, full(theme.loss(), LOSS_WIDTH), point -> share(point.loss())));
            marks();
        });
        axes.frame(pen);
        String nothing = nothing();
        if (!nothing.isEmpty()) {
            pen.text(Label.level(nothing, style.axis(), plot.centerX(), plot.centerY(), 0.5, 0.5), theme.muted());
        }
    }

    /** Returns why there is nothing to see; empty where there is something. */
    private String nothing() {
        if (slice.points().isEmpty()) {
            return "not evaluated yet";
        }
        boolean drawn = slice.points().stream().anyMatch(point -> Double.isFinite(share(point.loss())));
        return drawn ? "" : "no loss that can be drawn";
    }

    private Stroke full(Rgb color, double width) {
        return new Stroke(color, width * pixel);
    }

    private double share(double loss) {
        return scale.share(loss);
    }

    private double xOf(double position) {
        return plot.x() + (position - axis.from()) / (axis.to() - axis.from()) * plot.width();
    }

    private double yOf(double share) {
        double inset = INSET * style.unit();
        return plot.bottom() - inset - share * (plot.height() - 2 * inset);
    }

    private void drawAxes() {
        axes.across(
                pen,
                AxisTicks.across(
                        wanted -> Ticks.linear(axis.from(), axis.to(), wanted),
                        plot.width(),
                        axis.to() - axis.from(),
                        style.small()),
                axis.from(),
                axis.to(),
                slice.direction().axisName());
        if (!scale.isEmpty()) {
            axes.up(pen, scale.ticks(AxisTicks.wantedUp(plot.height(), style.small())), this::yOf, scale);
        }
        axisTitle(scale.logarithmic() ? "loss, log" : "loss", axes.titleX(), full(theme.loss(), LOSS_WIDTH));
        if (plots.landscape().hasAccuracy()) {
            accuracyAxis();
            double x = plot.right()
                    + ACCURACY_ROOM * style.small().size()
                    + style.axis().height() / 2;
            axisTitle("accuracy", x, dashed(theme.accuracy(), ACCURACY_WIDTH));
        }
    }

    private Stroke dashed(Rgb color, double width) {
        return full(color, width).dashed(6 * pixel, 4 * pixel);
    }

    private void accuracyAxis() {
        int parts = plot.height() >= TALL * style.unit() ? 4 : 2;
        for (int i = 0; i <= parts; i++) {
            double y = yOf((double) i / parts);
            pen.line(plot.right(), y, plot.right() + style.tick(), y, style.axisStroke());
            pen.text(
                    Label.level(100 * i / parts + " %", style.small(), plot.right() + 0.6 * style.unit(), y, 0, 0.5),
                    theme.muted());
        }
    }

    /** Draws an axis title with a piece of the line that belongs to it, as far as there is room. */
    private void axisTitle(String text, double x, Stroke sample) {
        double gap = 0.4 * style.unit();
        double width = style.axis().width(text);
        double length = Math.min(1.5 * style.unit(), plot.height() - width - gap);
        boolean sampled = length >= 0.5 * style.unit();
        double bottom = plot.centerY() + (sampled ? (length + gap + width) / 2 : 0);
        if (sampled) {
            pen.line(x, bottom, x, bottom - length, sample);
        }
        double middle = sampled ? bottom - length - gap - width / 2 : plot.centerY();
        pen.text(Label.upwards(text, style.axis(), x, middle).within(1.2 * plot.height()), theme.muted());
    }

    private void others(Profiles others) {
        if (others == null) {
            return;
        }
        double[] positions = others.positions();
        double[] lower = others.quantile(0.25);
        double[] median = others.quantile(0.5);
        double[] upper = others.quantile(0.75);
        int count = positions.length;
        double[] ring = new double[4 * count];
        double[] middle = new double[2 * count];
        for (int i = 0; i < count; i++) {
            int back = 2 * (2 * count - 1 - i);
            ring[2 * i] = xOf(positions[i]);
            ring[back] = ring[2 * i];
            ring[2 * i + 1] = yOf(shown(upper[i]));
            ring[back + 1] = yOf(shown(lower[i]));
            middle[2 * i] = ring[2 * i];
            middle[2 * i + 1] = yOf(shown(median[i]));
        }
        pen.fill(new Path.Builder().polygon(ring).path(), theme.muted().translucent(BAND_OPACITY));
        pen.stroke(Path.line(middle), dashed(theme.muted(), 1));
    }

    /** Returns the share of a loss, just above the plot where it is infinite and just below where the scale has no place. */
    private double shown(double loss) {
        if (loss == Double.POSITIVE_INFINITY) {
            return BEYOND;
        }
        double share = share(loss);
        return Double.isNaN(share) ? 1 - BEYOND : Math.max(1 - BEYOND, Math.min(BEYOND, share));
    }

    private void band(List<Point> run) {
        int count = run.size();
        double[] ring = new double[4 * count];
        for (int i = 0; i < count; i++) {
            Point point = run.get(i);
            int back = 2 * (2 * count - 1 - i);
            double error = Double.isFinite(point.standardError()) ? point.standardError() : 0;
            ring[2 * i] = xOf(point.position());
            ring[back] = ring[2 * i];
            ring[2 * i + 1] = yOf(share(point.loss() + error));
            ring[back + 1] = yOf(lowerShare(point.loss() - error));
        }
        pen.fill(new Path.Builder().polygon(ring).path(), theme.loss().translucent(BAND_OPACITY));
    }

    /**
     * Returns the share of a band's lower end: a band that reaches below 0 reaches the lower end of a logarithmic
     * scale.
     */
    private double lowerShare(double loss) {
        double share = share(loss);
        return Double.isNaN(share) ? 0 : share;
    }

    /** Joins what is evaluated by a dotted see-through line: how the loss goes there is not known. */
    private void between() {
        Stroke dotted =
                full(theme.loss().translucent(BETWEEN_OPACITY), LOSS_WIDTH / 2).dashed(1.5 * pixel, 4 * pixel);
        SliceRuns.of(slice.points(), point -> share(point.loss())).stream()
                .filter(run -> run.size() > 1)
                .forEach(run -> line(run, dotted, point -> share(point.loss())));
    }

    private void accuracy() {
        SliceRuns.evaluated(slice.points(), Point::accuracy, axis.step())
                .forEach(run -> line(run, dashed(theme.accuracy(), ACCURACY_WIDTH), Point::accuracy));
    }

    private void line(List<Point> run, Stroke stroke, ToDoubleFunction<Point> shares) {
        double[] points = new double[2 * run.size()];
        for (int i = 0; i < run.size(); i++) {
            points[2 * i] = xOf(run.get(i).position());
            points[2 * i + 1] = yOf(shares.applyAsDouble(run.get(i)));
        }
        if (run.size() == 1) {
            pen.fill(Path.circle(points[0], points[1], stroke.width()), stroke.color());
        } else {
            pen.stroke(Path.line(points), stroke);
        }
    }

    private void marks() {
        double crossing = plots.crossing(slice);
        if (!Double.isNaN(crossing)) {
            pen.line(xOf(crossing), plot.y(), xOf(crossing), plot.bottom(), full(theme.muted(), 1));
            Point at = slice.valueAt(crossing);
            if (at != null && !Double.isNaN(share(at.loss()))) {
                dot(xOf(crossing), yOf(share(at.loss())), theme.loss(), theme.plate());
            }
        }
        double origin = share(plots.landscape().centerLoss());
        if (axis.from() <= 0 && axis.to() >= 0 && !Double.isNaN(origin)) {
            origin(xOf(0), yOf(origin));
        }
    }

    /** Marks θ₀: filled if the slice goes through it, hollow if it lies before or behind. */
    private void origin(double x, double y) {
        dot(x, y, slice.at() == 0 ? theme.ink() : theme.plate(), theme.ink());
        boolean low = y > plot.centerY();
        double gap = MARK_RADIUS * style.unit();
        pen.text(
                Label.level(
                        plots.origin(),
                        style.small(),
                        x + gap + 0.25 * style.unit(),
                        y + (low ? -gap : gap),
                        0,
                        low ? 1 : 0),
                theme.ink(),
                theme.plate());
    }

    private void dot(double x, double y, Rgb fill, Rgb edge) {
        Path disc = Path.circle(x, y, MARK_RADIUS * style.unit());
        pen.fill(disc, fill);
        pen.stroke(disc, full(edge, 1.5));
    }
}
