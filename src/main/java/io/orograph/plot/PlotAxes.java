package io.orograph.plot;

import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** The frame of a line plot with the ticks and titles of its sides. */
final class PlotAxes {

    /** Room for tick labels that keeps the plot in its place while numbers change, in sizes of the text. */
    private static final double USUAL_LABEL = 3.6;

    private static final double SMALLEST = 1.5;

    private final PlotStyle style;
    private final Rect plot;

    private PlotAxes(PlotStyle style, Rect plot) {
        this.style = style;
        this.plot = plot;
    }

    /**
     * Lays out axes in an area.
     *
     * @param right room for an axis at the right, in sizes of the text; 0 for none
     */
    static PlotAxes in(Rect area, PlotStyle style, double right) {
        double unit = style.unit();
        double left =
                style.axis().height() + (USUAL_LABEL + 0.9) * style.small().size();
        double below = 0.95 * unit + style.small().height() + style.axis().height();
        double end = right == 0
                ? 0.8 * unit
                : right * style.small().size() + 1.2 * style.axis().height();
        double above = 0.5 * style.small().size();
        Rect plot = new Rect(
                Math.round(area.x() + left),
                Math.round(area.y() + above),
                Math.max(SMALLEST * unit, Math.floor(area.width() - left - end)),
                Math.max(SMALLEST * unit, Math.floor(area.height() - above - below)));
        return new PlotAxes(style, plot);
    }

    Rect plot() {
        return plot;
    }

    void frame(Pen pen) {
        pen.frame(plot, style.axisStroke());
    }

    /** Draws the ticks of the lower side, and lines at them. */
    void across(Pen pen, List<Tick> ticks, double from, double to, String title) {
        for (Tick tick : ticks) {
            double x = plot.x() + (tick.value() - from) / (to - from) * plot.width();
            pen.line(x, plot.y(), x, plot.bottom(), style.gridStroke());
            pen.line(x, plot.bottom(), x, plot.bottom() + style.tick(), style.axisStroke());
            pen.text(
                    Label.level(tick.label(), style.small(), x, plot.bottom() + 0.6 * style.unit(), 0.5, 0),
                    style.theme().muted());
        }
        double top = plot.bottom() + 0.8 * style.unit() + style.small().height();
        pen.text(
                Label.level(title, style.axis(), plot.centerX(), top, 0.5, 0).within(1.1 * plot.width()),
                style.theme().muted());
    }

    /** Draws the ticks of the left side, with labels as far as these do not touch, and lines at them. */
    void up(Pen pen, List<Tick> ticks, LossScale scale) {
        up(pen, ticks, share -> plot.bottom() - share * plot.height(), scale);
    }

    /**
     * Draws the same where shares are not spread over the whole height.
     *
     * @param places the y of a share
     */
    void up(Pen pen, List<Tick> ticks, DoubleUnaryOperator places, LossScale scale) {
        double above = Double.POSITIVE_INFINITY;
        for (Tick tick : ticks) {
            double y = places.applyAsDouble(scale.share(tick.value()));
            pen.line(plot.x(), y, plot.right(), y, style.gridStroke());
            pen.line(plot.x() - style.tick(), y, plot.x(), y, style.axisStroke());
            if (above - y >= 1.1 * style.small().size()) {
                Label label = Label.level(tick.label(), style.small(), plot.x() - 0.7 * style.unit(), y, 1, 0.5);
                pen.text(
                        label.within(USUAL_LABEL * style.small().size()),
                        style.theme().muted());
                above = y;
            }
        }
    }

    /** Returns where the title of the left side stands, which reads upwards. */
    double titleX() {
        return plot.x()
                - (USUAL_LABEL + 0.9) * style.small().size()
                - style.axis().height() / 2;
    }
}
