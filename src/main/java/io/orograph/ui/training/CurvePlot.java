package io.orograph.ui.training;

import io.orograph.figure.Tick;
import io.orograph.figure.Ticks;
import io.orograph.ui.display.DrawnRegion;
import io.orograph.ui.display.OverlayPen;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotPen;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.form.Enlarging;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** A small line plot of losses: up to a few curves with their names, logarithmic where they span decades. */
public final class CurvePlot extends DrawnRegion {

    private static final double HEIGHT = 150;
    private static final double LEFT = 46;
    private static final double RIGHT = 8;
    private static final double TOP = 20;
    private static final double BELOW = 32;
    /** More run together. */
    private static final int MOST_DOTS = 30;

    private static final int LEGEND_COLUMNS = 2;
    private static final double LEGEND_ROW = 15;
    private static final double[] DASHES = {5, 3};
    /** Losses whose largest is more than this times the smallest are drawn on a logarithmic scale. */
    private static final double DECADES = 50;
    /** A colour of a curve's own whose luminance is nearer to the background's gives way to that of texts. */
    private static final double LEAST_CONTRAST = 0.1;

    private final ObservableValue<Boolean> dark;
    private final String across;
    private List<Curve> curves = List.of();
    private double cursor = Double.NaN;

    /**
     * A curve.
     *
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

    /**
     * Makes a curve plot.
     *
     * @param across the title of the horizontal axis
     */
    public CurvePlot(String id, String across, ObservableValue<Boolean> dark) {
        this.across = across;
        this.dark = dark;
        setId(id);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        getStyleClass().add("curve-plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        Enlarging.onClick(this);
        describe();
        dark.addListener((property, old, now) -> requestRedraw());
    }

    /** Draws other curves. */
    public void show(List<Curve> wanted) {
        curves = List.copyOf(wanted);
        describe();
        requestRedraw();
    }

    /** Says what is drawn, for those who hear it: each curve with its first and its last value. */
    private void describe() {
        String drawn = curves.stream()
                .filter(curve -> !curve.name().isEmpty() && curve.y().length > 0)
                .map(curve -> curve.name() + " from " + Ticks.number(curve.y()[0], 3) + " to "
                        + Ticks.number(curve.y()[curve.y().length - 1], 3))
                .collect(Collectors.joining(", "));
        setAccessibleText("Curves over " + across + ": " + (drawn.isEmpty() ? "none yet" : drawn));
    }

    /** Shows a line across the plot; NaN for none. */
    void showCursor(double x) {
        cursor = x;
        requestRedraw();
    }

    @Override
    protected void draw(GraphicsContext graphics) {
        double[] y = finite(curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.y())));
        double[] x = finite(curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.x())));
        if (y.length > 0 && getWidth() > LEFT + RIGHT) {
            new Drawing(graphics, x, y).draw();
        }
    }

    /** Returns where the row of the legend lies in which a curve is named, by the curve's number. */
    private static double legendRow(int curve) {
        int row = curve / LEGEND_COLUMNS;
        return TOP + row * LEGEND_ROW;
    }

    private int named() {
        return (int) curves.stream().filter(curve -> !curve.name().isEmpty()).count();
    }

    private static double[] finite(DoubleStream values) {
        return values.filter(Double::isFinite).sorted().toArray();
    }

    /** A drawing with its scales. */
    private final class Drawing {

        private final GraphicsContext graphics;
        private final PlotPen pen;
        private final PlotTheme theme = PlotTheme.of(dark.getValue());
        private final boolean logarithmic;
        private final double low;
        private final double high;
        private final double from;
        private final double to;
        /** Room for the rows of the legend. */
        private final double top = legendRow(Math.max(1, named()) - 1);

        private final double width = getWidth() - LEFT - RIGHT;
        private final double height = getHeight() - top - BELOW;

        /**
         * Makes a drawing.
         *
         * @param x sorted, as is y
         */
        Drawing(GraphicsContext graphics, double[] x, double[] y) {
            this.graphics = graphics;
            this.pen = new PlotPen(graphics);
            double smallest = y[0];
            double largest = y[y.length - 1];
            this.logarithmic = smallest > 0 && largest / smallest > DECADES;
            this.low = smallest;
            this.high = largest > smallest ? largest : smallest + Math.max(1e-12, Math.abs(smallest));
            this.from = x[0];
            this.to = Math.max(x[x.length - 1], x[0] + 1e-9);
        }

        void draw() {
            List<Tick> ticks = logarithmic ? Ticks.log(low, high, 4) : Ticks.linear(low, high, 4);
            for (Tick tick : ticks) {
                double y = y(tick.value());
                pen.across(LEFT, LEFT + width, y, theme.gridLine());
                text(tick.label(), LEFT - 5, y, VPos.CENTER, TextAlignment.RIGHT);
            }
            for (Tick tick : Ticks.linear(from, to, 4)) {
                text(tick.label(), x(tick.value()), top + height + 3, VPos.TOP, TextAlignment.CENTER);
            }
            text(across, LEFT + width / 2, top + height + 17, VPos.TOP, TextAlignment.CENTER);
            pen.frame(LEFT, top, width, height, theme.axis());
            for (int i = 0; i < curves.size(); i++) {
                Curve curve = curves.get(i);
                Color color = color(curve);
                line(curve, thickness(i), color);
                if (curve.name().isEmpty()) {
                    continue;
                }
                double x = LEFT + i % LEGEND_COLUMNS * width / LEGEND_COLUMNS;
                double y = legendRow(i) - 10;
                stroke(new double[] {x, x + 16}, new double[] {y, y}, 2, curve, color);
                text(curve.name(), x + 20, y, VPos.CENTER, TextAlignment.LEFT);
            }
            if (cursor >= from && cursor <= to) {
                pen.up(x(cursor), top, top + height, theme.mark());
            }
        }

        private Color color(Curve curve) {
            if (curve.argb() != 0) {
                Color own = OverlayPen.color(curve.argb());
                return Math.abs(luminance(own) - luminance(theme.background())) < LEAST_CONTRAST ? theme.text() : own;
            }
            return curve.second() ? theme.accuracy() : theme.loss();
        }

        /** Returns the luminance of a colour, 0 for black, 1 for white. */
        private static double luminance(Color color) {
            return 0.2126 * color.getRed() + 0.7152 * color.getGreen() + 0.0722 * color.getBlue();
        }

        /**
         * Returns the thickness of a curve, the later the narrower, so that curves of colours of their own are seen
         * where they run over each other.
         */
        private double thickness(int curve) {
            return curves.get(curve).argb() == 0 ? 1.6 : Math.max(1, 2.4 - 0.3 * curve);
        }

        private void line(Curve curve, double thickness, Color color) {
            double[] x = curve.x();
            double[] y = curve.y();
            int begin = 0;
            for (int i = 0; i <= x.length; i++) {
                if (i == x.length || !Double.isFinite(y[i])) {
                    piece(Arrays.copyOfRange(x, begin, i), Arrays.copyOfRange(y, begin, i), curve, thickness, color);
                    begin = i + 1;
                }
            }
        }

        /** Draws points without a gap between them. */
        private void piece(double[] x, double[] y, Curve curve, double thickness, Color color) {
            double[] across = Arrays.stream(x).map(this::x).toArray();
            double[] up = Arrays.stream(y).map(this::y).toArray();
            stroke(across, up, thickness, curve, color);
            graphics.setFill(color);
            boolean dotted = !curve.dashed() && curve.argb() == 0 && x.length <= MOST_DOTS;
            for (int i = 0; i < x.length && dotted; i++) {
                graphics.fillOval(across[i] - 1.5, up[i] - 1.5, 3, 3);
            }
        }

        private void stroke(double[] x, double[] y, double thickness, Curve curve, Color color) {
            graphics.setStroke(color);
            graphics.setLineWidth(thickness);
            if (curve.dashed()) {
                graphics.setLineDashes(DASHES);
            }
            graphics.strokePolyline(x, y, x.length);
            graphics.setLineDashes();
        }

        private double x(double value) {
            return LEFT + (value - from) / (to - from) * width;
        }

        private double y(double value) {
            double share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
            return top + height * (1 - share);
        }

        private void text(String text, double x, double y, VPos baseline, TextAlignment align) {
            pen.text(text, x, y, baseline, align, PlotFonts.LABEL, theme.mutedText());
        }
    }
}
