package io.orograph.plot;

/**
 * The colours of everything but the data, one set for the light look and one for the dark, chosen for each by hand. Text
 * has a contrast of at least 4.5 to 1 on its ground.
 *
 * @param ground behind the plot; transparent for none
 * @param plate the opaque colour that stands for the ground under legends and labels
 * @param ink titles, values and frames
 * @param muted tick labels, axis titles and captions
 * @param axis the frame and its ticks
 * @param grid lines at the ticks, inside a plot
 * @param focus the frame of the plot that has the keyboard
 * @param loss the line of the loss and its band
 * @param accuracy the line of the accuracy
 * @param hole where there is no finite value
 * @param hatch the lines across a hole
 */
public record Theme(
        Rgb ground,
        Rgb plate,
        Rgb ink,
        Rgb muted,
        Rgb axis,
        Rgb grid,
        Rgb focus,
        Rgb loss,
        Rgb accuracy,
        Rgb hole,
        Rgb hatch) {

    public static final Theme LIGHT = new Theme(
            Rgb.of(0xffffff),
            Rgb.of(0xffffff),
            Rgb.of(0x1d232b),
            Rgb.of(0x56606c),
            Rgb.of(0x8a939d),
            Rgb.of(0xdfe3e7),
            Rgb.of(0x2f7fd1),
            Rgb.of(0x2a5fa5),
            Rgb.of(0xb4530a),
            Rgb.of(0xf1f2f4),
            Rgb.of(0xa3abb4));

    public static final Theme DARK = new Theme(
            Rgb.of(0x1c2026),
            Rgb.of(0x1c2026),
            Rgb.of(0xe9ecef),
            Rgb.of(0xa2abb6),
            Rgb.of(0x6c7682),
            Rgb.of(0x343b44),
            Rgb.of(0x5ba7f2),
            Rgb.of(0x79b4f4),
            Rgb.of(0xf0a35c),
            Rgb.of(0x262b32),
            Rgb.of(0x5d6773));

    /** The light look without a ground, for slides and pages of another colour. */
    public static final Theme TRANSPARENT = LIGHT.without();

    /** Returns the look of a window. */
    public static Theme of(boolean dark) {
        return dark ? DARK : LIGHT;
    }

    private Theme without() {
        return new Theme(ground.translucent(0), plate, ink, muted, axis, grid, focus, loss, accuracy, hole, hatch);
    }
}
