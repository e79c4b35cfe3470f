package io.orograph.ui.slices;

import static io.orograph.ui.slices.SliceLayout.ACCURACY_LABEL_WIDTH;
import static io.orograph.ui.slices.SliceLayout.LINE_HEIGHT;
import static io.orograph.ui.slices.SliceLayout.LOSS_LABEL_WIDTH;
import static io.orograph.ui.slices.SliceLayout.TICK_GAP;
import static io.orograph.ui.slices.SliceLayout.TICK_LENGTH;

import io.orograph.figure.LossScale;
import io.orograph.figure.Tick;
import io.orograph.figure.Ticks;
import io.orograph.landscape.Axis;
import io.orograph.ui.display.AxisTicks;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotPen;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.display.TextWidths;
import io.orograph.ui.slices.Slice.Point;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** Draws one slice: the loss with its band, the accuracy dashed, θ₀, and the crosshair's place. */
final class SlicePainter {

    /** Labels of a vertical axis nearer than this would touch. */
    private static final double LABELS_APART = 12;

    private static final double BAND_OPACITY = 0.22;
    private static final double LOSS_WIDTH = 2;
    private static final double ACCURACY_WIDTH = 1.5;
    private static final double[] DASHES = {6, 4};
    private static final double MARK_RADIUS = 4;
    private static final double TALL = 150;
    private static final double LABEL_ROOM = 200;
    private static final TextWidths LABEL_WIDTHS = new TextWidths(PlotFonts.LABEL);

    private final PlotPen pen;
    private final GraphicsContext graphics;
    private final SliceLayout layout;
    private final PlotTheme theme;
    private final Axis axis;
    private final LossScale scale;

    /**
     * Makes a slice painter.
     *
     * @param axis along which the slice goes
     */
    SlicePainter(GraphicsContext graphics, SliceLayout layout, PlotTheme theme, Axis axis, LossScale scale) {
        this.pen = new PlotPen(graphics);
        this.graphics = graphics;
        this.layout = layout;
        this.theme = theme;
        this.axis = axis;
        this.scale = scale;
    }

    /**
     * Paints a slice.
     *
     * @param title above the plot
     * @param origin what the weights at α = β = 0 are called
     * @param originLoss the loss there, NaN if it is not known
     * @param crossing where the other slice crosses this one; NaN to mark nothing
     */
    void paint(Slice slice, String title, String origin, double originLoss, double crossing) {
        double widest = layout.right() - layout.left();
        pen.text(
                title,
                layout.left(),
                layout.top() + 11,
                VPos.BASELINE,
                TextAlignment.LEFT,
                PlotFonts.TITLE,
                theme.text(),
                widest);
        axes(slice);
        pen.clipped(layout.plotX(), layout.plotY(), layout.plotWidth(), layout.plotHeight(), () -> {
            SliceRuns.of(slice.points(), point -> share(point.loss())).forEach(this::band);
            accuracy(slice.points());
            SliceRuns.of(slice.points(), point -> share(point.loss())).forEach(this::loss);
            marks(slice, origin, originLoss, crossing);
        });
        pen.frame(layout.plotX(), layout.plotY(), layout.plotWidth(), layout.plotHeight(), theme.axis());
        String nothing = nothing(slice);
        if (!nothing.isEmpty()) {
            pen.text(
                    nothing,
                    layout.plotX() + layout.plotWidth() / 2,
                    layout.plotY() + layout.plotHeight() / 2,
                    VPos.CENTER,
                    TextAlignment.CENTER,
                    PlotFonts.VALUE,
                    theme.mutedText());
        }
    }

    /** Returns why there is nothing to see; empty where there is something. */
    private String nothing(Slice slice) {
        if (slice.points().isEmpty()) {
            return "not evaluated yet";
        }
        boolean drawn = slice.points().stream().anyMatch(point -> Double.isFinite(share(point.loss())));
        return drawn ? "" : "no loss that can be drawn";
    }

    private double share(double loss) {
        return scale.share(loss);
    }

