package io.orograph.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Curves over an axis that they share: a training as it went, losses along a path. Where the largest value is many times the
 * smallest, on a logarithmic scale.
 *
 * @param title what it shows, for a page
 * @param caption where it comes from; empty for nothing
 * @param across the title of the lower axis
 * @param up the title of the left axis
 */
public record LinesPlot(String title, String caption, String across, String up, List<Curve> curves) implements Plot {

    /** More run together. */
    private static final int MOST_DOTS = 30;

    private static final int LEGEND_COLUMNS = 2;
    private static final double LEGEND_ROW = 1.4;
    /** Values whose largest is more than this times the smallest are drawn on a logarithmic scale. */
    private static final double DECADES = 50;
    /** A colour of a curve's own whose luminance is nearer to the ground's gives way to that of texts. */
    private static final double LEAST_CONTRAST = 0.1;

    /**
     * A curve.
     *
     * @param name in the legend; empty for none
     * @param y values that are not finite leave a gap
     * @param second whether in the second colour
     * @param dashed whether as a broken line without dots
     * @param argb a colour of its own, 0xAARRGGBB, instead of the first or second; 0 for none
     */
    public record Curve(String name, double[] x, double[] y, boolean second, boolean dashed, int argb) {

        /** Makes a full line, with a dot at each point where there are not too many. */
        public Curve(String name, double[] x, double[] y, boolean second) {
            this(name, x, y, second, false, 0);
        }

        /** Returns this curve as a broken line. */
        public Curve broken() {
            return new Curve(name, x, y, second, true, argb);
        }

        /** Returns a line in a colour of its own, without a name in the legend. */
        public static Curve colored(double[] x, double[] y, int argb) {
            return new Curve("", x, y, false, false, argb);
        }
    }

    public LinesPlot {
        curves = List.copyOf(curves);
    }

