package io.orograph.landscape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Contour lines by marching squares (Lorensen and Cline 1987, in two dimensions): along every grid edge the values are
 * taken as linear, so a line is exact for a plane and off by O(step²·curvature/gradient) otherwise. Where a square is a
 * saddle, the mean of its four corners says which pair of corners belongs together.
 */
public final class Contours {

    private static final int NONE = -1;

    private final Grid grid;
    private final double[] values;
    private final double level;

    /** Neighbours along the line of each crossed edge: at most two, one for each square beside the edge. */
    private final int[] before;

    private final int[] after;

    private Contours(Grid grid, double[] values, double level) {
        this.grid = grid;
        this.values = values;
        this.level = level;
        this.before = new int[2 * grid.cells()];
        this.after = new int[2 * grid.cells()];
        Arrays.fill(before, NONE);
        Arrays.fill(after, NONE);
    }

    /**
     * Returns the lines along which the values equal a level, joined as far as they go. Squares with a corner that is
     * NaN or infinite are left out, so lines end at holes. A corner equal to the level counts as above it.
     *
     * @param values over the grid's cells, row-major with β over the rows
     * @throws IllegalArgumentException if there are not as many values as cells
     */
    public static List<Contour> trace(Grid grid, double[] values, double level) {
        if (values.length != grid.cells()) {
            throw new IllegalArgumentException(values.length + " values for " + grid.cells() + " cells");
        }
        if (!Double.isFinite(level)) {
            return List.of();
        }
        Contours contours = new Contours(grid, values, level);
        contours.linkSquares();
        return contours.join();
    }

    /** Returns the lines of several levels, in the order of the levels. */
    public static List<Contour> trace(Grid grid, double[] values, double[] levels) {
        List<Contour> all = new ArrayList<>();
        for (double level : levels) {
            all.addAll(trace(grid, values, level));
        }
        return all;
    }

    private void linkSquares() {
        for (int iy = 0; iy + 1 < grid.ny(); iy++) {
            for (int ix = 0; ix + 1 < grid.nx(); ix++) {
                linkSquare(ix, iy);
            }
        }
    }

    private void linkSquare(int ix, int iy) {
        int corner = grid.index(ix, iy);
        double v00 = values[corner];
        double v10 = values[corner + 1];
        double v01 = values[corner + grid.nx()];
        double v11 = values[corner + grid.nx() + 1];
        double mean = 0.25 * v00 + 0.25 * v10 + 0.25 * v01 + 0.25 * v11;
        if (!Double.isFinite(mean)) {
            return;
        }
        int pattern = (v00 >= level ? 1 : 0) | (v10 >= level ? 2 : 0) | (v11 >= level ? 4 : 0) | (v01 >= level ? 8 : 0);
        int south = corner;
        int north = corner + grid.nx();
        int west = grid.cells() + corner;
        int east = west + 1;
        switch (pattern) {
            case 1, 14 -> link(south, west);
            case 2, 13 -> link(south, east);
            case 4, 11 -> link(east, north);
            case 8, 7 -> link(north, west);
            case 3, 12 -> link(west, east);
            case 6, 9 -> link(south, north);
            case 5, 10 -> {
                // The other pair of corners is cut off, each by a line of its own.
                boolean cutOddCorners = (pattern == 5) == (mean >= level);
                link(south, cutOddCorners ? east : west);
                link(north, cutOddCorners ? west : east);
            }
            default -> {
                // All corners are on one side.
            }
        }
    }

    private void link(int one, int other) {
        attach(one, other);
        attach(other, one);
    }

    private void attach(int edge, int neighbour) {
        if (before[edge] == NONE) {
            before[edge] = neighbour;
        } else {
            after[edge] = neighbour;
        }
    }

    private List<Contour> join() {
        boolean[] seen = new boolean[before.length];
        List<Contour> contours = new ArrayList<>();
        for (int edge = 0; edge < before.length; edge++) {
            if (before[edge] != NONE && after[edge] == NONE && !seen[edge]) {
                follow(edge, false, seen, contours);
            }
        }
        for (int edge = 0; edge < before.length; edge++) {
            if (before[edge] != NONE && !seen[edge]) {
                follow(edge, true, seen, contours);
            }
        }
        return contours;
    }

    private void follow(int start, boolean closed, boolean[] seen, List<Contour> contours) {
        double[] alpha = new double[16];
        double[] beta = new double[16];
        int count = 0;
        int edge = start;
        while (edge != NONE && !seen[edge]) {
            seen[edge] = true;
            double a = crossingAlpha(edge);
            double b = crossingBeta(edge);
            // A corner exactly on the level is met along several edges; it is one point of the line.
            if (count == 0 || a != alpha[count - 1] || b != beta[count - 1]) {
                if (count == alpha.length) {
                    alpha = Arrays.copyOf(alpha, 2 * count);
                    beta = Arrays.copyOf(beta, 2 * count);
                }
                alpha[count] = a;
                beta[count++] = b;
            }
            edge = before[edge] != NONE && !seen[before[edge]] ? before[edge] : after[edge];
        }
        if (closed && count > 1 && alpha[0] == alpha[count - 1] && beta[0] == beta[count - 1]) {
            count--;
        }
        if (count > 1) {
            contours.add(new Contour(level, Arrays.copyOf(alpha, count), Arrays.copyOf(beta, count), closed));
        }
    }

    private boolean alongAlpha(int edge) {
        return edge < grid.cells();
    }

    private int corner(int edge) {
        return edge % grid.cells();
    }

    private double crossingAlpha(int edge) {
        int corner = corner(edge);
        int ix = corner % grid.nx();
        return alongAlpha(edge)
                ? between(grid.alpha(), ix, corner, corner + 1)
                : grid.alpha().value(ix);
    }

    private double crossingBeta(int edge) {
        int corner = corner(edge);
        int iy = corner / grid.nx();
        return alongAlpha(edge) ? grid.beta().value(iy) : between(grid.beta(), iy, corner, corner + grid.nx());
    }

    private double between(Axis axis, int index, int fromCell, int toCell) {
        double share = (level - values[fromCell]) / (values[toCell] - values[fromCell]);
        return axis.value(index) * (1 - share) + axis.value(index + 1) * share;
    }
}
