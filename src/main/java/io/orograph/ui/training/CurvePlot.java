package io.orograph.ui.training;

import io.orograph.figure.Tick;
import io.orograph.figure.Ticks;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotPen;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.display.Redraw;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.TextAlignment;

/** A small line plot of losses: up to a few curves with their names, logarithmic where they span decades. */
public final class CurvePlot extends Region {

    private static final double HEIGHT = 150;
    private static final double LEFT = 46;
    private static final double RIGHT = 8;
    private static final double TOP = 20;
    private static final double BELOW = 32;
    /** Losses whose largest is more than this times the smallest are drawn on a logarithmic scale. */
    private static final double DECADES = 50;

    private final Canvas canvas = new Canvas();
    private final ObservableValue<Boolean> dark;
    private final String across;
    private final Redraw redraw = new Redraw(this::draw);
    private List<Curve> curves = List.of();
    private double cursor = Double.NaN;

    /**
     * A curve.
     *
     * @param y values that are not finite leave a gap
     * @param second whether in the second colour
     */
    public record Curve(String name, double[] x, double[] y, boolean second) {}

    /**
     * @param across the title of the horizontal axis
     */
    public CurvePlot(String id, String across, ObservableValue<Boolean> dark) {
        this.across = across;
        this.dark = dark;
        setId(id);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        getChildren().add(canvas);
        canvas.setManaged(false);
        dark.addListener((property, old, now) -> redraw.request());
    }

    /** Draws other curves. */
    public void show(List<Curve> wanted) {
        curves = List.copyOf(wanted);
        redraw.request();
    }

    /** A line across the plot; NaN for none. */
    void showCursor(double x) {
        cursor = x;
        redraw.request();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        draw();
    }

    private void draw() {
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.clearRect(0, 0, getWidth(), getHeight());
        double[] y = finite(curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.y())));
        double[] x = finite(curves.stream().flatMapToDouble(curve -> Arrays.stream(curve.x())));
        if (y.length > 0 && getWidth() > LEFT + RIGHT) {
            new Drawing(graphics, x, y).draw();
        }
    }

    private static double[] finite(DoubleStream values) {
        return values.filter(Double::isFinite).sorted().toArray();
    }

    /** One drawing with its scales. */
    private final class Drawing {

        private final GraphicsContext graphics;
        private final PlotPen pen;
        private final PlotTheme theme = PlotTheme.of(dark.getValue());
        private final boolean logarithmic;
        private final double low;
        private final double high;
        private final double from;
        private final double to;
        private final double width = getWidth() - LEFT - RIGHT;
        private final double height = getHeight() - TOP - BELOW;

        /**
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
                text(tick.label(), x(tick.value()), TOP + height + 3, VPos.TOP, TextAlignment.CENTER);
            }
            text(across, LEFT + width / 2, TOP + height + 17, VPos.TOP, TextAlignment.CENTER);
            pen.frame(LEFT, TOP, width, height, theme.axis());
            double legend = LEFT;
            for (Curve curve : curves) {
                Color color = curve.second() ? theme.accuracy() : theme.loss();
                line(curve, color);
                pen.line(legend, TOP - 10, legend + 14, TOP - 10, 2, color);
                text(curve.name(), legend + 18, TOP - 10, VPos.CENTER, TextAlignment.LEFT);
                legend += width / Math.max(2, curves.size());
            }
            if (cursor >= from && cursor <= to) {
                pen.up(x(cursor), TOP, TOP + height, theme.mark());
            }
        }

        private void line(Curve curve, Color color) {
            double[] x = curve.x();
            double[] y = curve.y();
            for (int i = 0; i < x.length; i++) {
                if (!Double.isFinite(y[i])) {
                    continue;
                }
                if (i > 0 && Double.isFinite(y[i - 1])) {
                    pen.line(x(x[i - 1]), y(y[i - 1]), x(x[i]), y(y[i]), 1.6, color);
                }
                graphics.setFill(color);
                graphics.fillOval(x(x[i]) - 1.5, y(y[i]) - 1.5, 3, 3);
            }
        }

        private double x(double value) {
            return LEFT + (value - from) / (to - from) * width;
        }

        private double y(double value) {
            double share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
            return TOP + height * (1 - share);
        }

        private void text(String text, double x, double y, VPos baseline, TextAlignment align) {
            pen.text(text, x, y, baseline, align, PlotFonts.LABEL, theme.mutedText());
        }
    }
}
