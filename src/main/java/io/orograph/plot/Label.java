package io.orograph.plot;

/**
 * A line of text at a place.
 *
 * @param x of the anchor
 * @param y of the anchor
 * @param alongX where the anchor lies along the text: 0 at its start, 1 at its end
 * @param alongY where the anchor lies across the text: 0 at the top, 0.5 in the middle of the digits, 1 at the bottom
 * @param angle radians, clockwise on the page, around the anchor
 * @param stretch how wide it is drawn, as a share of its own width
 */
public record Label(
        String text, TextStyle style, double x, double y, double alongX, double alongY, double angle, double stretch) {

    /** Makes a label of the text's own width. */
    public Label(String text, TextStyle style, double x, double y, double alongX, double alongY, double angle) {
        this(text, style, x, y, alongX, alongY, angle, 1);
    }

    /** Returns a level label. */
    public static Label level(String text, TextStyle style, double x, double y, double alongX, double alongY) {
        return new Label(text, style, x, y, alongX, alongY, 0);
    }

    /** Returns a level label whose baseline is given. */
    public static Label onBaseline(String text, TextStyle style, double x, double y, double alongX) {
        return level(text, style, x, y - style.size() * TextStyle.CAPITAL / 2, alongX, 0.5);
    }

    /** Returns a label that reads upwards, its middle at a place. */
    public static Label upwards(String text, TextStyle style, double x, double y) {
        return new Label(text, style, x, y, 0.5, 0.5, -Math.PI / 2);
    }

    /** Returns the label squeezed to a width if it is wider. */
    public Label within(double widest) {
        double natural = style.width(text);
        return natural * stretch <= widest
                ? this
                : new Label(text, style, x, y, alongX, alongY, angle, Math.max(0, widest) / natural);
    }

    public double width() {
        return stretch * style.width(text);
    }

    /** Returns the baseline's distance below the anchor, before turning. */
    private double baseline() {
        double size = style.size();
        return alongY <= 0.5
                ? size * (TextStyle.ASCENT + 2 * alongY * (TextStyle.CAPITAL / 2 - TextStyle.ASCENT))
                : size * (TextStyle.CAPITAL / 2 - (2 * alongY - 1) * (TextStyle.CAPITAL / 2 + TextStyle.DESCENT));
    }

    /** Returns where the text begins on its baseline. */
    public double[] start() {
        return onPage(0, 0);
    }

    /** Returns the page point of one in the text's own coordinates, its start on the baseline at the origin. */
    private double[] onPage(double right, double down) {
        double fromX = right - alongX * width();
        double fromY = down + baseline();
        double sin = Math.sin(angle);
        double cos = Math.cos(angle);
        return new double[] {x + fromX * cos - fromY * sin, y + fromX * sin + fromY * cos};
    }

    /** Returns the rectangle that the text claims, turned as it is. */
    public Quad bounds() {
        return bounds(0);
    }

    /** Returns the same, longer at both ends by a share of the font's size. */
    public Quad bounds(double margin) {
        double size = style.size();
        return box(-margin * size, -TextStyle.ASCENT * size, width() + margin * size, TextStyle.DESCENT * size);
    }

    /** Returns the rectangle of its digits, which lines must not run through. */
    Quad digits() {
        double size = style.size();
        return box(0, -TextStyle.ASCENT * size, width(), 0.07 * size);
    }

    private Quad box(double left, double top, double right, double bottom) {
        double[][] corners = {onPage(left, top), onPage(right, top), onPage(right, bottom), onPage(left, bottom)};
        double[] points = new double[8];
        for (int i = 0; i < 4; i++) {
            points[2 * i] = corners[i][0];
            points[2 * i + 1] = corners[i][1];
        }
        return new Quad(points);
    }
}
