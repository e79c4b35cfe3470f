package io.orograph.plot;

/**
 * The look of a plot: colours and sizes. All distances and widths follow the size of the text.
 *
 * @param unit the size of axis titles, and the unit of all distances
 * @param smallest no text is smaller than this
 * @param letters whether panels are lettered
 * @param fonts of all text
 */
public record PlotStyle(Theme theme, double unit, double smallest, boolean letters, FontFamily fonts) {

    /** The unit of the window, in pixels of an ordinary screen. */
    public static final double SCREEN_UNIT = 12;

    private static final double SMALL = 0.88;

    /** The style of the window: labels of 11 pixels. */
    public static PlotStyle screen(Theme theme) {
        return new PlotStyle(theme, SCREEN_UNIT, 11, false, FontFamily.SANS);
    }

    /** Returns the same look so many times as large. */
    public PlotStyle scaled(double times) {
        return new PlotStyle(theme, times * unit, times * smallest, letters, fonts);
    }

    private TextStyle sized(FontFace face, double units) {
        return new TextStyle(face, Math.max(smallest, units * unit));
    }

    public TextStyle title() {
        return sized(fonts.bold(), 1.1);
    }

    /** Returns the text of axis titles and marks. */
    public TextStyle axis() {
        return sized(fonts.regular(), 1);
    }

    /** Returns the text of ticks, legends and captions. */
    public TextStyle small() {
        return sized(fonts.regular(), SMALL);
    }

    /** Returns the width of frames and ticks. */
    public double lineWidth() {
        return unit / 12;
    }

    /** Returns the look of frames and ticks. */
    public Stroke axisStroke() {
        return new Stroke(theme.axis(), lineWidth());
    }

    /** Returns the look of the lines at the ticks. */
    public Stroke gridStroke() {
        return new Stroke(theme.grid(), lineWidth());
    }

    /** Returns the length of a tick. */
    public double tick() {
        return 0.35 * unit;
    }
}
