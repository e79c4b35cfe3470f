package io.orograph.plot;

/**
 * A font at a size.
 *
 * @param size in units of the page
 */
public record TextStyle(FontFace face, double size) {

    /** Above the baseline, with superscripts, over the font's size. */
    static final double ASCENT = 0.80;

    /** Below the baseline over the font's size. */
    static final double DESCENT = 0.24;

    /** The height of digits and capitals over the font's size. */
    static final double CAPITAL = 0.73;

    public double width(String text) {
        return size * face.width(text);
    }

    /** Returns the height that a line of text claims. */
    public double height() {
        return (ASCENT + DESCENT) * size;
    }
}
