package io.orograph.figure;

/** What a figure shows of a landscape. */
public enum FigureVariant {
    /** The surface on the left and the heatmap on the right, with one colour bar. */
    BOTH,
    /** The heatmap with its contours. */
    HEATMAP,
    /** The surface. */
    SURFACE
}
