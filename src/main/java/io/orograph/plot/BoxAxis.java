package io.orograph.plot;

/**
 * The edges of a projected box that carry ticks: α and β along the near edges of the floor, the loss along the left one
 * of the two upright edges at which the far walls end. Positions run 0 to 1 from the low to the high end.
 */
public enum BoxAxis {
    ALPHA,
    BETA,
    LOSS;

    /** The page point of a position, and the unit vector along which ticks and labels lead away from the box. */
    public record Anchor(double x, double y, double outX, double outY) {}

    public Anchor anchor(BoxProjection box, double position) {
        int nearU = box.nearU();
        int nearV = box.nearV();
        return switch (this) {
            case ALPHA -> anchor(box, position, nearV, 0, 0, 2 * nearV - 1);
            case BETA -> anchor(box, nearU, position, 0, 2 * nearU - 1, 0);
            case LOSS -> {
                boolean left = box.x(nearU, 1 - nearV, 0) < box.x(1 - nearU, nearV, 0);
                int u = left ? nearU : 1 - nearU;
                int v = left ? 1 - nearV : nearV;
                yield new Anchor(box.x(u, v, position), box.y(u, v, position), -1, 0);
            }
        };
    }

    private static Anchor anchor(BoxProjection box, double u, double v, double w, int du, int dv) {
        double x = box.x(u, v, w);
        double y = box.y(u, v, w);
        double outX = box.x(u + 0.1 * du, v + 0.1 * dv, w) - x;
        double outY = box.y(u + 0.1 * du, v + 0.1 * dv, w) - y;
        double length = Math.hypot(outX, outY);
        // Seen from the level of the floor, an axis at right angles to the page has no direction on it: down is clear.
        boolean visible = length > 1e-9 * Math.abs(box.x(1, 1, 0) - box.x(0, 0, 0)) + 1e-300;
        return visible ? new Anchor(x, y, outX / length, outY / length) : new Anchor(x, y, 0, 1);
    }

    /** Returns the length of the edge on the page. */
    public double length(BoxProjection box) {
        Anchor from = anchor(box, 0);
        Anchor to = anchor(box, 1);
        return Math.hypot(to.x() - from.x(), to.y() - from.y());
    }

    /**
     * Returns the lines at a position of this axis across the faces behind the surface, as polylines of page points x,
     * y, x, y …: for α and β over the floor and up the far wall, for the loss around the two far walls.
     */
    public double[] gridLine(BoxProjection box, double position) {
        int farU = 1 - box.nearU();
        int farV = 1 - box.nearV();
        return switch (this) {
            case ALPHA -> points(box, position, 1 - farV, 0, position, farV, 0, position, farV, 1);
            case BETA -> points(box, 1 - farU, position, 0, farU, position, 0, farU, position, 1);
            case LOSS -> points(box, 1 - farU, farV, position, farU, farV, position, farU, 1 - farV, position);
        };
    }

    private static double[] points(BoxProjection box, double... uvw) {
        double[] points = new double[uvw.length / 3 * 2];
        for (int i = 0; i < uvw.length / 3; i++) {
            points[2 * i] = box.x(uvw[3 * i], uvw[3 * i + 1], uvw[3 * i + 2]);
            points[2 * i + 1] = box.y(uvw[3 * i], uvw[3 * i + 1], uvw[3 * i + 2]);
        }
        return points;
    }
}