    private double xOf(double position) {
        return layout.xOf(position, axis.from(), axis.to());
    }

    private void axes(Slice slice) {
        double bottom = layout.bottom();
        for (Tick tick : AxisTicks.across(
                wanted -> Ticks.linear(axis.from(), axis.to(), wanted),
                layout.plotWidth(),
                axis.to() - axis.from(),
                LABEL_WIDTHS)) {
            double x = Math.min(layout.right() - 1, xOf(tick.value()));
            pen.up(x, layout.plotY(), bottom, theme.gridLine());
            pen.up(x, bottom + 1, bottom + 1 + TICK_LENGTH, theme.axis());
            label(tick.label(), x, bottom + TICK_LENGTH + TICK_GAP, VPos.TOP, TextAlignment.CENTER, LABEL_ROOM);
        }
        label(
                slice.direction().axisName(),
                layout.plotX() + layout.plotWidth() / 2,
                bottom + TICK_LENGTH + LINE_HEIGHT,
                VPos.TOP,
                TextAlignment.CENTER,
                LABEL_ROOM);
        if (!scale.isEmpty()) {
            double above = Double.POSITIVE_INFINITY;
            for (Tick tick : scale.ticks(AxisTicks.wantedUp(layout.plotHeight()))) {
                double y = layout.yOf(share(tick.value()));
                boolean labelled = above - y >= LABELS_APART;
                lossTick(tick, y, labelled);
                above = labelled ? y : above;
            }
        }
        double middle = layout.plotY() + layout.plotHeight() / 2;
        axisTitle(
                scale.logarithmic() ? "loss, log" : "loss",
                layout.left() + LINE_HEIGHT / 2 - 2,
                middle,
                theme.loss(),
                LOSS_WIDTH,
                new double[0]);
        if (slice.hasAccuracy()) {
            accuracyAxis();
            double x = layout.right() + TICK_LENGTH + TICK_GAP + ACCURACY_LABEL_WIDTH + LINE_HEIGHT / 2;
            axisTitle("accuracy", x, middle, theme.accuracy(), ACCURACY_WIDTH, DASHES);
        }
    }

    private void lossTick(Tick tick, double y, boolean labelled) {
        double left = layout.plotX() - 1 - TICK_LENGTH;
        pen.across(layout.plotX(), layout.right(), y, theme.gridLine());
        pen.across(left, layout.plotX() - 1, y, theme.axis());
        if (labelled) {
            label(tick.label(), left - TICK_GAP, y, VPos.CENTER, TextAlignment.RIGHT, LOSS_LABEL_WIDTH);
        }
    }

    private void accuracyAxis() {
        int parts = layout.plotHeight() >= TALL ? 4 : 2;
        for (int i = 0; i <= parts; i++) {
            double y = layout.yOf((double) i / parts);
            double right = layout.right() + 1 + TICK_LENGTH;
            pen.across(layout.right() + 1, right, y, theme.axis());
            label(100 * i / parts + " %", right + TICK_GAP, y, VPos.CENTER, TextAlignment.LEFT, ACCURACY_LABEL_WIDTH);
        }
    }

    private void label(String text, double x, double y, VPos baseline, TextAlignment align, double widest) {
        pen.text(text, x, y, baseline, align, PlotFonts.LABEL, theme.mutedText(), widest);
    }

    /** Draws an axis title with a piece of the line that belongs to it. */
    private void axisTitle(String text, double x, double y, Color color, double width, double[] dashes) {
        double sample = 18;
        double gap = 5;
        double whole = sample + gap + LABEL_WIDTHS.applyAsDouble(text);
        pen.turned(x, y, -90, () -> {
            graphics.setLineDashes(dashes);
            pen.line(-whole / 2, 0, -whole / 2 + sample, 0, width, color);
            graphics.setLineDashes();
            label(text, -whole / 2 + sample + gap, 0, VPos.CENTER, TextAlignment.LEFT, LABEL_ROOM);
        });
    }

