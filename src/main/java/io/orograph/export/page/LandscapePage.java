package io.orograph.export.page;

import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.CriticalPoints;
import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.Ticks;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A landscape as a page for a browser ({@code .html}): the surface that can be turned, a table of its readouts, where it
 * comes from, and the command that repeats it. The values of the cells are in it to the bit.
 */
public final class LandscapePage {

    private static final int DIGITS = 5;

    private LandscapePage() {}

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @param landscape as it was evaluated
     * @param shown what heights and colours show of it
     * @param colors the map of colours
     * @param provenance of the landscape with what was found since
     */
    public static void write(
            Path file, Landscape landscape, LandscapeData shown, ColorMap colors, Provenance provenance)
            throws IOException {
        String title = shown.title();
        String caption = Stream.of(provenance.caption(), shown.quantities())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" · "));
        Html body = new Html()
                .open("main")
                .element("h1", title)
                .element("p", caption, "class", "caption")
                .add(SurfaceHtml.of(landscape, shown, colors))
                .element("h2", "Readouts")
                .add(readouts(landscape))
                .element("h2", "Where it comes from")
                .add(command(provenance))
                .add(entries(provenance))
                .close("main");
        Page.write(file, title, body);
    }

    /** Returns the numbers that are read off a landscape, as tables. */
    public static Html readouts(Landscape landscape) {
        List<List<String>> rows = new ArrayList<>();
        int center = landscape.grid().center();
        if (center >= 0 && landscape.isEvaluated(center)) {
            rows.add(List.of(
                    "Loss at " + landscape.section().origin(),
                    Ticks.measured(landscape.loss(center), landscape.standardError(center), DIGITS)));
            if (landscape.hasAccuracy()) {
                rows.add(List.of(
                        "Accuracy at " + landscape.section().origin(),
                        String.format(Locale.ROOT, "%.4g %%", 100 * landscape.accuracy(center))));
            }
        }
        rows.add(List.of("Lowest loss of the cells", Ticks.number(landscape.min(), DIGITS)));
        rows.add(List.of("Highest loss of the cells", Ticks.number(landscape.max(), DIGITS)));
        rows.add(List.of("Cells", landscape.counts()));
        rows.add(List.of("Cells whose loss is not finite", Integer.toString(landscape.nonFiniteCells())));
        rows.add(List.of(
                "Largest standard error of a cell, as a share of the range",
                Ticks.number(landscape.relativeStandardError(), 2)));
        Html html = new Html().table("Readouts", List.of(), rows);
        List<CriticalPoint> points = CriticalPoints.of(landscape);
        if (!points.isEmpty()) {
            html.table(
                    "Critical points of this plane",
                    List.of("Critical point of this plane", "α", "β", "loss", "prominence"),
                    points.stream().map(LandscapePage::row).toList());
        }
        return html;
    }

    private static List<String> row(CriticalPoint point) {
        return List.of(
                point.kind().name().toLowerCase(Locale.ROOT),
                Ticks.number(point.alpha(), 3),
                Ticks.number(point.beta(), 3),
                Ticks.number(point.loss(), DIGITS),
                Ticks.measured(point.prominence(), point.prominenceError(), 3));
    }

    private static Html command(Provenance provenance) {
        String command = provenance.text(Key.COMMAND);
        return command.isEmpty()
                ? new Html()
                : new Html()
                        .element("p", "This command computes the same again:")
                        .element("pre", command);
    }

    /** Returns everything that is known of where a result comes from, folded away. */
    public static Html entries(Provenance provenance) {
        List<List<String>> rows = new ArrayList<>();
        for (Map.Entry<String, Object> entry : provenance.entries().entrySet()) {
            Object value = entry.getValue();
            rows.add(List.of(
                    entry.getKey().replace('_', ' '),
                    value instanceof String text ? text : ProvenanceJson.json(value)));
        }
        return new Html()
                .open("details")
                .element("summary", "All that is known of it")
                .table("Provenance", List.of(), rows)
                .close("details");
    }
}
