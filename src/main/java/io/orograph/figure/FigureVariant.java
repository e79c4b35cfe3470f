package io.orograph.figure;

/** The views of a landscape that a figure can show. */
public enum FigureVariant {
    /** The surface on the left and the heatmap on the right, with one colour bar. */
    BOTH,
    /** The heatmap with its contours. */
    HEATMAP,
    /** The surface. */
    SURFACE
}
