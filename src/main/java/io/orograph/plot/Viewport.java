package io.orograph.plot;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;

/** The part of the plane that is seen, from the smallest to the largest α and β. */
public record Viewport(double alphaFrom, double alphaTo, double betaFrom, double betaTo) {

    /** The smallest number of cells that may fill the plot along an axis: further in there is nothing more to see. */
    private static final double FEWEST_CELLS = 2;

    /** A limit that is a cell's but for rounding, in cells. */
    private static final double EDGE = 1e-6;

    public Viewport {
        if (!(alphaFrom < alphaTo && betaFrom < betaTo)) {
            throw new IllegalArgumentException("nothing lies between " + alphaFrom + " and " + alphaTo + " or between "
                    + betaFrom + " and " + betaTo);
        }
    }

    /** Returns the whole grid, from its first to its last value on both axes. */
    public static Viewport whole(Grid grid) {
        return new Viewport(
                grid.alpha().from(),
                grid.alpha().to(),
                grid.beta().from(),
                grid.beta().to());
    }

    public double alphaSpan() {
        return alphaTo - alphaFrom;
    }

    public double betaSpan() {
        return betaTo - betaFrom;
    }

    /**
     * Returns the viewport zoomed about a point that stays where it is, as far as the grid allows: never past its
     * edges, never so near that fewer than two cells are seen.
     *
     * @param factor above 1 to go nearer
     */
    public Viewport zoomed(double factor, double alpha, double beta, Grid grid) {
        double share = Math.max(1 / factor, smallestShare(grid));
        return new Viewport(
                        alpha - (alpha - alphaFrom) * share,
                        alpha + (alphaTo - alpha) * share,
                        beta - (beta - betaFrom) * share,
                        beta + (betaTo - beta) * share)
                .inside(grid);
    }

    private double smallestShare(Grid grid) {
        double alphaShare = FEWEST_CELLS * grid.alpha().step() / alphaSpan();
        double betaShare = FEWEST_CELLS * grid.beta().step() / betaSpan();
        return Math.min(1, Math.max(alphaShare, betaShare));
    }

    /** Returns the viewport moved by a distance, stopping at the grid's edges. */
    public Viewport moved(double alpha, double beta, Grid grid) {
        return new Viewport(alphaFrom + alpha, alphaTo + alpha, betaFrom + beta, betaTo + beta).inside(grid);
    }

    /** Returns the viewport moved just so far that a point is seen. */
    public Viewport showing(double alpha, double beta, Grid grid) {
        double right = Math.max(0, alpha - alphaTo) - Math.max(0, alphaFrom - alpha);
        double up = Math.max(0, beta - betaTo) - Math.max(0, betaFrom - beta);
        return right == 0 && up == 0 ? this : moved(right, up, grid);
    }

    /** Returns the values of the cells whose colours are seen: those inside, and those next to the edge, between which colours go over. */
    double[] values(Grid grid, double[] ofCells) {
        int fromX = before(grid.alpha(), alphaFrom);
        int toX = after(grid.alpha(), alphaTo);
        int fromY = before(grid.beta(), betaFrom);
        int toY = after(grid.beta(), betaTo);
        double[] seen = new double[(toX - fromX + 1) * (toY - fromY + 1)];
        int next = 0;
        for (int iy = fromY; iy <= toY; iy++) {
            for (int ix = fromX; ix <= toX; ix++) {
                seen[next++] = ofCells[grid.index(ix, iy)];
            }
        }
        return seen;
    }

    private static int before(Axis axis, double value) {
        return (int) Math.max(0, Math.min(axis.count() - 1.0, Math.floor(axis.position(value) + EDGE)));
    }

    private static int after(Axis axis, double value) {
        return (int) Math.max(0, Math.min(axis.count() - 1.0, Math.ceil(axis.position(value) - EDGE)));
    }

    /** Tells whether more of the grid lies outside. */
    public boolean isZoomed(Grid grid) {
        return !equals(whole(grid));
    }

    private Viewport inside(Grid grid) {
        double[] alpha = inside(alphaFrom, alphaTo, grid.alpha());
        double[] beta = inside(betaFrom, betaTo, grid.beta());
        return new Viewport(alpha[0], alpha[1], beta[0], beta[1]);
    }

    private static double[] inside(double from, double to, Axis axis) {
        double span = to - from;
        if (span >= axis.to() - axis.from()) {
            return new double[] {axis.from(), axis.to()};
        }
        if (from < axis.from()) {
            return new double[] {axis.from(), axis.from() + span};
        }
        return to > axis.to() ? new double[] {axis.to() - span, axis.to()} : new double[] {from, to};
    }
}
