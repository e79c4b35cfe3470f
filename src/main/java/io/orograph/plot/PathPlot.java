package io.orograph.plot;

import io.orograph.plane.Section;
import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * What lies on a section, on axes of its plane without a landscape under it: a path as it would lie over one, from its diamond to
 * its star; models by their names.
 *
 * @param section with a path or models
 * @param title above it
 */
public record PathPlot(Section section, String title) implements Plot {

    /** Room around the path, as a share of what it reaches over. */
    private static final double ROOM = 0.08;

    @Override
    public String caption() {
        return "";
    }

    @Override
    public double height(double width, PlotStyle style) {
        return 0.62 * width + new OverlayLegend(SectionOverlay.of(section), style).height();
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        Overlay overlay = SectionOverlay.of(section);
        double[] alpha = limits(DoubleStream.concat(
                overlay.lines().stream().flatMapToDouble(line -> Arrays.stream(line.alpha())),
                overlay.marks().stream().mapToDouble(Overlay.Mark::alpha)));
        double[] beta = limits(DoubleStream.concat(
                overlay.lines().stream().flatMapToDouble(line -> Arrays.stream(line.beta())),
                overlay.marks().stream().mapToDouble(Overlay.Mark::beta)));
        OverlayLegend legend = new OverlayLegend(overlay, style);
        double head = legend.height() + 0.3 * style.unit();
        PlotAxes axes = PlotAxes.in(new Rect(area.x(), area.y() + head, area.width(), area.height() - head), style, 0);
        Rect plot = axes.plot();
        axes.across(
                pen,
                AxisTicks.across(
                        wanted -> Ticks.linear(alpha[0], alpha[1], wanted),
                        plot.width(),
                        alpha[1] - alpha[0],
                        style.small()),
                alpha[0],
                alpha[1],
                AxisTitles.alpha(section.description(), "α"));
        LossScale scale = LossScale.linear(beta[0], beta[1]);
        axes.up(pen, scale.ticks(AxisTicks.wantedUp(plot.height(), style.small())), scale);
        axes.frame(pen);
        pen.text(
                Label.upwards(AxisTitles.beta(section.description(), "β"), style.axis(), axes.titleX(), plot.centerY())
                        .within(1.1 * plot.height()),
                style.theme().muted());
        overlay(pen, overlay, new PlotFrame(plot, new Viewport(alpha[0], alpha[1], beta[0], beta[1])), style);
        legend.draw(pen, plot.x(), area.y());
    }

    private static void overlay(Pen pen, Overlay overlay, PlotFrame frame, PlotStyle style) {
        OverlayDrawing drawing = new OverlayDrawing(pen, style);
        for (Overlay.Line line : overlay.lines()) {
            drawing.line(line, i -> place(frame, line.alpha()[i], line.beta()[i]));
            drawing.dots(line, i -> place(frame, line.alpha()[i], line.beta()[i]));
        }
        overlay.marks().forEach(mark -> drawing.mark(mark, place(frame, mark.alpha(), mark.beta())));
        overlay.marks()
                .forEach(mark -> drawing.labelOnPage(mark, place(frame, mark.alpha(), mark.beta()), frame.rect()));
    }

    private static OverlayDrawing.Place place(PlotFrame frame, double alpha, double beta) {
        return new OverlayDrawing.Place(frame.xOf(alpha), frame.yOf(beta), true);
    }

    private static double[] limits(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        double low = sorted[0];
        double reach = sorted[sorted.length - 1] - low;
        double room = ROOM * (reach > 0 ? reach : Math.max(1e-12, Math.abs(low)));
        return new double[] {low - room, low + reach + room};
    }
}
