package io.orograph.plot;

/**
 * A turned rectangle of the page, such as a text claims.
 *
 * @param corners x, y, x, y … in a ring; not copied
 */
public record Quad(double[] corners) {

    /** Returns the upright rectangle around it. */
    public Rect bounds() {
        double[] x = reach(1, 0);
        double[] y = reach(0, 1);
        return new Rect(x[0], y[0], x[1] - x[0], y[1] - y[0]);
    }

    static Quad of(Rect rect) {
        return new Quad(new double[] {
            rect.x(), rect.y(), rect.right(), rect.y(), rect.right(), rect.bottom(), rect.x(), rect.bottom()
        });
    }

    public Path path() {
        return new Path.Builder().polygon(corners).path();
    }

    /**
     * Tells whether two have area in common: they have none if along the normal of some side one lies wholly before
     * the other.
     */
    public boolean overlaps(Quad other) {
        return !isApart(other) && !other.isApart(this);
    }

    private boolean isApart(Quad other) {
        for (int side = 0; side < 4; side += 2) {
            double normalX = corners[side + 3] - corners[side + 1];
            double normalY = corners[side] - corners[side + 2];
            double[] mine = reach(normalX, normalY);
            double[] others = other.reach(normalX, normalY);
            if (mine[1] <= others[0] || others[1] <= mine[0]) {
                return true;
            }
        }
        return false;
    }

    /** Returns how far it reaches from and to along a direction. */
    private double[] reach(double alongX, double alongY) {
        double from = Double.POSITIVE_INFINITY;
        double to = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < corners.length; i += 2) {
            double at = corners[i] * alongX + corners[i + 1] * alongY;
            from = Math.min(from, at);
            to = Math.max(to, at);
        }
        return new double[] {from, to};
    }
}
