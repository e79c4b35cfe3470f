package io.orograph.plot;

/**
 * An upright rectangle of the page.
 *
 * @param x left edge
 * @param y upper edge
 */
public record Rect(double x, double y, double width, double height) {

    public double right() {
        return x + width;
    }

    public double bottom() {
        return y + height;
    }

    public double centerX() {
        return x + width / 2;
    }

    public double centerY() {
        return y + height / 2;
    }

    /** Returns the rectangle without a margin on all sides; with a negative one it grows. */
    public Rect inset(double margin) {
        return new Rect(x + margin, y + margin, width - 2 * margin, height - 2 * margin);
    }

    /** Returns the part that both have; of no width or height where they have none. */
    public Rect common(Rect other) {
        double left = Math.max(x, other.x);
        double top = Math.max(y, other.y);
        return new Rect(
                left,
                top,
                Math.max(0, Math.min(right(), other.right()) - left),
                Math.max(0, Math.min(bottom(), other.bottom()) - top));
    }

    /** Returns the smallest rectangle around both. */
    public Rect with(Rect other) {
        double left = Math.min(x, other.x);
        double top = Math.min(y, other.y);
        return new Rect(left, top, Math.max(right(), other.right()) - left, Math.max(bottom(), other.bottom()) - top);
    }

    public boolean contains(double atX, double atY) {
        return atX >= x && atX <= right() && atY >= y && atY <= bottom();
    }

    public boolean contains(Rect other) {
        return contains(other.x, other.y) && contains(other.right(), other.bottom());
    }

    public boolean intersects(Rect other) {
        return x < other.right() && other.x < right() && y < other.bottom() && other.y < bottom();
    }

    /** Returns the outline. */
    public Path path() {
        return new Path.Builder()
                .moveTo(x, y)
                .lineTo(right(), y)
                .lineTo(right(), bottom())
                .lineTo(x, bottom())
                .close()
                .path();
    }
}
