package io.orograph.ui.heatmap;

/**
 * The layout of a heatmap's parts, in pixels: title and readout above, plot, colour bar at its right. The layout
 * depends on the size and the ranges alone, never on the numbers shown, so that nothing jumps when they change.
 *
 * @param textLeft left edge of title and readout
 * @param textWidth how much room they have
 * @param plotX left edge of the plot
 * @param plotY upper edge of the plot
 * @param left room at the left of the plot for its axis
 */
record HeatmapLayout(
        double textLeft,
        double textWidth,
        double plotX,
        double plotY,
        double plotWidth,
        double plotHeight,
        double left,
        boolean axes) {

    static final double PADDING = 8;
    static final double TITLE_HEIGHT = 20;
    static final double READOUT_HEIGHT = 46;
    static final double READOUT_BOTTOM = PADDING + TITLE_HEIGHT + READOUT_HEIGHT;
    static final double TICK_LENGTH = 4;
    /** The distance from a tick to its label. */
    static final double TICK_GAP = 3;
    /** Room for a line of tick labels or of an axis title. */
    static final double LINE_HEIGHT = 15;

    static final double BAR_WIDTH = 12;
    static final double BAR_GAP = 11;
    /** The widest label of the colour bar for which there is room; a wider one is squeezed. */
    static final double BAR_LABEL_WIDTH = 42;

    private static final double RIGHT = BAR_GAP + BAR_WIDTH + TICK_LENGTH + TICK_GAP + BAR_LABEL_WIDTH + LINE_HEIGHT;
    private static final double BELOW = TICK_LENGTH + TICK_GAP + 2 * LINE_HEIGHT;
    /** Half a tick label that stands at the end of the axis reaches past the plot. */
    private static final double ABOVE = 8;

    private static final double SMALLEST_PLOT = 40;
    /** Ranges more different than this are not drawn to the same scale, or nothing would be seen of one. */
    private static final double LARGEST_ASPECT = 3;

    /** The width of a label such as −0.75. */
    private static final double USUAL_LABEL_WIDTH = 32;

    /** The readout needs no more than this. */
    private static final double READOUT_WIDTH = 440;

    /**
     * Lays out a heatmap.
     *
     * @param aspect the range of α divided by the range of β: the plot has the same shape, up to 3 to 1
     * @param labelWidth the widest label on the axis of β that any zoom shows; 0 for no ticks and axis titles
     */
    static HeatmapLayout of(double width, double height, double aspect, double labelWidth) {
        boolean axes = labelWidth > 0;
        double left = axes ? LINE_HEIGHT + Math.ceil(labelWidth) + 2 * TICK_GAP + TICK_LENGTH : 0;
        double below = axes ? BELOW : LINE_HEIGHT + TICK_LENGTH + TICK_GAP;
        double top = READOUT_BOTTOM + ABOVE;
        double roomX = Math.max(SMALLEST_PLOT, width - 2 * PADDING - left - RIGHT);
        double roomY = Math.max(SMALLEST_PLOT, height - top - below - PADDING);
        double shape = Math.max(1 / LARGEST_ASPECT, Math.min(LARGEST_ASPECT, aspect));
        double plotWidth = Math.floor(Math.min(roomX, roomY * shape));
        double plotHeight = Math.floor(Math.min(roomY, roomX / shape));
        double spare = Math.floor((roomX - plotWidth) / 2);
        double textWidth = Math.min(width - 2 * PADDING, Math.max(READOUT_WIDTH, left + plotWidth + RIGHT));
        double textLeft = Math.floor(Math.min(PADDING + spare, width - PADDING - textWidth));
        double plotX = PADDING + spare + left;
        return new HeatmapLayout(textLeft, textWidth, plotX, top, plotWidth, plotHeight, left, axes);
    }

    /** Returns the height that a square plane with axes can use at a width. */
    static double usefulHeight(double width) {
        double left = LINE_HEIGHT + USUAL_LABEL_WIDTH + 2 * TICK_GAP + TICK_LENGTH;
        return READOUT_BOTTOM + ABOVE + (width - 2 * PADDING - left - RIGHT) + BELOW + PADDING;
    }

    double titleBaseline() {
        return PADDING + 13;
    }

    double readoutTop() {
        return PADDING + TITLE_HEIGHT;
    }

    /** Returns the left edge of the colour bar, which is as high as the plot. */
    double barX() {
        return plotX + plotWidth + BAR_GAP;
    }

    /** Returns the middle of the colour bar's title, which is turned. */
    double barTitleX() {
        return barX() + BAR_WIDTH + TICK_LENGTH + TICK_GAP + BAR_LABEL_WIDTH + LINE_HEIGHT / 2;
    }

    /** Returns the middle of the title of the axis of β, which is turned. */
    double betaTitleX() {
        return plotX - left + LINE_HEIGHT / 2;
    }

    PlotFrame frame(Viewport viewport) {
        return new PlotFrame(plotX, plotY, plotWidth, plotHeight, viewport);
    }
}
