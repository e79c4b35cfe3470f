package io.orograph.ui.surface;

import io.orograph.plot.ColorField;
import io.orograph.plot.ColorMap;
import io.orograph.plot.Rgb;
import java.util.Arrays;
import javafx.scene.paint.Color;

/**
 * The colours around the surface; those of the surface itself come from the colour map.
 *
 * @param background behind everything
 * @param floor of the box
 * @param grid lines at the ticks
 * @param edge of the box
 * @param text lines that have no colour of the map
 * @param origin the pin at θ₀
 * @param crosshair the marker of the crosshair
 */
record SurfaceTheme(Color background, Color floor, Color grid, Color edge, Color text, Color origin, Color crosshair) {

    /** The luminance of a grey of a sixteenth. */
    private static final double NEARLY_BLACK = 0.005;

    /**
     * The opacity, of 255, of a faint surface: the walls and the floor are to be seen through it, and its shape too.
     */
    private static final int FAINT_ALPHA = (int) Math.round(255 * ColorField.FAINT);

    private static final SurfaceTheme LIGHT = new SurfaceTheme(
            Color.web("#ffffff"),
            Color.web("#f1f3f6"),
            Color.web("#d5dbe3"),
            Color.web("#9aa5b3"),
            Color.web("#56606c"),
            Color.web("#e4432d"),
            Color.web("#1d232b"));

    private static final SurfaceTheme DARK = new SurfaceTheme(
            Color.web("#1c2026"),
            Color.web("#23282f"),
            Color.web("#363e48"),
            Color.web("#6c7682"),
            Color.web("#a2abb6"),
            Color.web("#ff6a50"),
            Color.web("#ffffff"));

    static SurfaceTheme of(boolean dark) {
        return dark ? DARK : LIGHT;
    }

    /**
     * Returns the colours of a map for thin lines on the floor: moved a little away from the background, so that neither end
     * of the map vanishes in it.
     */
    int[] lineColors(ColorMap map) {
        boolean dark = background.getBrightness() < 0.5;
        Color away = dark ? Color.WHITE : Color.BLACK;
        double share = dark ? 0.28 : 0.12;
        return Arrays.stream(map.table()).map(argb -> mixed(argb, away, share)).toArray();
    }

    /**
     * Returns the colours of a map for thin lines on the surface itself: darker than it, but lighter where it is black, as
     * there the lines alone show the shape.
     */
    static int[] wireColors(ColorMap map) {
        return Arrays.stream(map.table()).map(SurfaceTheme::wireColor).toArray();
    }

    /** Returns the colours of a map for a surface that is an estimate: one sees through it. */
    static int[] faintColors(ColorMap map) {
        return Arrays.stream(map.table())
                .map(argb -> argb & 0xffffff | FAINT_ALPHA << 24)
                .toArray();
    }

    private static int wireColor(int argb) {
        return new Rgb(argb).luminance() < NEARLY_BLACK
                ? mixed(argb, Color.WHITE, 0.26)
                : mixed(argb, Color.BLACK, 0.3);
    }

    private static int mixed(int argb, Color other, double share) {
        Color color = Color.rgb(argb >> 16 & 255, argb >> 8 & 255, argb & 255).interpolate(other, share);
        return 0xff000000
                | (int) Math.round(255 * color.getRed()) << 16
                | (int) Math.round(255 * color.getGreen()) << 8
                | (int) Math.round(255 * color.getBlue());
    }
}
