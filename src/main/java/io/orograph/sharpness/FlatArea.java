package io.orograph.sharpness;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;

/**
 * The share of the plane's rectangle on which the loss stays low: where L ≤ L(θ₀) + tolerance. Each cell stands for the
 * area around it, half of it at a border (the trapezoidal rule). Cells that are not finite are not low. The share is
 * known once every cell is evaluated: a share of those that are leans to where the evaluation has come first.
 */
public final class FlatArea {

    private FlatArea() {}

    /**
     * Returns the share of the rectangle on which the loss is low.
     *
     * @param tolerance how much more than at θ₀ still counts as low, in units of the loss
     * @return 0 to 1; NaN while a cell is not evaluated, if θ₀ is no cell, or if its loss is not finite
     */
    public static double share(Landscape landscape, double tolerance) {
        double limit = landscape.centerLoss() + tolerance;
        if (!landscape.isComplete() || !Double.isFinite(landscape.centerLoss()) || Double.isNaN(limit)) {
            return Double.NaN;
        }
        Grid grid = landscape.grid();
        double low = 0;
        double all = 0;
        for (int iy = 0; iy < grid.ny(); iy++) {
            for (int ix = 0; ix < grid.nx(); ix++) {
                double area = part(ix, grid.nx()) * part(iy, grid.ny());
                double loss = landscape.loss(ix, iy);
                all += area;
                low += Double.isFinite(loss) && loss <= limit ? area : 0;
            }
        }
        return low / all;
    }

    private static double part(int index, int count) {
        return index == 0 || index == count - 1 ? 0.5 : 1;
    }
}
