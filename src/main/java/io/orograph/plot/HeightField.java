package io.orograph.plot;

import java.util.BitSet;

/**
 * Shares over a grid as heights in a box: share 0 stands at {@code floor}, share 1 at the top, bilinear between grid
 * points. Squares are named by their lower corner (column, row); inside one, (s, t) run 0 to 1.
 */
public final class HeightField {

    private final int nx;
    private final int ny;
    private final double floor;
    private final double[] shares;
    private final BitSet pending;
    private final double[] colors;
    private final double[] slopeU;
    private final double[] slopeV;

    /**
     * Makes a height field over a grid.
     *
     * @param shares 0 to 1 or NaN for a hole, row-major, rows along v; not copied
     * @param floor the height of share 0, from 0 up to below 1: room for the contours on the floor
     * @throws IllegalArgumentException if there are not nx·ny shares, or fewer than 2 a side, or no room above the
     *     floor
     */
    public HeightField(int nx, int ny, double[] shares, double floor) {
        this(nx, ny, shares, floor, new BitSet(), shares);
    }

    /**
     * Makes a height field of which some points are estimates, with colours of its own.
     *
     * @param pending the points that are not evaluated
     * @param colors shares of a colour map at the points, wherever there is a height; not copied
     * @throws IllegalArgumentException if there are not nx·ny shares, or fewer than 2 a side, or no room above the
     *     floor
     */
    public HeightField(int nx, int ny, double[] shares, double floor, BitSet pending, double[] colors) {
        if (nx < 2
                || ny < 2
                || shares.length != nx * ny
                || colors.length != shares.length
                || !(floor >= 0 && floor < 1)) {
            throw new IllegalArgumentException(
                    shares.length + " heights over " + floor + " for a grid of " + nx + "×" + ny);
        }
        this.nx = nx;
        this.ny = ny;
        this.shares = shares;
        this.floor = floor;
        this.pending = pending;
        this.colors = colors;
        this.slopeU = new double[shares.length];
        this.slopeV = new double[shares.length];
        for (int iy = 0; iy < ny; iy++) {
            for (int ix = 0; ix < nx; ix++) {
                int cell = iy * nx + ix;
                slopeU[cell] = (1 - floor) * (nx - 1) * difference(cell, ix, nx, 1);
                slopeV[cell] = (1 - floor) * (ny - 1) * difference(cell, iy, ny, nx);
            }
        }
    }

    /**
     * Returns the difference at a point: central, or one-sided beside an edge or a hole; 0 for a point that stands
     * alone.
     */
    private double difference(int cell, int index, int count, int stride) {
        int before = index > 0 && !Double.isNaN(shares[cell - stride]) ? 1 : 0;
        int after = index < count - 1 && !Double.isNaN(shares[cell + stride]) ? 1 : 0;
        if (before + after == 0) {
            return 0;
        }
        return (shares[cell + after * stride] - shares[cell - before * stride]) / (before + after);
    }

    public int nx() {
        return nx;
    }

    public int ny() {
        return ny;
    }

    /** Returns the height in the box of a share. */
    public double heightOf(double share) {
        return floor + (1 - floor) * share;
    }

    /** Tells whether all four corners of a square are there. */
    public boolean isSquare(int column, int row) {
        int cell = row * nx + column;
        return !Double.isNaN(shares[cell] + shares[cell + 1] + shares[cell + nx] + shares[cell + nx + 1]);
    }

    /** Tells whether a corner of a square is an estimate, so that one is to see through it. */
    boolean isFaint(int column, int row) {
        int cell = row * nx + column;
        return pending.get(cell) || pending.get(cell + 1) || pending.get(cell + nx) || pending.get(cell + nx + 1);
    }

    /** Returns how many squares have all their corners. */
    public int finiteSquares() {
        int count = 0;
        for (int row = 0; row + 1 < ny; row++) {
            for (int column = 0; column + 1 < nx; column++) {
                count += isSquare(column, row) ? 1 : 0;
            }
        }
        return count;
    }

    double share(int column, int row, double s, double t) {
        return bilinear(shares, column, row, s, t);
    }

    /** Returns the share of the colour map. */
    double color(int column, int row, double s, double t) {
        return bilinear(colors, column, row, s, t);
    }

    double height(int column, int row, double s, double t) {
        return heightOf(share(column, row, s, t));
    }

    /** Returns the slope along u: height in the box over u in the box. */
    double slopeU(int column, int row, double s, double t) {
        return bilinear(slopeU, column, row, s, t);
    }

    double slopeV(int column, int row, double s, double t) {
        return bilinear(slopeV, column, row, s, t);
    }

    private double bilinear(double[] values, int column, int row, double s, double t) {
        int cell = row * nx + column;
        return (values[cell] * (1 - s) + values[cell + 1] * s) * (1 - t)
                + (values[cell + nx] * (1 - s) + values[cell + nx + 1] * s) * t;
    }

    /**
     * Tells whether a point of the box is seen from the camera, with nothing of the surface before it. The line of
     * sight is followed in steps of a quarter of a square.
     */
    public boolean isVisible(BoxProjection box, double u, double v, double w) {
        double[] camera = box.camera();
        double du = camera[0] - u;
        double dv = camera[1] - v;
        double dw = camera[2] - w;
        double steps = 4 * Math.max(Math.abs(du) * nx, Math.abs(dv) * ny);
        double before = 0;
        for (int i = 1; i <= steps; i++) {
            double atU = u + du * i / steps;
            double atV = v + dv * i / steps;
            double atW = w + dw * i / steps;
            if (atU < 0 || atU > 1 || atV < 0 || atV > 1 || atW > 1) {
                return true;
            }
            int column = Math.min((int) (atU * (nx - 1)), nx - 2);
            int row = Math.min((int) (atV * (ny - 1)), ny - 2);
            double above = atW - height(column, row, atU * (nx - 1) - column, atV * (ny - 1) - row);
            // Within a hundredth of the box the line of sight still touches the surface that the point lies on.
            if (Math.abs(above) > 0.01) {
                if (above * before < 0) {
                    return false;
                }
                before = above;
            }
        }
        return true;
    }
}
