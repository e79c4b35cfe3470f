package io.orograph.export.page;

import io.orograph.figure.SvgPen;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.PagePreset;
import io.orograph.plot.Plot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A plot as a part of a page: a drawing of lines in the page itself. */
public final class Drawing {

    private Drawing() {}

    /** Returns the part. */
    public static Html of(Plot plot) {
        ByteArrayOutputStream svg = new ByteArrayOutputStream();
        try {
            SvgPen.write(svg, FigureSettings.DEFAULT.with(PagePreset.PAGE).page(plot), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException("a drawing in memory can be written", e);
        }
        String text = svg.toString(StandardCharsets.UTF_8);
        // In a page there is one declaration, at its head.
        return new Html()
                .open("figure", "class", "drawing", "aria-label", plot.title())
                .raw(text.substring(text.indexOf("<svg")))
                .close("figure");
    }
}
