package io.orograph.plot;

import io.orograph.choice.Named;
import java.util.Locale;

/** The views of a landscape that a figure can show. */
public enum FigureVariant implements Named {
    /** The surface and the heatmap, with one colour bar. */
    BOTH("Surface and heatmap"),
    /** The heatmap with its contours. */
    HEATMAP("Heatmap"),
    /** The surface. */
    SURFACE("Surface");

    private final String title;

    FigureVariant(String title) {
        this.title = title;
    }

    @Override
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String title() {
        return title;
    }
}
