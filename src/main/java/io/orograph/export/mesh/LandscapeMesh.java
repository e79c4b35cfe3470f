package io.orograph.export.mesh;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plane.PlanePath;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LossScale;
import io.orograph.provenance.Provenance;
import java.util.Arrays;

/**
 * A landscape as points and squares in a box whose base is the unit square: u runs along α, v along β, w upwards from 0 to
 * {@link #HEIGHT}, by the scale that a figure of it would have. Cells that are not evaluated, or have no place on the
 * scale, are no points, and squares beside them are missing: holes, never invented heights.
 */
public final class LandscapeMesh {

    /** The height of the box over the side of its base. */
    public static final double HEIGHT = 0.5;

    private final Landscape landscape;
    private final Provenance provenance;
    private final LossScale scale;
    private final double[] shares;
    private final int[] squares;

    /**
     * Makes a mesh on the scale that {@linkplain LossScale#automatic(Landscape) fits} the landscape.
     *
     * @param provenance of the landscape with what was found since
     */
    public LandscapeMesh(Landscape landscape, Provenance provenance) {
        this.landscape = landscape;
        this.provenance = provenance;
        this.scale = LossScale.automatic(landscape);
        this.shares = shares(landscape, scale);
        this.squares = squares(landscape.grid(), shares);
    }

    private static double[] shares(Landscape landscape, LossScale scale) {
        double[] shares = new double[landscape.grid().cells()];
        Arrays.setAll(shares, cell -> landscape.isEvaluated(cell) ? scale.share(landscape.loss(cell)) : Double.NaN);
        return shares;
    }

    private static int[] squares(Grid grid, double[] shares) {
        int[] corners = new int[4 * (grid.nx() - 1) * (grid.ny() - 1)];
        int count = 0;
        for (int iy = 0; iy + 1 < grid.ny(); iy++) {
            for (int ix = 0; ix + 1 < grid.nx(); ix++) {
                int cell = grid.index(ix, iy);
                int[] square = {cell, cell + 1, cell + grid.nx() + 1, cell + grid.nx()};
                if (Arrays.stream(square).noneMatch(corner -> Double.isNaN(shares[corner]))) {
                    System.arraycopy(square, 0, corners, count, 4);
                    count += 4;
                }
            }
        }
        return Arrays.copyOf(corners, count);
    }

    /** Returns what it is of. */
    public Landscape landscape() {
        return landscape;
    }

    /** Returns where it comes from. */
    public Provenance provenance() {
        return provenance;
    }

    /** Returns the scale of its heights and colours. */
    public LossScale scale() {
        return scale;
    }

    /** Returns the cells at the corners of each square, four a square, counterclockwise seen from above. */
    public int[] squares() {
        return squares.clone();
    }

    /** Tells whether a cell is a point of the surface, if perhaps of no square. */
    public boolean isPoint(int cell) {
        return !Double.isNaN(shares[cell]);
    }

    /** Returns the share of the scale at a cell, 0 to 1; NaN if it is no point. */
    public double share(int cell) {
        return shares[cell];
    }

    /** Returns (u, v, w) of a cell; w is NaN if it is no point. */
    public double[] place(int cell) {
        Grid grid = landscape.grid();
        return new double[] {
            along(grid.alpha(), grid.alpha().value(cell % grid.nx())),
            along(grid.beta(), grid.beta().value(cell / grid.nx())),
            HEIGHT * shares[cell]
        };
    }

    /** Returns (u, v, w) of a point of a path, on the surface under it; w is NaN where its loss has no place on the scale. */
    public double[] place(PlanePath.Point point) {
        return new double[] {
            along(landscape.grid().alpha(), point.place().alpha()),
            along(landscape.grid().beta(), point.place().beta()),
            HEIGHT * scale.share(point.planeLoss().loss())
        };
    }

    private static double along(Axis axis, double value) {
        return (value - axis.from()) / (axis.to() - axis.from());
    }

    /** Returns the colour of a share in the map that figures have where nobody chooses one, as 0xAARRGGBB. */
    public static int color(double share) {
        return ColorMap.standard().argb(share);
    }
}
