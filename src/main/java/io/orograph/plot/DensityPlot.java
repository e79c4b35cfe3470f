package io.orograph.plot;

import io.orograph.curvature.SpectralDensity;
import java.util.Arrays;

/**
 * The density of the eigenvalues of a Hessian, over a logarithmic axis of the density.
 *
 * @param values eigenvalues, ascending
 * @param densities as many
 * @param title for a page
 * @param caption where it comes from; empty for nothing
 */
public record DensityPlot(double[] values, double[] densities, String title, String caption) implements Plot {

    /** Points that a density is drawn by. */
    public static final int POINTS = 400;

    /** Below this share of the highest density the tails of the broadening Gaussians say nothing. */
    private static final double FLOOR = 1e-7;

    /** Returns the plot of a measured density. */
    public static DensityPlot of(SpectralDensity.Result density, String title, String caption) {
        SpectralDensity.Curve curve = density.curve(POINTS);
        return new DensityPlot(curve.values(), curve.densities(), title, caption);
    }

    @Override
    public double height(double width, PlotStyle style) {
        return 0.55 * width;
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        double high = Arrays.stream(densities).max().orElse(1);
        LossScale scale = LossScale.log(high * FLOOR, high * 2);
        PlotAxes axes = PlotAxes.in(area, style, 0);
        Rect plot = axes.plot();
        double from = values[0];
        double to = values[values.length - 1];
        axes.across(
                pen,
                AxisTicks.across(wanted -> Ticks.linear(from, to, wanted), plot.width(), to - from, style.small()),
                from,
                to,
                "eigenvalue λ");
        axes.up(pen, scale.ticks(AxisTicks.wantedUp(plot.height(), style.small())), scale);
        pen.text(
                Label.upwards("density, log", style.axis(), axes.titleX(), plot.centerY())
                        .within(plot.height()),
                style.theme().muted());
        double[] points = new double[2 * values.length];
        for (int i = 0; i < values.length; i++) {
            points[2 * i] = plot.x() + plot.width() * (values[i] - from) / (to - from);
            points[2 * i + 1] = plot.bottom() - scale.share(Math.max(densities[i], scale.low())) * plot.height();
        }
        pen.clipped(plot.path(), () -> {
            if (from < 0 && to > 0) {
                double zero = plot.x() - plot.width() * from / (to - from);
                pen.line(zero, plot.y(), zero, plot.bottom(), style.axisStroke());
            }
            pen.stroke(Path.line(points), new Stroke(style.theme().loss(), 1.6 * style.lineWidth()));
        });
        axes.frame(pen);
    }
}
