package io.orograph.ui.export;

/**
 * The figure that a person asked to have exported.
 *
 * @param content what is drawn
 * @param width in pixels
 * @param height in pixels
 * @param dark whether on a dark ground
 */
record FigureChoice(Content content, int width, int height, boolean dark) {

    static final int MIN_WIDTH = 640;
    static final int MIN_HEIGHT = 480;
    static final int MAX_WIDTH = 4800;
    static final int MAX_HEIGHT = 3600;

    /** Returns what goes to the clipboard: large enough for a slide, small enough for a mail. */
    static FigureChoice copied(boolean dark) {
        return new FigureChoice(Content.BOTH, 2400, 1200, dark);
    }

    /** The parts of a figure. */
    enum Content {
        VIEW("3-D view, as it is turned now"),
        HEATMAP("Heatmap with contours"),
        BOTH("3-D view and heatmap side by side");

        private final String label;

        Content(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }
}
