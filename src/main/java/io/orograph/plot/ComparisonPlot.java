package io.orograph.plot;

import io.orograph.landscape.Landscape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several landscapes beside each other, as surfaces on one scale of heights and colours.
 *
 * @param titles one a landscape
 * @param view from where they are looked at
 * @param caption where they come from
 */
public record ComparisonPlot(
        List<LandscapeData> landscapes, List<String> titles, PlaneLook look, BoxView view, String caption)
        implements Plot {

    private static final double GAP = 1.2;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if there are no landscapes, or not as many titles
     */
    public ComparisonPlot {
        landscapes = List.copyOf(landscapes);
        titles = List.copyOf(titles);
        if (landscapes.isEmpty() || landscapes.size() != titles.size()) {
            throw new IllegalArgumentException(landscapes.size() + " landscapes with " + titles.size() + " titles");
        }
    }

    /** Makes the plot of landscapes on one scale. */
    public static ComparisonPlot of(List<Landscape> landscapes, List<String> titles, LossScale scale, String caption) {
        return new ComparisonPlot(
                landscapes.stream()
                        .map(landscape -> new LandscapeData(landscape, scale))
                        .toList(),
                titles,
                PlaneLook.of(ColorMap.standard()),
                BoxView.STANDARD,
                caption);
    }

    /**
     * Returns the scale that shows all of several landscapes, as one of them alone would be given one.
     *
     * @param logarithmic whether it goes by ln L; null for whichever shows more
     */
    public static LossScale scale(List<Landscape> landscapes, Boolean logarithmic) {
        double[] losses = landscapes.stream()
                .flatMapToDouble(landscape -> Arrays.stream(landscape.losses()))
                .toArray();
        return logarithmic == null ? LossScale.automatic(losses) : LossScale.of(losses, logarithmic);
    }

    @Override
    public String title() {
        return "Comparison of " + String.join(", ", titles);
    }

    @Override
    public double height(double width, PlotStyle style) {
        return 0.85 * width / landscapes.size() + 2 * style.unit();
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        double unit = style.unit();
        double barHeight = 0.6 * area.height();
        ColorBar bar = new ColorBar(style, landscapes.get(0), look, barHeight);
        double width = (area.width() - bar.width() - GAP * unit) / landscapes.size();
        List<Rect> panels = new ArrayList<>();
        for (int i = 0; i < landscapes.size(); i++) {
            Rect panel = new Rect(area.x() + i * width, area.y(), width - GAP * unit, area.height());
            panels.add(panel);
            Label title = Label.level(titles.get(i), style.axis(), panel.centerX(), panel.y(), 0.5, 0);
            pen.text(title.within(panel.width() - 3 * unit), style.theme().ink());
            Rect box = new Rect(panel.x(), panel.y() + 1.6 * unit, panel.width(), panel.height() - 1.6 * unit);
            new SurfacePlot(style, landscapes.get(i), look, view, box).draw(pen);
        }
        bar.draw(pen, area.right() - bar.width(), area.centerY() - barHeight / 2, barHeight);
        Letters.draw(pen, style, panels.toArray(new Rect[0]));
    }
}
