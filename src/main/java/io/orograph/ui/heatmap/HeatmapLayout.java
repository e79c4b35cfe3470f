package io.orograph.ui.heatmap;

/**
 * Where the parts of a heatmap lie, in pixels: title and readout above, plot, colour bar at its right. It depends on
 * the size and the ranges alone, never on the numbers shown, so that nothing jumps when they change.
 *
 * @param textLeft left edge of title and readout
 * @param textWidth how much room they have
 * @param plotX left edge of the plot
 * @param plotY upper edge of the plot
 * @param barX left edge of the colour bar; it is as high as the plot
 */
record HeatmapLayout(
        double textLeft,
        double textWidth,
        double plotX,
        double plotY,
        double plotWidth,
        double plotHeight,
        double barX,
        boolean axes) {

    static final double PADDING = 10;
    static final double TITLE_HEIGHT = 20;
    static final double READOUT_HEIGHT = 34;
    static final double TICK_LENGTH = 4;
    /** From a tick to its label. */
    static final double TICK_GAP = 3;
    /** Room for a line of tick labels or of an axis title. */
    static final double LINE_HEIGHT = 16;
    static final double BAR_WIDTH = 13;
    static final double BAR_GAP = 14;
    /** The widest tick label for which there is room. */
    static final double LABEL_WIDTH = 48;

    private static final double LEFT = LINE_HEIGHT + LABEL_WIDTH + TICK_GAP + TICK_LENGTH;
    private static final double RIGHT = BAR_GAP + BAR_WIDTH + TICK_LENGTH + TICK_GAP + LABEL_WIDTH + LINE_HEIGHT;
    private static final double BELOW = TICK_LENGTH + 2 * LINE_HEIGHT;
    /** Half a tick label that stands at the end of the axis reaches past the plot. */
    private static final double ABOVE = 8;

    private static final double SMALLEST_PLOT = 40;
    /** Ranges more different than this are not drawn to the same scale, or nothing would be seen of one. */
    private static final double LARGEST_ASPECT = 3;

    /**
     * @param aspect the range of α divided by the range of β: the plot has the same shape, up to 3 to 1
     * @param axes whether there are ticks and axis titles
     */
    static HeatmapLayout of(double width, double height, double aspect, boolean axes) {
        double left = axes ? LEFT : 0;
        double below = axes ? BELOW : LINE_HEIGHT;
        double top = PADDING + TITLE_HEIGHT + READOUT_HEIGHT + ABOVE;
        double roomX = Math.max(SMALLEST_PLOT, width - 2 * PADDING - left - RIGHT);
        double roomY = Math.max(SMALLEST_PLOT, height - top - below - PADDING);
        double shape = Math.max(1 / LARGEST_ASPECT, Math.min(LARGEST_ASPECT, aspect));
        double plotWidth = Math.floor(Math.min(roomX, roomY * shape));
        double plotHeight = Math.floor(Math.min(roomY, roomX / shape));
        double spareX = Math.floor(Math.max(0, roomX - plotWidth) / 2);
        double plotX = PADDING + spareX + left;
        return new HeatmapLayout(
                PADDING,
                Math.max(0, width - 2 * PADDING),
                plotX,
                top,
                plotWidth,
                plotHeight,
                plotX + plotWidth + BAR_GAP,
                axes);
    }

    double plotBottom() {
        return plotY + plotHeight;
    }

    double titleBaseline() {
        return PADDING + 13;
    }

    double readoutTop() {
        return PADDING + TITLE_HEIGHT;
    }

    /** The right end of the colour bar's tick labels, where its title begins. */
    double barTitleX() {
        return barX + BAR_WIDTH + TICK_LENGTH + TICK_GAP + LABEL_WIDTH + LINE_HEIGHT / 2;
    }

    PlotFrame frame(Viewport viewport) {
        return new PlotFrame(plotX, plotY, plotWidth, plotHeight, viewport);
    }
}
