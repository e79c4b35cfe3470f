package io.orograph.ui.surface;

import io.orograph.plot.BoxView;

/** Directions from which a surface is commonly looked at. */
public enum ViewPreset {
    /** The view from above, at a slant, with which every view starts. */
    PERSPECTIVE(-90 - BoxView.STANDARD.azimuth(), BoxView.STANDARD.elevation()),
    /** Straight down: α to the right and β upwards, as on the heatmap. */
    TOP(0, 90),
    /** Along β, a little from above: α to the right. */
    FRONT(0, 6),
    /** Along α, a little from above: β to the right. */
    SIDE(-90, 6);

    private final double azimuth;
    private final double elevation;

    ViewPreset(double azimuth, double elevation) {
        this.azimuth = azimuth;
        this.elevation = elevation;
    }

    double azimuth() {
        return azimuth;
    }

    double elevation() {
        return elevation;
    }
}
