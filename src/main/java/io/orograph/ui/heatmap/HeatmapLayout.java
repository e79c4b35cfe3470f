package io.orograph.ui.heatmap;

import io.orograph.plot.HeatmapPlot;
import io.orograph.plot.Rect;

/**
 * The layout of a heatmap's view, in pixels: title and readout above, the plot with its axes and colour bar below.
 *
 * @param plotArea what the plot has
 * @param textLeft left edge of title and readout
 * @param textWidth how much room they have
 */
record HeatmapLayout(Rect plotArea, double textLeft, double textWidth) {

    private static final double PADDING = 8;
    private static final double TITLE_HEIGHT = 20;
    private static final double READOUT_HEIGHT = 46;
    static final double READOUT_BOTTOM = PADDING + TITLE_HEIGHT + READOUT_HEIGHT;

    /** The height of the buttons in the lower corner of the view, which no text is to lie under. */
    private static final double CORNER = 16;

    /** The readout needs no more than this. */
    private static final double READOUT_WIDTH = 440;

    /** About what axes and colour bar take at the sides and above and below a plot. */
    private static final double SIDES = 150;

    private static final double ENDS = 50;

    /** Returns the area of the plot in a view of a size. */
    static Rect plotArea(double width, double height) {
        return new Rect(
                PADDING,
                READOUT_BOTTOM,
                Math.max(1, width - 2 * PADDING),
                Math.max(1, height - READOUT_BOTTOM - PADDING - CORNER));
    }

    /** Lays out the texts over a plot. */
    static HeatmapLayout of(HeatmapPlot plot, double width, double height) {
        Rect area = plotArea(width, height);
        Rect outer = plot.outer(area);
        double textWidth = Math.min(area.width(), Math.max(READOUT_WIDTH, outer.width()));
        double textLeft = Math.floor(Math.min(outer.x(), width - PADDING - textWidth));
        return new HeatmapLayout(area, textLeft, textWidth);
    }

    /** Returns the height that a square plane with axes can use at a width. */
    static double usefulHeight(double width) {
        return READOUT_BOTTOM + width - 2 * PADDING - SIDES + ENDS + PADDING + CORNER;
    }

    double titleBaseline() {
        return PADDING + 13;
    }

    double readoutTop() {
        return PADDING + TITLE_HEIGHT;
    }
}