    /** Tells whether there is nothing to draw. */
    public boolean isEmpty() {
        return values(curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.y()))).length == 0;
    }

    private static double[] values(DoubleStream values) {
        return values.filter(Double::isFinite).sorted().toArray();
    }

    @Override
    public double height(double width, PlotStyle style) {
        return 0.62 * width + legendHeight(style);
    }

    private double legendHeight(PlotStyle style) {
        long named = curves.stream().filter(curve -> !curve.name().isEmpty()).count();
        long rows = (named + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
        return rows * LEGEND_ROW * style.unit();
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        if (!isEmpty()) {
            new Drawing(pen, area, style).draw();
        }
    }

    /** Draws an upright line at a place of the lower axis, if it is inside the plot. */
    public void drawCursor(Pen pen, Rect area, PlotStyle style, double at) {
        if (!isEmpty()) {
            new Drawing(pen, area, style).cursor(at);
        }
    }

    /** A drawing with its scales. */
    private final class Drawing {

        private final Pen pen;
        private final Rect area;
        private final PlotStyle style;
        private final PlotAxes axes;
        private final Rect plot;
        private final LossScale scale;
        private final double from;
        private final double to;

        Drawing(Pen pen, Rect area, PlotStyle style) {
            this.pen = pen;
            this.area = area;
            this.style = style;
            double legend = legendHeight(style);
            this.axes =
                    PlotAxes.in(new Rect(area.x(), area.y() + legend, area.width(), area.height() - legend), style, 0);
            this.plot = axes.plot();
            double[] x = values(curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.x())));
            double[] y = values(curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.y())));
            double low = y[0];
            double largest = y[y.length - 1];
            boolean logarithmic = low > 0 && largest / low > DECADES;
            double high = largest > low ? largest : low + Math.max(1e-12, Math.abs(low));
            this.scale = new LossScale(low, high, logarithmic);
            this.from = x[0];
            // A single step yet has no range of its own: the next whole one stands at the right.
            this.to = x[x.length - 1] > x[0] ? x[x.length - 1] : x[0] + 1;
        }

        void draw() {
            axes.across(
                    pen,
                    AxisTicks.across(wanted -> Ticks.linear(from, to, wanted), plot.width(), to - from, style.small()),
                    from,
                    to,
                    across);
            axes.up(pen, scale.ticks(AxisTicks.wantedUp(plot.height(), style.small())), scale);
            axes.frame(pen);
            String title = scale.logarithmic() ? up + ", log" : up;
            pen.text(
                    Label.upwards(title, style.axis(), axes.titleX(), plot.centerY())
                            .within(1.1 * plot.height()),
                    style.theme().muted());
            int named = 0;
            for (int i = 0; i < curves.size(); i++) {
                Curve curve = curves.get(i);
                Stroke stroke = stroke(curve, i);
                line(curve, stroke);
                if (!curve.name().isEmpty()) {
                    legend(curve, named++, stroke);
                }
            }
        }

        void cursor(double at) {
            if (at >= from && at <= to) {
                pen.line(
                        x(at),
                        plot.y(),
                        x(at),
                        plot.bottom(),
                        new Stroke(style.theme().ink(), style.lineWidth()));
            }
        }

        private void legend(Curve curve, int number, Stroke stroke) {
            double column = plot.width() / LEGEND_COLUMNS;
            double x = plot.x() + number % LEGEND_COLUMNS * column;
            int row = number / LEGEND_COLUMNS;
            double y = area.y() + (row + 0.45) * LEGEND_ROW * style.unit();
            pen.line(x, y, x + 1.5 * style.unit(), y, stroke);
            Label label = Label.level(curve.name(), style.small(), x + 1.9 * style.unit(), y, 0, 0.5);
            pen.text(label.within(column - 2.2 * style.unit()), style.theme().muted());
        }

        private Stroke stroke(Curve curve, int index) {
            double unit = style.lineWidth();
            // Later ones are narrower, so that curves of colours of their own are seen where they run over each other.
            double thickness = curve.argb() == 0 ? 1.6 : Math.max(1, 2.4 - 0.3 * index);
            Stroke stroke = new Stroke(color(curve), thickness * unit);
            return curve.dashed() ? stroke.dashed(5 * unit, 3 * unit) : stroke;
        }

        private Rgb color(Curve curve) {
            if (curve.argb() != 0) {
                Rgb own = new Rgb(curve.argb());
                double contrast =
                        Math.abs(own.luminance() - style.theme().plate().luminance());
                return contrast < LEAST_CONTRAST ? style.theme().ink() : own;
            }
            return curve.second() ? style.theme().accuracy() : style.theme().loss();
        }

        private void line(Curve curve, Stroke stroke) {
            double[] x = curve.x();
            double[] y = curve.y();
            int begin = 0;
            for (int i = 0; i <= x.length; i++) {
                if (i == x.length || !Double.isFinite(y[i])) {
                    piece(Arrays.copyOfRange(x, begin, i), Arrays.copyOfRange(y, begin, i), curve, stroke);
                    begin = i + 1;
                }
            }
        }

        /** Draws points without a gap between them. */
        private void piece(double[] x, double[] y, Curve curve, Stroke stroke) {
            double[] points = new double[2 * x.length];
            for (int i = 0; i < x.length; i++) {
                points[2 * i] = x(x[i]);
                points[2 * i + 1] = y(y[i]);
            }
            if (x.length > 1) {
                pen.stroke(Path.line(points), stroke);
            }
            boolean dotted = !curve.dashed() && curve.argb() == 0 && x.length <= MOST_DOTS;
            for (int i = 0; i < points.length && (dotted || x.length == 1); i += 2) {
                pen.fill(Path.circle(points[i], points[i + 1], 1.5 * style.lineWidth()), stroke.color());
            }
        }

        private double x(double value) {
            return plot.x() + (value - from) / (to - from) * plot.width();
        }

        private double y(double value) {
            return plot.bottom() - scale.share(value) * plot.height();
        }
    }
}
