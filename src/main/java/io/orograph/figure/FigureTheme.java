package io.orograph.figure;

import java.awt.Color;

/** The colours of everything in a figure but the data. */
enum FigureTheme {
    LIGHT(new Color(0xffffff), new Color(0x1b1e23), new Color(0x565c66), new Color(0xd5d9df), new Color(0xf4f5f7)),
    DARK(new Color(0x1c2026), new Color(0xe9ebee), new Color(0xa4abb5), new Color(0x3d444e), new Color(0x20242b));

    /** The ground. */
    final Color paper;

    /** Titles, labels and frames. */
    final Color ink;

    /** Captions and tick labels. */
    final Color muted;

    /** Grid lines behind the data. */
    final Color grid;

    /** The ground of holes and legends. */
    final Color wash;

    FigureTheme(Color paper, Color ink, Color muted, Color grid, Color wash) {
        this.paper = paper;
        this.ink = ink;
        this.muted = muted;
        this.grid = grid;
        this.wash = wash;
    }

    static FigureTheme of(boolean dark) {
        return dark ? DARK : LIGHT;
    }

    /** Returns black or white, whichever stands out against a colour. */
    static Color against(int argb) {
        double luminance =
                0.2126 * linear(argb >> 16 & 0xff) + 0.7152 * linear(argb >> 8 & 0xff) + 0.0722 * linear(argb & 0xff);
        // Where the contrast ratios of the WCAG, (L + 0.05) over (l + 0.05), are equal.
        return luminance > Math.sqrt(1.05 * 0.05) - 0.05 ? Color.BLACK : Color.WHITE;
    }

    private static double linear(int component) {
        return Math.pow(component / 255.0, 2.2);
    }

    static Color mixed(Color color, Color other, double share) {
        return new Color(
                (int) Math.round(color.getRed() * (1 - share) + other.getRed() * share),
                (int) Math.round(color.getGreen() * (1 - share) + other.getGreen() * share),
                (int) Math.round(color.getBlue() * (1 - share) + other.getBlue() * share));
    }

    static Color translucent(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
    }
}
