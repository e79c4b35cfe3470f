package io.orograph.plot;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Points in groups: one quantity against another. An axis whose largest value is many times its smallest is logarithmic.
 *
 * @param title what it shows, for a page
 * @param caption what is computed from the points; empty for nothing
 * @param across the title of the lower axis
 * @param up the title of the left axis
 * @param groups points that are not finite are left out
 */
public record ScatterPlot(String title, String caption, String across, String up, List<Group> groups) implements Plot {

    private static final double DECADES = 50;

    /** Of the range, on both sides: a point at the edge is seen whole. */
    private static final double MARGIN = 0.05;

    /** The radius of a point in sizes of the text. */
    private static final double RADIUS = 0.32;

    private static final int LEGEND_COLUMNS = 3;
    private static final double LEGEND_ROW = 1.4;

    /** A legend of more groups takes the room of the points. */
    private static final int MOST_NAMED = 12;

    /**
     * Points of one colour.
     *
     * @param name of what they have in common
     * @param argb 0xAARRGGBB
     */
    public record Group(String name, int argb, double[] x, double[] y) {

        /**
         * Checks the lengths of the arrays.
         *
         * @throws IllegalArgumentException if the arrays have different lengths
         */
        public Group {
            if (x.length != y.length) {
                throw new IllegalArgumentException(x.length + " places for " + y.length + " values");
            }
        }
    }

    public ScatterPlot {
        groups = List.copyOf(groups);
    }

    /** Tells whether there is nothing to draw. */
    public boolean isEmpty() {
        return groups.stream().allMatch(group -> {
            for (int i = 0; i < group.x().length; i++) {
                if (isPoint(group, i)) {
                    return false;
                }
            }
            return true;
        });
    }

    private static boolean isPoint(Group group, int i) {
        return Double.isFinite(group.x()[i]) && Double.isFinite(group.y()[i]);
    }

    @Override
    public double height(double width, PlotStyle style) {
        return 0.7 * width + legendHeight(style);
    }

    /** A single group needs no name. */
    private double legendHeight(PlotStyle style) {
        int named = groups.size() > 1 && groups.size() <= MOST_NAMED ? groups.size() : 0;
        int rows = (named + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
        return rows * LEGEND_ROW * style.unit();
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        if (!isEmpty()) {
            new Drawing(pen, area, style).draw();
        }
    }

    /** Returns the finite values of the points, smallest first. */
    private double[] values(Function<Group, double[]> of) {
        return groups.stream()
                .flatMapToDouble(group -> IntStream.range(0, group.x().length)
                        .filter(i -> isPoint(group, i))
                        .mapToDouble(i -> of.apply(group)[i]))
                .sorted()
                .toArray();
    }

    /** A drawing with its scales. */
    private final class Drawing {

        private final Pen pen;
        private final Rect area;
        private final PlotStyle style;
        private final PlotAxes axes;
        private final Rect plot;
        private final LossScale acrossScale;
        private final LossScale upScale;

        Drawing(Pen pen, Rect area, PlotStyle style) {
            this.pen = pen;
            this.area = area;
            this.style = style;
            double legend = legendHeight(style);
            this.axes =
                    PlotAxes.in(new Rect(area.x(), area.y() + legend, area.width(), area.height() - legend), style, 0);
            this.plot = axes.plot();
            this.acrossScale = scale(values(Group::x));
            this.upScale = scale(values(Group::y));
        }

        private static LossScale scale(double[] values) {
            double low = values[0];
            double high = values[values.length - 1];
            boolean logarithmic = low > 0 && high / low > DECADES;
            if (logarithmic) {
                double margin = Math.pow(high / low, MARGIN);
                return new LossScale(low / margin, high * margin, true);
            }
            double margin = high > low ? MARGIN * (high - low) : Math.max(1e-12, Math.abs(low));
            return new LossScale(low - margin, high + margin, false);
        }

        void draw() {
            String acrossTitle = acrossScale.logarithmic() ? across + ", log" : across;
            // Ticks stand at shares of the axis, so that one way of drawing does for both scales.
            List<Tick> ticks = AxisTicks.across(this::ticks, plot.width(), 1, style.small());
            axes.across(pen, ticks, 0, 1, acrossTitle);
            axes.up(pen, upScale.ticks(AxisTicks.wantedUp(plot.height(), style.small())), upScale);
            axes.frame(pen);
            String upTitle = upScale.logarithmic() ? up + ", log" : up;
            pen.text(
                    Label.upwards(upTitle, style.axis(), axes.titleX(), plot.centerY())
                            .within(1.1 * plot.height()),
                    style.theme().muted());
            groups.forEach(this::points);
            if (legendHeight(style) > 0) {
                legend();
            }
        }

        private void legend() {
            double column = plot.width() / LEGEND_COLUMNS;
            for (int i = 0; i < groups.size(); i++) {
                double x = plot.x() + i % LEGEND_COLUMNS * column;
                int row = i / LEGEND_COLUMNS;
                double y = area.y() + (row + 0.45) * LEGEND_ROW * style.unit();
                point(x + RADIUS * style.unit(), y, new Rgb(groups.get(i).argb()));
                Label label = Label.level(groups.get(i).name(), style.small(), x + style.unit(), y, 0, 0.5);
                pen.text(
                        label.within(column - 1.4 * style.unit()), style.theme().muted());
            }
        }

        private List<Tick> ticks(int wanted) {
            return acrossScale.ticks(wanted).stream()
                    .map(tick -> new Tick(acrossScale.share(tick.value()), tick.label()))
                    .toList();
        }

        private void points(Group group) {
            Rgb color = new Rgb(group.argb());
            for (int i = 0; i < group.x().length; i++) {
                if (isPoint(group, i)) {
                    double x = plot.x() + acrossScale.share(group.x()[i]) * plot.width();
                    double y = plot.bottom() - upScale.share(group.y()[i]) * plot.height();
                    point(x, y, color);
                }
            }
        }

        private void point(double x, double y, Rgb color) {
            Path circle = Path.circle(x, y, RADIUS * style.unit());
            pen.fill(circle, color);
            pen.stroke(circle, new Stroke(color.rim(), style.lineWidth()));
        }
    }

    /** Returns how many points there are. */
    public int size() {
        return (int) groups.stream()
                .mapToLong(group -> Arrays.stream(group.x()).count())
                .sum();
    }
}
