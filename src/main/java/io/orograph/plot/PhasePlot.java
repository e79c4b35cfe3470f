package io.orograph.plot;

import java.util.Arrays;
import java.util.List;

/**
 * A quantity over the values of two hyper-parameters: a cell for each pair, in the colour of its value and with the number in
 * it. Values that span decades are coloured by their logarithm.
 *
 * @param title what it shows, for a page
 * @param caption how the numbers came about; empty for nothing
 * @param across the title of the lower axis
 * @param up the title of the left axis
 * @param quantity what the colours say
 * @param columns the values of the lower axis, from left to right
 * @param rows the values of the left axis, from below upwards
 * @param values [row][column]; NaN where there is none
 */
public record PhasePlot(
        String title,
        String caption,
        String across,
        String up,
        String quantity,
        List<String> columns,
        List<String> rows,
        double[][] values)
        implements Plot {

    private static final double DECADES = 50;
    private static final double BAR = 0.9;
    private static final int DIGITS = 3;

    /**
     * Checks that there is a value for each cell.
     *
     * @throws IllegalArgumentException if there are more or fewer
     */
    public PhasePlot {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
        int width = columns.size();
        if (values.length != rows.size() || Arrays.stream(values).anyMatch(row -> row.length != width)) {
            throw new IllegalArgumentException("a plot of " + width + " × " + rows.size() + " cells with others");
        }
    }

    /** Tells whether there is nothing to draw. */
    public boolean isEmpty() {
        return finite().length == 0;
    }

    private double[] finite() {
        return Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
    }

    /** Returns the scale of the colours. */
    private LossScale scale() {
        double[] all = finite();
        return LossScale.of(all, all[0] > 0 && all[all.length - 1] / all[0] > DECADES);
    }

    @Override
    public double height(double width, PlotStyle style) {
        return 0.62 * width;
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        if (!isEmpty()) {
            new Drawing(pen, area, style).draw();
        }
    }

    /** A drawing with its places. */
    private final class Drawing {

        private final Pen pen;
        private final PlotStyle style;
        private final LossScale scale = scale();
        private final ColorMap colors = ColorMap.standard();
        private final List<Tick> ticks;
        private final Rect plot;
        private final double left;
        private final double legend;

        Drawing(Pen pen, Rect area, PlotStyle style) {
            this.pen = pen;
            this.style = style;
            double unit = style.unit();
            double below = 1.4 * unit + style.small().height() + style.axis().height();
            double above = 0.5 * unit;
            double height = Math.max(unit, area.height() - below - above);
            this.ticks = scale.low() == scale.high()
                    ? List.of(new Tick(scale.low(), Ticks.number(scale.low(), DIGITS)))
                    : scale.ticks(AxisTicks.wantedUp(height, style.small()));
            double widest =
                    rows.stream().mapToDouble(style.small()::width).max().orElse(0);
            this.left = Math.min(widest, 0.25 * area.width());
            this.legend = (BAR + 0.8) * unit
                    + AxisTicks.widest(ticks, style.small())
                    + 0.4 * unit
                    + 1.1 * style.axis().height();
            double from = area.x() + left + 1.1 * unit + style.axis().height();
            this.plot = new Rect(
                    Math.round(from),
                    Math.round(area.y() + above),
                    Math.max(unit, Math.floor(area.x() + area.width() - from - legend - 1.2 * unit)),
                    Math.floor(height));
        }

        void draw() {
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < columns.size(); column++) {
                    cell(row, column);
                }
            }
            pen.frame(plot, style.axisStroke());
            for (int column = 0; column < columns.size(); column++) {
                double x = plot.x() + (column + 0.5) * plot.width() / columns.size();
                Label label =
                        Label.level(columns.get(column), style.small(), x, plot.bottom() + 0.4 * style.unit(), 0.5, 0);
                pen.text(
                        label.within(0.95 * plot.width() / columns.size()),
                        style.theme().muted());
            }
            for (int row = 0; row < rows.size(); row++) {
                Label label = Label.level(
                        rows.get(row),
                        style.small(),
                        plot.x() - 0.5 * style.unit(),
                        place(row).centerY(),
                        1,
                        0.5);
                pen.text(label.within(left), style.theme().muted());
            }
            titles();
            bar();
        }

        /** Returns a row as a strip: the first is the lowest. */
        private Rect place(int row) {
            double height = plot.height() / rows.size();
            return new Rect(plot.x(), plot.bottom() - (row + 1) * height, plot.width(), height);
        }

        private void cell(int row, int column) {
            Rect strip = place(row);
            double width = plot.width() / columns.size();
            Rect cell = new Rect(plot.x() + column * width, strip.y(), width, strip.height());
            double value = values[row][column];
            if (!Double.isFinite(value)) {
                Hatch.fill(pen, cell.path(), cell, style);
                return;
            }
            Rgb color = new Rgb(colors.argb(scale.share(value)));
            pen.fill(cell, color);
            Label number =
                    Label.level(Ticks.number(value, DIGITS), style.small(), cell.centerX(), cell.centerY(), 0.5, 0.5);
            pen.text(number.within(0.9 * width), color.against());
        }

        private void titles() {
            double top = plot.bottom() + 0.7 * style.unit() + style.small().height();
            pen.text(
                    Label.level(across, style.axis(), plot.centerX(), top, 0.5, 0)
                            .within(1.1 * plot.width()),
                    style.theme().muted());
            double x = plot.x() - left - 0.9 * style.unit() - style.axis().height() / 2;
            pen.text(
                    Label.upwards(up, style.axis(), x, plot.centerY()).within(1.1 * plot.height()),
                    style.theme().muted());
        }

        private void bar() {
            double unit = style.unit();
            Rect bar = new Rect(plot.right() + 0.9 * unit, plot.y(), BAR * unit, plot.height());
            int[] upwards = colors.table();
            int[] pixels = new int[upwards.length];
            for (int i = 0; i < pixels.length; i++) {
                pixels[i] = upwards[upwards.length - 1 - i];
            }
            pen.image(new Picture(1, pixels.length, pixels), bar);
            pen.frame(bar, style.axisStroke());
            for (Tick tick : ticks) {
                double y = bar.bottom() - scale.share(tick.value()) * bar.height();
                pen.line(bar.right(), y, bar.right() + style.tick(), y, style.axisStroke());
                pen.text(
                        Label.level(tick.label(), style.small(), bar.right() + 0.6 * unit, y, 0, 0.5),
                        style.theme().muted());
            }
            String name = scale.logarithmic() ? quantity + ", log" : quantity;
            double x = plot.right() + 0.9 * unit + legend - 0.5 * style.axis().height();
            pen.text(
                    Label.upwards(name, style.axis(), x, plot.centerY()).within(1.1 * plot.height()),
                    style.theme().ink());
        }
    }
}
