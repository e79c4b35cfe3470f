package io.orograph.landscape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The merge tree of a height field, which tells how its valleys grow together as water rises: each local minimum opens
 * one, and where two meet, the shallower ends (0-dimensional persistence; Edelsbrunner, Letscher and Zomorodian 2002).
 * Cells without a finite height are walls. For ridges, turn the field upside down.
 */
final class MergeTree {

    /**
     * A valley that has ended.
     *
     * @param bottom cell of its minimum
     * @param pass cell where it met a deeper one; −1 if it never did
     * @param depth height of the pass, or of the highest cell of the valley, over the bottom
     */
    record Valley(int bottom, int pass, double depth) {}

    private final Grid grid;
    private final double[] heights;
    private final boolean diagonals;
    private final IntPredicate outlets;
    private final int outside;
    private final int[] parents;
    private final double[] tops;
    private final List<Valley> valleys = new ArrayList<>();

    private MergeTree(Grid grid, double[] heights, boolean diagonals, IntPredicate outlets) {
        this.grid = grid;
        this.outside = heights.length;
        this.heights = Arrays.copyOf(heights, outside + 1);
        this.heights[outside] = Double.NEGATIVE_INFINITY;
        this.diagonals = diagonals;
        this.outlets = outlets;
        this.parents = new int[outside + 1];
        this.tops = new double[outside + 1];
        Arrays.fill(parents, -1);
        parents[outside] = outside;
    }

    /**
     * Returns all valleys.
     *
     * @param heights over the grid's cells
     * @param diagonals whether cells that touch at a corner are neighbours; a field and its reverse need one of each
     * @param outlets cells from which the water runs off, as into a deeper valley
     */
    static List<Valley> valleys(Grid grid, double[] heights, boolean diagonals, IntPredicate outlets) {
        MergeTree tree = new MergeTree(grid, heights, diagonals, outlets);
        tree.flood();
        return tree.valleys;
    }

    private void flood() {
        Integer[] order = java.util.stream.IntStream.range(0, outside)
                .filter(cell -> Double.isFinite(heights[cell]))
                .boxed()
                .sorted(java.util.Comparator.comparingDouble(cell -> heights[cell]))
                .toArray(Integer[]::new);
        for (int cell : order) {
            parents[cell] = cell;
            tops[cell] = heights[cell];
            joinNeighbours(cell);
            if (outlets.test(cell)) {
                join(root(cell), root(outside), cell);
            }
        }
        for (int cell : order) {
            if (parents[cell] == cell) {
                valleys.add(new Valley(cell, -1, tops[cell] - heights[cell]));
            }
        }
    }

    private void joinNeighbours(int cell) {
        int ix = cell % grid.nx();
        int iy = cell / grid.nx();
        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++) {
                boolean inside = ix + dx >= 0 && ix + dx < grid.nx() && iy + dy >= 0 && iy + dy < grid.ny();
                if (inside && (diagonals ? dx != 0 || dy != 0 : dx == 0 ^ dy == 0)) {
                    int neighbour = grid.index(ix + dx, iy + dy);
                    if (parents[neighbour] >= 0) {
                        join(root(cell), root(neighbour), cell);
                    }
                }
            }
        }
    }

    private void join(int a, int b, int at) {
        if (a == b) {
            return;
        }
        boolean firstIsDeeper = heights[a] < heights[b] || heights[a] == heights[b] && a < b;
        int deeper = firstIsDeeper ? a : b;
        int ends = firstIsDeeper ? b : a;
        // The cell itself is a valley of depth 0 until it joins its first neighbour: that one is none.
        if (ends != at) {
            valleys.add(new Valley(ends, at, heights[at] - heights[ends]));
        }
        parents[ends] = deeper;
        tops[deeper] = Math.max(tops[deeper], Math.max(tops[ends], heights[at]));
    }

    private int root(int cell) {
        int root = cell;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
