package io.orograph.ui.display;

import io.orograph.landscape.Grid;

/**
 * A point of the plane that a person points at, in the coordinates of the grid's axes.
 *
 * @param alpha along the first direction
 * @param beta along the second direction
 */
public record Crosshair(double alpha, double beta) {

    /** Returns the index of the grid's cell nearest to this point, kept inside the grid. */
    public int nearestCell(Grid grid) {
        return grid.index(grid.alpha().nearest(alpha), grid.beta().nearest(beta));
    }
}
