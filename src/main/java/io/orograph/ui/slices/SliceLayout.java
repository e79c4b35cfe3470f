package io.orograph.ui.slices;

/**
 * The layout of one of the two line plots, in pixels. The layout depends on the size alone, so that nothing jumps when
 * numbers change.
 *
 * @param left left edge of the whole plot with its title and axes
 * @param top upper edge of the same
 * @param plotX left edge inside the axes
 */
record SliceLayout(double left, double top, double plotX, double plotY, double plotWidth, double plotHeight) {

    static final double TICK_LENGTH = 4;
    static final double TICK_GAP = 3;
    static final double LINE_HEIGHT = 15;
    /** The widest tick label for which there is room at the left, and at the right. */
    static final double LOSS_LABEL_WIDTH = 40;

    static final double ACCURACY_LABEL_WIDTH = 36;

    /** Between the frame and the smallest and largest value, so that the line does not run along the frame. */
    static final double INSET = 5;

    private static final double PADDING = 8;
    private static final double BETWEEN = 8;
    private static final double TITLE_HEIGHT = 21;
    private static final double LEFT = LINE_HEIGHT + LOSS_LABEL_WIDTH + TICK_GAP + TICK_LENGTH;
    private static final double RIGHT = TICK_LENGTH + TICK_GAP + ACCURACY_LABEL_WIDTH + LINE_HEIGHT;
    private static final double BELOW = TICK_LENGTH + TICK_GAP + 2 * LINE_HEIGHT - 3;
    private static final double SMALLEST_PLOT = 20;

    /** Two plots stand side by side from this width and this shape on, otherwise one above the other. */
    private static final double SIDE_BY_SIDE_WIDTH = 520;

    private static final double SIDE_BY_SIDE_SHAPE = 1.5;

    /** The width from which on plots stand side by side that would be too low one above the other. */
    private static final double NARROW_SIDE_BY_SIDE = 400;

    private static final double LOWEST_PLOT = 36;

    /**
     * Returns the two plots of a view.
     *
     * @param accuracy whether there is an axis for it at the right
     */
    static SliceLayout[] pair(double width, double height, boolean accuracy) {
        double roomX = width - 2 * PADDING;
        double roomY = height - 2 * PADDING;
        boolean low = (roomY - BETWEEN) / 2 - TITLE_HEIGHT - BELOW < LOWEST_PLOT;
        boolean sideBySide = width >= SIDE_BY_SIDE_WIDTH && width >= SIDE_BY_SIDE_SHAPE * height
                || low && width >= NARROW_SIDE_BY_SIDE;
        double each = Math.floor(((sideBySide ? roomX : roomY) - BETWEEN) / 2);
        return sideBySide
                ? new SliceLayout[] {
                    within(PADDING, PADDING, each, roomY, accuracy),
                    within(PADDING + each + BETWEEN, PADDING, each, roomY, accuracy)
                }
                : new SliceLayout[] {
                    within(PADDING, PADDING, roomX, each, accuracy),
                    within(PADDING, PADDING + each + BETWEEN, roomX, each, accuracy)
                };
    }

    private static SliceLayout within(double left, double top, double width, double height, boolean accuracy) {
        double right = accuracy ? RIGHT : BETWEEN;
        return new SliceLayout(
                left,
                top,
                left + LEFT,
                top + TITLE_HEIGHT,
                Math.floor(Math.max(SMALLEST_PLOT, width - LEFT - right)),
                Math.floor(Math.max(SMALLEST_PLOT, height - TITLE_HEIGHT - BELOW)));
    }

    double right() {
        return plotX + plotWidth;
    }

    double bottom() {
        return plotY + plotHeight;
    }

    /** Returns the height of a share 0 to 1 of a vertical axis. */
    double yOf(double share) {
        return bottom() - INSET - share * (plotHeight - 2 * INSET);
    }

    /** Returns where a value of the horizontal axis lies. */
    double xOf(double value, double from, double to) {
        return plotX + (value - from) / (to - from) * plotWidth;
    }
}
