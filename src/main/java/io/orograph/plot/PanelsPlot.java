package io.orograph.plot;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Several plots side by side, each with its title above it.
 *
 * @param title of all
 * @param caption where they come from; empty for nothing
 * @param panels from left to right
 */
public record PanelsPlot(String title, String caption, List<Plot> panels) implements Plot {

    private static final double GAP = 2;
    private static final double HEAD = 1.8;

    /**
     * Checks the number.
     *
     * @throws IllegalArgumentException if there are no panels
     */
    public PanelsPlot {
        panels = List.copyOf(panels);
        if (panels.isEmpty()) {
            throw new IllegalArgumentException("no panels");
        }
    }

    @Override
    public double height(double width, PlotStyle style) {
        double each = width(width, style);
        return HEAD * style.unit()
                + panels.stream()
                        .mapToDouble(panel -> panel.height(each, style))
                        .max()
                        .orElseThrow();
    }

    private double width(double all, PlotStyle style) {
        return (all - (panels.size() - 1) * GAP * style.unit()) / panels.size();
    }

    @Override
    public void draw(Pen pen, Rect area, PlotStyle style) {
        double width = width(area.width(), style);
        Rect[] places = IntStream.range(0, panels.size())
                .mapToObj(i -> new Rect(area.x() + i * (width + GAP * style.unit()), area.y(), width, area.height()))
                .toArray(Rect[]::new);
        double head = HEAD * style.unit();
        for (int i = 0; i < places.length; i++) {
            Rect place = places[i];
            Label name = Label.level(panels.get(i).title(), style.axis(), place.centerX(), place.y(), 0.5, 0);
            pen.text(
                    name.within(place.width() - 3 * style.unit()), style.theme().ink());
            panels.get(i).draw(pen, new Rect(place.x(), place.y() + head, place.width(), place.height() - head), style);
        }
        Letters.draw(pen, style, places);
    }
}
