package io.orograph.plot;

/**
 * What a plot shows besides its data.
 *
 * @param contours lines of equal loss
 * @param axes with ticks and titles
 * @param colorBar the scale of the colours
 * @param marks θ₀, and the marks of what lies on the plane
 * @param legend the names of lines and marks
 */
public record PlotParts(boolean contours, boolean axes, boolean colorBar, boolean marks, boolean legend) {

    /** Everything. */
    public static final PlotParts ALL = new PlotParts(true, true, true, true, true);

    public PlotParts withContours(boolean wanted) {
        return new PlotParts(wanted, axes, colorBar, marks, legend);
    }

    public PlotParts withAxes(boolean wanted) {
        return new PlotParts(contours, wanted, colorBar, marks, legend);
    }
}
