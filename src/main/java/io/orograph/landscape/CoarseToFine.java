package io.orograph.landscape;

import java.util.stream.IntStream;

/**
 * An order of a grid's cells in which the whole surface is there early: first the lattice of every 2ᵏ-th row and
 * column (and the borders), then the cells that each halving of the stride adds. The cell at θ₀ is the very first, the
 * corners and the middles of the sides follow: from then on every other cell lies between some that are evaluated.
 */
public final class CoarseToFine {

    private CoarseToFine() {}

    /** Returns all cells, each once. */
    public static int[] order(Grid grid) {
        int stride = 1;
        while (stride * 2 < Math.max(grid.nx(), grid.ny())) {
            stride *= 2;
        }
        int[] order = new int[grid.cells()];
        boolean[] taken = new boolean[order.length];
        int next = 0;
        if (grid.center() >= 0) {
            next = take(grid.center(), taken, order, next);
        }
        for (; stride >= 1; stride /= 2) {
            int[] rows = lattice(grid.beta(), stride);
            int[] columns = lattice(grid.alpha(), stride);
            for (int iy : rows) {
                for (int ix : columns) {
                    next = take(grid.index(ix, iy), taken, order, next);
                }
            }
        }
        return order;
    }

    private static int take(int cell, boolean[] taken, int[] order, int next) {
        if (taken[cell]) {
            return next;
        }
        taken[cell] = true;
        order[next] = cell;
        return next + 1;
    }

    /**
     * Returns every {@code stride}-th index counted from the one at 0, and both ends. Counted from there, the cells
     * around θ₀ are symmetric at every stride, so that curvatures can be read off early.
     */
    private static int[] lattice(Axis axis, int stride) {
        int last = axis.count() - 1;
        int anchor = anchor(axis, stride);
        return IntStream.rangeClosed(0, last)
                .filter(i -> i == 0 || i == last || i % stride == anchor)
                .toArray();
    }

    /**
     * Returns the first index of a lattice, but for the end: counted on from it by {@code stride}, one meets the index
     * at 0.
     */
    static int anchor(Axis axis, int stride) {
        return Math.max(0, axis.zero()) % stride;
    }
}
