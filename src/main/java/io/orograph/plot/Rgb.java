package io.orograph.plot;

/**
 * A colour with its opacity, as 0xAARRGGBB, not premultiplied.
 *
 * @param argb the four bytes
 */
public record Rgb(int argb) {

    public static final Rgb WHITE = new Rgb(0xffffffff);
    public static final Rgb BLACK = new Rgb(0xff000000);

    /** The luminance that black and white contrast with alike, by the ratio (L + 0.05)/(l + 0.05) of the WCAG. */
    private static final double MIDDLE = Math.sqrt(1.05 * 0.05) - 0.05;

    /** Returns an opaque colour from 0xRRGGBB. */
    public static Rgb of(int rgb) {
        return new Rgb(0xff000000 | rgb);
    }

    public int red() {
        return argb >> 16 & 0xff;
    }

    public int green() {
        return argb >> 8 & 0xff;
    }

    public int blue() {
        return argb & 0xff;
    }

    /** Returns 0 for invisible, 1 for opaque. */
    public double opacity() {
        return (argb >>> 24) / 255.0;
    }

    /** Returns the colour as style sheets and SVG write it, without its opacity: {@code #1b1e23}. */
    public String hex() {
        return String.format("#%06x", argb & 0xffffff);
    }

    /** Returns the same colour with its opacity times a share. */
    public Rgb translucent(double share) {
        return new Rgb(argb & 0xffffff | (int) Math.round((argb >>> 24) * share) << 24);
    }

    /** Returns the opaque colour on the way to another: this one at share 0, the other at 1. */
    public Rgb mixed(Rgb other, double share) {
        return of(between(red(), other.red(), share) << 16
                | between(green(), other.green(), share) << 8
                | between(blue(), other.blue(), share));
    }

    private static int between(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    /** Returns the relative luminance in sRGB (ITU-R BT.709, WCAG 2): 0 for black, 1 for white. */
    public double luminance() {
        return 0.2126 * linear(red()) + 0.7152 * linear(green()) + 0.0722 * linear(blue());
    }

    private static double linear(int component) {
        double channel = component / 255.0;
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }

    /** Tells whether black stands out against the colour better than white does. */
    public boolean isLight() {
        return luminance() > MIDDLE;
    }

    /** Returns black or white, whichever stands out against the colour. */
    public Rgb against() {
        return isLight() ? BLACK : WHITE;
    }

    /** Returns a see-through colour for the rim around this one: dark around light ones, light around dark ones. */
    public Rgb rim() {
        return new Rgb(luminance() > 0.1 ? 0xd0101418 : 0xd0ffffff);
    }
}
