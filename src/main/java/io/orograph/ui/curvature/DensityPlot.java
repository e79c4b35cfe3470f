package io.orograph.ui.curvature;

import io.orograph.curvature.SpectralDensity;
import io.orograph.figure.LossScale;
import io.orograph.figure.Tick;
import io.orograph.figure.Ticks;
import io.orograph.ui.display.AxisTicks;
import io.orograph.ui.display.DrawnRegion;
import io.orograph.ui.display.EmptyPlot;
import io.orograph.ui.display.PlotFonts;
import io.orograph.ui.display.PlotPen;
import io.orograph.ui.display.PlotTheme;
import io.orograph.ui.display.TextWidths;
import io.orograph.ui.form.Enlarging;
import java.util.Arrays;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Background;
import javafx.scene.text.TextAlignment;

/** The plot of the eigenvalues' density, over a logarithmic axis of the density. Style class {@code density-plot}. */
final class DensityPlot extends DrawnRegion {

    private static final String EMPTY = "The spectral density appears here";
    private static final int POINTS = 400;
    private static final double HEIGHT = 170;
    private static final double LEFT = 50;
    private static final double RIGHT = 12;
    private static final double TOP = 24;
    private static final double BELOW = 36;
    private static final double TICK = 4;
    private static final double LINE_WIDTH = 1.6;

    /** Below this share of the highest density the tails of the broadening Gaussians say nothing. */
    private static final double FLOOR = 1e-7;

    private static final TextWidths WIDTHS = new TextWidths(PlotFonts.LABEL);

    private final ObservableValue<Boolean> dark;
    private SpectralDensity.Curve curve;

    DensityPlot(ObservableValue<Boolean> dark) {
        this.dark = dark;
        getStyleClass().add("density-plot");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        Enlarging.onClick(this);
        dark.addListener(change -> requestRedraw());
    }

    /**
     * Shows a density.
     *
     * @param density null while there is none
     */
    void show(SpectralDensity.Result density) {
        curve = density == null ? null : density.curve(POINTS);
        setAccessibleText(
                density == null
                        ? EMPTY
                        : "Spectral density from " + Ticks.number(curve.values()[0], 3) + " to "
                                + Ticks.number(curve.values()[POINTS - 1], 3) + ".");
        requestRedraw();
    }

    @Override
    protected void draw(GraphicsContext graphics) {
        PlotTheme theme = PlotTheme.of(dark.getValue());
        setBackground(Background.fill(theme.background()));
        PlotPen pen = new PlotPen(graphics);
        double width = Math.floor(getWidth() - LEFT - RIGHT);
        if (curve == null || width < 1) {
            EmptyPlot.paint(pen, EMPTY, getWidth(), getHeight(), theme);
            return;
        }
        double high = Arrays.stream(curve.densities()).max().orElse(1);
        LossScale scale = LossScale.log(high * FLOOR, high * 2);
        pen.text(
                "Spectral density",
                8,
                16,
                VPos.BASELINE,
                TextAlignment.LEFT,
                PlotFonts.TITLE,
                theme.text(),
                getWidth() - 16);
        double height = Math.floor(getHeight() - TOP - BELOW);
        axes(pen, theme, scale, width, height);
        pen.clipped(LEFT, TOP, width, height, () -> line(graphics, theme, scale, width, height));
        pen.frame(LEFT, TOP, width, height, theme.axis());
    }

    private void axes(PlotPen pen, PlotTheme theme, LossScale scale, double width, double height) {
        double from = curve.values()[0];
        double to = curve.values()[POINTS - 1];
        double bottom = TOP + height;
        for (Tick tick : AxisTicks.across(wanted -> Ticks.linear(from, to, wanted), width, to - from, WIDTHS)) {
            double x = LEFT + (tick.value() - from) / (to - from) * width;
            pen.up(x, TOP, bottom, tick.value() == 0 ? theme.axis() : theme.gridLine());
            label(pen, theme, tick.label(), x, bottom + TICK, VPos.TOP, TextAlignment.CENTER);
        }
        label(pen, theme, "eigenvalue λ", LEFT + width / 2, bottom + 18, VPos.TOP, TextAlignment.CENTER);
        for (Tick tick : scale.ticks(AxisTicks.wantedUp(height))) {
            double y = bottom - scale.share(tick.value()) * height;
            pen.across(LEFT, LEFT + width, y, theme.gridLine());
            label(pen, theme, tick.label(), LEFT - TICK, y, VPos.CENTER, TextAlignment.RIGHT);
        }
        pen.turned(
                9,
                TOP + height / 2,
                -90,
                () -> label(pen, theme, "density, log", 0, 0, VPos.CENTER, TextAlignment.CENTER));
    }

    private static void label(
            PlotPen pen, PlotTheme theme, String text, double x, double y, VPos baseline, TextAlignment align) {
        pen.text(text, x, y, baseline, align, PlotFonts.LABEL, theme.mutedText());
    }

    private void line(GraphicsContext graphics, PlotTheme theme, LossScale scale, double width, double height) {
        double[] x = new double[POINTS];
        double[] y = new double[POINTS];
        for (int i = 0; i < POINTS; i++) {
            x[i] = LEFT + width * i / (POINTS - 1);
            double share = scale.share(Math.max(curve.densities()[i], scale.low()));
            y[i] = TOP + height - share * height;
        }
        graphics.setStroke(theme.loss());
        graphics.setLineWidth(LINE_WIDTH);
        graphics.strokePolyline(x, y, POINTS);
    }

    /** Returns what the shares say, for the line below the plot. */
    static String words(SpectralDensity.Result density) {
        return String.format(
                Locale.ROOT,
                "%s; %.3g %% of the curvature is negative; drawn with σ = 1 %% of the width",
                density.negative().words(),
                100 * density.negativeMass());
    }
}
