package io.orograph.ui.display;

import javafx.scene.paint.Color;

/**
 * The colours of the flat plots, one set for the light look and one for the dark, chosen for each by hand. Text has
 * a contrast of at least 4.5 to 1 on its background.
 *
 * @param background behind the plot; a style sheet may put another there
 * @param text titles and values
 * @param mutedText tick labels, axis titles and names of values
 * @param axis the frame and its ticks
 * @param gridLine lines at the ticks, inside a plot
 * @param focus the frame of the plot that has the keyboard
 * @param loss the line of the loss and its band
 * @param accuracy the line of the accuracy
 * @param mark markers on a line plot
 * @param hole where the network gives no finite loss
 * @param holeHatch the lines across a hole
 */
public record PlotTheme(
        Color background,
        Color text,
        Color mutedText,
        Color axis,
        Color gridLine,
        Color focus,
        Color loss,
        Color accuracy,
        Color mark,
        Color hole,
        Color holeHatch) {

    public static final PlotTheme LIGHT = new PlotTheme(
            Color.web("#ffffff"),
            Color.web("#1d232b"),
            Color.web("#56606c"),
            Color.web("#8a939d"),
            Color.web("#e7eaed"),
            Color.web("#2f7fd1"),
            Color.web("#2a5fa5"),
            Color.web("#b4530a"),
            Color.web("#1d232b"),
            Color.web("#f1f2f4"),
            Color.web("#a3abb4"));

    public static final PlotTheme DARK = new PlotTheme(
            Color.web("#1c2026"),
            Color.web("#e9ecef"),
            Color.web("#a2abb6"),
            Color.web("#6c7682"),
            Color.web("#2e343c"),
            Color.web("#5ba7f2"),
            Color.web("#79b4f4"),
            Color.web("#f0a35c"),
            Color.web("#e9ecef"),
            Color.web("#262b32"),
            Color.web("#5d6773"));

    public static PlotTheme of(boolean dark) {
        return dark ? DARK : LIGHT;
    }
}
