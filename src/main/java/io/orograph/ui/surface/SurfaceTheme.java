package io.orograph.ui.surface;

import javafx.scene.paint.Color;

/**
 * The colours around the surface; those of the surface itself come from the colour map.
 *
 * @param background behind everything
 * @param floor of the box
 * @param grid lines at the ticks
 * @param edge of the box
 * @param text tick labels
 * @param title axis titles
 * @param origin the pin at θ₀
 * @param crosshair the marker of the crosshair
 */
record SurfaceTheme(
        Color background,
        Color floor,
        Color grid,
        Color edge,
        Color text,
        Color title,
        Color origin,
        Color crosshair) {

    private static final SurfaceTheme LIGHT = new SurfaceTheme(
            Color.web("#fbfcfd"),
            Color.web("#eef1f5"),
            Color.web("#d5dbe3"),
            Color.web("#9aa5b3"),
            Color.web("#4a5462"),
            Color.web("#1c2430"),
            Color.web("#e4432d"),
            Color.web("#10151c"));

    private static final SurfaceTheme DARK = new SurfaceTheme(
            Color.web("#14181e"),
            Color.web("#1b2129"),
            Color.web("#2d3641"),
            Color.web("#5a6676"),
            Color.web("#a9b4c2"),
            Color.web("#e6ebf1"),
            Color.web("#ff6a50"),
            Color.web("#ffffff"));

    static SurfaceTheme of(boolean dark) {
        return dark ? DARK : LIGHT;
    }
}
