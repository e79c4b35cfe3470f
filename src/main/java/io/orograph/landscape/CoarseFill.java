package io.orograph.landscape;

import java.util.Arrays;

/**
 * Fills the cells that are not yet evaluated so that a landscape in the making shows as a whole, coarse surface. For
 * display only: the landscape itself never holds a value that was not computed.
 *
 * <p>The lattice of stride 2ᵏ is that of the order of evaluation: on both axes every 2ᵏ-th index counted from the one
 * at 0, and both ends ({@link CoarseToFine#anchor}). A pending cell is bilinear between the corners of the smallest lattice square around it whose corners are all
 * evaluated; where one of them is NaN or infinite it takes the nearest corner as it is, so that a hole keeps about its
 * size. A cell in no such square takes the nearest evaluated cell, counted in king's moves over the grid.
 */
public final class CoarseFill {

    private static final int NONE = -1;
    private static final double MOST_CORRECTION = 0.5;

    private final Landscape landscape;
    private final int nx;
    private final int ny;
    private final double[] losses;
    private final double[] shown;

    private CoarseFill(Landscape landscape, double[] values) {
        this.landscape = landscape;
        this.nx = landscape.grid().nx();
        this.ny = landscape.grid().ny();
        this.losses = values;
        this.shown = values.clone();
    }

    /**
     * Returns the losses to show over the grid's cells: evaluated cells as they are (NaN and infinities included), the
     * others filled from them; all NaN if none is evaluated. O(cells · log cells).
     */
    public static double[] display(Landscape landscape) {
        if (landscape.isComplete()) {
            return landscape.losses();
        }
        if (landscape.firstLook().isPresent()) {
            return corrected(landscape, display(landscape.firstLook().get()));
        }
        return landscape.evaluatedCells() == 0
                ? landscape.losses()
                : new CoarseFill(landscape, landscape.losses()).fill();
    }

    /**
     * Returns a first look, corrected by what the evaluated cells differ from it, which is smoother than the loss
     * itself; by at most half of it, so that a correction from where the loss is large does not bring forth losses
     * below 0 where it is small.
     */
    private static double[] corrected(Landscape landscape, double[] estimate) {
        double[] shown = landscape.losses();
        if (landscape.evaluatedCells() == 0) {
            return estimate;
        }
        double[] difference = new double[shown.length];
        Arrays.setAll(difference, cell -> shown[cell] - estimate[cell]);
        double[] correction = new CoarseFill(landscape, difference).fill();
        for (int cell = 0; cell < shown.length; cell++) {
            if (!landscape.isEvaluated(cell)) {
                double most = MOST_CORRECTION * Math.abs(estimate[cell]);
                double sum = estimate[cell] + Math.max(-most, Math.min(most, correction[cell]));
                shown[cell] = Double.isFinite(sum) ? sum : estimate[cell];
            }
        }
        return shown;
    }

    private double[] fill() {
        int[] nearest = null;
        for (int iy = 0; iy < ny; iy++) {
            for (int ix = 0; ix < nx; ix++) {
                int cell = iy * nx + ix;
                if (landscape.isEvaluated(cell) || interpolated(ix, iy)) {
                    continue;
                }
                if (nearest == null) {
                    nearest = nearestEvaluated();
                }
                shown[cell] = losses[nearest[cell]];
            }
        }
        return shown;
    }

    private boolean interpolated(int ix, int iy) {
        int largest = Math.max(nx, ny) - 1;
        for (int stride = 2; stride < 2 * largest; stride *= 2) {
            int x0 = lower(ix, stride, landscape.grid().alpha());
            int x1 = upper(ix, x0, stride, landscape.grid().alpha());
            int y0 = lower(iy, stride, landscape.grid().beta());
            int y1 = upper(iy, y0, stride, landscape.grid().beta());
            if (landscape.isEvaluated(y0 * nx + x0)
                    && landscape.isEvaluated(y0 * nx + x1)
                    && landscape.isEvaluated(y1 * nx + x0)
                    && landscape.isEvaluated(y1 * nx + x1)) {
                shown[iy * nx + ix] = bilinear(ix, iy, x0, x1, y0, y1);
                return true;
            }
        }
        return false;
    }

    /** Returns the last index of the lattice that is not above an index. */
    private static int lower(int index, int stride, Axis axis) {
        int anchor = CoarseToFine.anchor(axis, stride);
        if (index == axis.count() - 1) {
            return index;
        }
        return index < anchor ? 0 : anchor + (index - anchor) / stride * stride;
    }

    /** Returns the first index of the lattice that is not below an index, given the last one that is not above it. */
    private static int upper(int index, int lower, int stride, Axis axis) {
        if (index == lower) {
            return index;
        }
        int anchor = CoarseToFine.anchor(axis, stride);
        return Math.min(lower < anchor ? anchor : lower + stride, axis.count() - 1);
    }

    private double bilinear(int ix, int iy, int x0, int x1, int y0, int y1) {
        double right = x1 == x0 ? 0 : (double) (ix - x0) / (x1 - x0);
        double up = y1 == y0 ? 0 : (double) (iy - y0) / (y1 - y0);
        double bottom = losses[y0 * nx + x0] * (1 - right) + losses[y0 * nx + x1] * right;
        double top = losses[y1 * nx + x0] * (1 - right) + losses[y1 * nx + x1] * right;
        double value = bottom * (1 - up) + top * up;
        return Double.isFinite(value) ? value : losses[(up < 0.5 ? y0 : y1) * nx + (right < 0.5 ? x0 : x1)];
    }

    /** Returns for each cell the evaluated cell from which a breadth-first search from all of them reaches it. */
    private int[] nearestEvaluated() {
        int[] source = new int[nx * ny];
        Arrays.fill(source, NONE);
        int[] queue = new int[nx * ny];
        int end = 0;
        for (int cell = 0; cell < source.length; cell++) {
            if (landscape.isEvaluated(cell)) {
                source[cell] = cell;
                queue[end++] = cell;
            }
        }
        for (int next = 0; next < end; next++) {
            int ix = queue[next] % nx;
            int iy = queue[next] / nx;
            for (int y = Math.max(0, iy - 1); y <= Math.min(ny - 1, iy + 1); y++) {
                for (int x = Math.max(0, ix - 1); x <= Math.min(nx - 1, ix + 1); x++) {
                    if (source[y * nx + x] == NONE) {
                        source[y * nx + x] = source[queue[next]];
                        queue[end++] = y * nx + x;
                    }
                }
            }
        }
        return source;
    }
}
