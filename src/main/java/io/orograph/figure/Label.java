package io.orograph.figure;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.NoninvertibleTransformException;
import java.awt.geom.Rectangle2D;

/**
 * A line of text at a place.
 *
 * @param x of the anchor
 * @param y of the anchor
 * @param alongX where the anchor lies along the text: 0 at its start, 1 at its end
 * @param alongY where the anchor lies across the text: 0 at the top, 0.5 in the middle of the digits, 1 at the bottom
 * @param angle radians, clockwise on the page, around the anchor
 */
record Label(String text, Font font, double x, double y, double alongX, double alongY, double angle) {

    /** The page as every figure measures and draws its text: smooth, without rounding to pixels. */
    static final FontRenderContext CONTEXT = new FontRenderContext(null, true, true);

    /** Above the baseline, with superscripts, over the font's size. */
    private static final double ASCENT = 0.80;

    /** Below the baseline over the font's size. */
    private static final double DESCENT = 0.24;

    /** The height of digits and capitals over the font's size. */
    private static final double CAPITAL = 0.73;

    static Label level(String text, Font font, double x, double y, double alongX, double alongY) {
        return new Label(text, font, x, y, alongX, alongY, 0);
    }

    static double width(String text, Font font) {
        return text.isEmpty() ? 0 : font.getStringBounds(text, CONTEXT).getWidth();
    }

    static double height(Font font) {
        return (ASCENT + DESCENT) * font.getSize2D();
    }

    double width() {
        return width(text, font);
    }

    /** Returns the baseline's distance below the anchor, before turning. */
    private double baseline() {
        double size = font.getSize2D();
        return alongY <= 0.5
                ? size * (ASCENT + 2 * alongY * (CAPITAL / 2 - ASCENT))
                : size * (CAPITAL / 2 - (2 * alongY - 1) * (CAPITAL / 2 + DESCENT));
    }

    /** Returns the transform from the text's own coordinates, its start on the baseline at the origin, to the page. */
    AffineTransform placement() {
        AffineTransform transform = AffineTransform.getTranslateInstance(x, y);
        transform.rotate(angle);
        transform.translate(-alongX * width(), baseline());
        return transform;
    }

    /** Takes points x, y, x, y … of the page to the text's own coordinates, in place. */
    void toText(double[] points) {
        try {
            placement().inverseTransform(points, 0, points, 0, points.length / 2);
        } catch (NoninvertibleTransformException e) {
            throw new IllegalStateException("a turn and a shift can always be undone", e);
        }
    }

    /** Returns the rectangle that the text claims, turned as it is. */
    Shape bounds() {
        return bounds(0);
    }

    /** Returns the same, longer at both ends by a share of the font's size. */
    Shape bounds(double margin) {
        double size = font.getSize2D();
        return placement()
                .createTransformedShape(new Rectangle2D.Double(
                        -margin * size, -ASCENT * size, width() + 2 * margin * size, (ASCENT + DESCENT) * size));
    }
}
