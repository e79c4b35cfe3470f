package io.orograph.plot;

import java.util.Arrays;

/**
 * Quadrilaterals of the page in painter's order, each with a colour and with the sides that are drawn as lines. The arrays
 * are not copied and not written to.
 *
 * @param x of the corners, four for each quadrilateral, in a ring
 * @param y of the corners
 * @param argb one colour for each, 0xAARRGGBB
 * @param sides for each: bit k is set if its side from corner k on is drawn
 * @param line the look of these sides
 */
public record Patches(double[] x, double[] y, int[] argb, byte[] sides, Stroke line) {

    /** How far a quadrilateral is drawn beyond its edges: smooth edges that merely touch let the ground shine through. */
    private static final double GROWTH = 0.35;

    public int count() {
        return argb.length;
    }

    /** Tells whether a device of lines and areas may draw them one by one. */
    public boolean isFew() {
        return count() <= ColorField.MOST_PATCHES;
    }

    public Rgb color(int index) {
        return new Rgb(argb[index]);
    }

    /** Returns a quadrilateral, a little grown on all sides unless one sees through it. */
    public Path grown(int index) {
        int first = 4 * index;
        if (argb[index] >>> 24 < 255) {
            return new Path.Builder().polygon(ring(index)).path();
        }
        double middleX = (x[first] + x[first + 1] + x[first + 2] + x[first + 3]) / 4;
        double middleY = (y[first] + y[first + 1] + y[first + 2] + y[first + 3]) / 4;
        double[] ring = new double[8];
        for (int corner = 0; corner < 4; corner++) {
            double dx = x[first + corner] - middleX;
            double dy = y[first + corner] - middleY;
            double growth = 1 + GROWTH / Math.max(GROWTH, Math.hypot(dx, dy));
            ring[2 * corner] = middleX + growth * dx;
            ring[2 * corner + 1] = middleY + growth * dy;
        }
        return new Path.Builder().polygon(ring).path();
    }

    private double[] ring(int index) {
        double[] ring = new double[8];
        for (int corner = 0; corner < 4; corner++) {
            ring[2 * corner] = x[4 * index + corner];
            ring[2 * corner + 1] = y[4 * index + corner];
        }
        return ring;
    }

    /** Returns the drawn sides of a quadrilateral; an empty path for none. */
    public Path lines(int index) {
        Path.Builder path = new Path.Builder();
        for (int corner = 0; corner < 4; corner++) {
            if ((sides[index] >> corner & 1) != 0) {
                int from = 4 * index + corner;
                int to = 4 * index + (corner + 1) % 4;
                path.polyline(x[from], y[from], x[to], y[to]);
            }
        }
        return path.path();
    }

    /** Returns the rectangle around all; empty at the origin if there are none. */
    public Rect bounds() {
        if (x.length == 0) {
            return new Rect(0, 0, 0, 0);
        }
        double left = Arrays.stream(x).min().orElseThrow();
        double top = Arrays.stream(y).min().orElseThrow();
        return new Rect(
                left,
                top,
                Arrays.stream(x).max().orElseThrow() - left,
                Arrays.stream(y).max().orElseThrow() - top);
    }

    /** Draws them one by one. */
    public void draw(Pen pen) {
        for (int i = 0; i < count(); i++) {
            pen.fill(grown(i), color(i));
            if (sides[i] != 0) {
                pen.stroke(lines(i), line);
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Patches patches
                && line.equals(patches.line)
                && Arrays.equals(x, patches.x)
                && Arrays.equals(y, patches.y)
                && Arrays.equals(argb, patches.argb)
                && Arrays.equals(sides, patches.sides);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(x) * 31 + Arrays.hashCode(argb);
    }

    @Override
    public String toString() {
        return count() + " patches in " + bounds();
    }
}