    private void band(List<Point> run) {
        int count = run.size();
        double[] x = new double[2 * count];
        double[] y = new double[2 * count];
        for (int i = 0; i < count; i++) {
            Point point = run.get(i);
            double error = Double.isFinite(point.standardError()) ? point.standardError() : 0;
            x[i] = xOf(point.position());
            y[i] = layout.yOf(share(point.loss() + error));
            x[2 * count - 1 - i] = x[i];
            y[2 * count - 1 - i] = layout.yOf(lowerShare(point.loss() - error));
        }
        Color line = theme.loss();
        graphics.setFill(Color.color(line.getRed(), line.getGreen(), line.getBlue(), BAND_OPACITY));
        graphics.fillPolygon(x, y, 2 * count);
    }

    /**
     * Returns the share of a band's lower end: a band that reaches below 0 reaches the lower end of a logarithmic
     * scale.
     */
    private double lowerShare(double loss) {
        double share = share(loss);
        return Double.isNaN(share) ? 0 : share;
    }

    private void loss(List<Point> run) {
        line(run, theme.loss(), LOSS_WIDTH, point -> share(point.loss()));
    }

    private void accuracy(List<Point> points) {
        graphics.setLineDashes(DASHES);
        SliceRuns.of(points, Point::accuracy)
                .forEach(run -> line(run, theme.accuracy(), ACCURACY_WIDTH, Point::accuracy));
        graphics.setLineDashes();
    }

    private void line(List<Point> run, Color color, double width, ToDoubleFunction<Point> shares) {
        double[] x = run.stream().mapToDouble(point -> xOf(point.position())).toArray();
        double[] y = run.stream()
                .mapToDouble(point -> layout.yOf(shares.applyAsDouble(point)))
                .toArray();
        if (x.length == 1) {
            graphics.setFill(color);
            graphics.fillOval(x[0] - width, y[0] - width, 2 * width, 2 * width);
            return;
        }
        graphics.setStroke(color);
        graphics.setLineWidth(width);
        graphics.strokePolyline(x, y, x.length);
    }

    private void marks(Slice slice, String origin, double originLoss, double crossing) {
        if (!Double.isNaN(crossing)) {
            pen.up(Math.min(layout.right() - 1, xOf(crossing)), layout.plotY(), layout.bottom(), theme.mutedText());
            Point at = slice.valueAt(crossing);
            if (at != null && !Double.isNaN(share(at.loss()))) {
                dot(xOf(crossing), layout.yOf(share(at.loss())), theme.loss(), theme.background());
            }
        }
        if (axis.from() <= 0 && axis.to() >= 0 && !Double.isNaN(share(originLoss))) {
            double x = xOf(0);
            double y = layout.yOf(share(originLoss));
            // Filled if the slice goes through θ₀, hollow if θ₀ lies before or behind it.
            dot(x, y, slice.at() == 0 ? theme.mark() : theme.background(), theme.mark());
            boolean low = y > layout.plotY() + layout.plotHeight() / 2;
            double textY = y + (low ? -MARK_RADIUS : MARK_RADIUS);
            graphics.setTextBaseline(low ? VPos.BOTTOM : VPos.TOP);
            graphics.setTextAlign(TextAlignment.LEFT);
            graphics.setFont(PlotFonts.LABEL);
            graphics.setStroke(theme.background());
            graphics.setLineWidth(3);
            graphics.strokeText(origin, x + MARK_RADIUS + 3, textY);
            graphics.setFill(theme.text());
            graphics.fillText(origin, x + MARK_RADIUS + 3, textY);
        }
    }

    private void dot(double x, double y, Color fill, Color edge) {
        graphics.setFill(fill);
        graphics.fillOval(x - MARK_RADIUS, y - MARK_RADIUS, 2 * MARK_RADIUS, 2 * MARK_RADIUS);
        graphics.setStroke(edge);
        graphics.setLineWidth(1.5);
        graphics.strokeOval(x - MARK_RADIUS, y - MARK_RADIUS, 2 * MARK_RADIUS, 2 * MARK_RADIUS);
    }
}
