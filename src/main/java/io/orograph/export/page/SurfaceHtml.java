package io.orograph.export.page;

import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.Overlay;
import io.orograph.plot.Rgb;
import io.orograph.plot.Tick;
import java.util.Locale;
import java.util.Map;

/** A landscape as a part of a page: a surface that can be turned, its colour bar, its legend, the value under the pointer. */
public final class SurfaceHtml {

    private static final int TICKS = 8;

    private SurfaceHtml() {}

    /**
     * Returns the part.
     *
     * @param landscape as it was evaluated
     * @param shown what heights and colours show of it
     * @param colors the map of colours
     */
    public static Html of(Landscape landscape, LandscapeData shown, ColorMap colors) {
        Overlay overlay = new SurfaceMarks(landscape).overlay();
        Html html = new Html().open("section", "class", "surface", "aria-label", "Surface");
        html.raw("<script type=\"application/json\">"
                + SurfaceData.json(landscape, shown, colors, overlay)
                + "</script>\n");
        html.open("div", "class", "stage")
                .open("canvas", "tabindex", "0", "role", "img", "aria-label", description(landscape, shown))
                .close("canvas")
                .add(bar(shown.colors()))
                .close("div");
        html.element("p", "", "class", "value", "aria-live", "polite");
        html.open("div", "class", "tools");
        html.element("button", "As at first", "type", "button", "data-action", "home");
        html.element("button", "From above", "type", "button", "data-action", "above");
        html.element("button", "Nearer", "type", "button", "data-action", "nearer");
        html.element("button", "Farther", "type", "button", "data-action", "farther");
        html.element(
                "span",
                "Drag or arrow keys turn, the wheel or + and − zoom, Shift with arrow keys goes from cell to cell.",
                "class",
                "note");
        return html.close("div").add(legend(overlay)).close("section");
    }

    private static String description(Landscape landscape, LandscapeData shown) {
        String quantities = shown.quantities();
        return (quantities.isEmpty() ? "" : "In the picture, " + quantities + ". ")
                + String.format(
                        Locale.ROOT,
                        "Surface of the loss over %d by %d cells: %.4g at the lowest, %.4g at the highest, %.4g at the origin."
                                + " The table below has the readouts.",
                        landscape.grid().nx(),
                        landscape.grid().ny(),
                        landscape.min(),
                        landscape.max(),
                        landscape.centerLoss());
    }

    private static Html bar(LandscapeData colors) {
        LossScale scale = colors.scale();
        Html bar = new Html().open("div", "class", "bar", "aria-hidden", "true");
        bar.element("span", colors.lossTitle(), "class", "name");
        bar.open("div", "class", "scale").element("div", "", "class", "ramp");
        if (!scale.isEmpty()) {
            for (Tick tick : scale.ticks(TICKS)) {
                double bottom = 100 * (1 - scale.share(tick.value()));
                bar.element(
                        "span",
                        tick.label(),
                        "class",
                        "tick",
                        "style",
                        String.format(Locale.ROOT, "top:%.2f%%", bottom));
            }
        }
        return bar.close("div").close("div");
    }

    private static Html legend(Overlay overlay) {
        Map<String, SurfaceMarks.Entry> marks = SurfaceMarks.legend(overlay);
        Html html = new Html();
        if (marks.isEmpty() && overlay.named().isEmpty()) {
            return html;
        }
        html.open("ul", "class", "legend", "aria-label", "Legend");
        for (Overlay.Line line : overlay.named()) {
            html.open("li")
                    .open("svg", "viewBox", "-10 -8 20 16", "aria-hidden", "true")
                    .add(stroke(new Rgb(line.argb()).rim().argb(), 6))
                    .add(stroke(line.argb(), 3))
                    .close("svg")
                    .text(line.name())
                    .close("li");
        }
        marks.forEach((meaning, entry) -> html.open("li")
                .open("svg", "viewBox", "-10 -8 20 16", "aria-hidden", "true")
                .open(
                        "polygon",
                        "points",
                        points(entry.symbol().outline()),
                        "fill",
                        SurfaceData.css(entry.argb()),
                        "stroke",
                        SurfaceData.css(new Rgb(entry.argb()).rim().argb()),
                        "stroke-width",
                        "1.4")
                .close("polygon")
                .close("svg")
                .text(meaning)
                .close("li"));
        html.close("ul");
        return overlay.widthNote().isEmpty() ? html : html.element("p", overlay.widthNote(), "class", "note");
    }

    private static Html stroke(int argb, int width) {
        return new Html()
                .open("path", "d", "M-9 0H9", "stroke", SurfaceData.css(argb), "stroke-width", Integer.toString(width))
                .close("path");
    }

    private static String points(double[] outline) {
        StringBuilder points = new StringBuilder();
        for (double coordinate : outline) {
            points.append(String.format(Locale.ROOT, "%.2f ", 5 * coordinate));
        }
        return points.toString().strip();
    }
}
