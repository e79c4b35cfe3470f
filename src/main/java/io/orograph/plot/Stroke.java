package io.orograph.plot;

import java.util.List;

/**
 * The look of a line.
 *
 * @param width in units of the page
 * @param dashes lengths of strokes and gaps by turns; empty for a full line
 * @param round whether the ends are round, else flat; corners always are round
 */
public record Stroke(Rgb color, double width, List<Double> dashes, boolean round) {

    public Stroke {
        dashes = List.copyOf(dashes);
    }

    /** Makes a full line with flat ends. */
    public Stroke(Rgb color, double width) {
        this(color, width, List.of(), false);
    }

    public Stroke dashed(Double... lengths) {
        return new Stroke(color, width, List.of(lengths), round);
    }

    public Stroke rounded() {
        return new Stroke(color, width, dashes, true);
    }
}
