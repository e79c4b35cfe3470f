package io.orograph.ui.surface;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LossScale;
import io.orograph.plot.Tick;
import io.orograph.plot.Ticks;
import java.util.Arrays;
import java.util.List;
import javafx.geometry.Point3D;

/**
 * Everything that is drawn of a landscape, as numbers: a pure function of the landscape and {@link Options}, made on
 * any thread.
 *
 * @param data what is shown, on its scale
 * @param box that it stands in
 * @param mesh the surface
 * @param options that it was made by
 * @param wire a sparse net of grid lines on the surface
 * @param contours lines of equal loss on the floor
 */
record SurfaceGeometry(
        LandscapeData data, SurfaceBox box, HeightMesh mesh, Options options, MeshArrays wire, MeshArrays contours) {

    /** The height of the pin's head at θ₀ above the surface. */
    static final double PIN_HEIGHT = 9;

    private static final int WIRES = 20;
    private static final int LOSS_TICKS = 5;
    private static final int PLANE_TICKS = 5;

    /**
     * The options by which a landscape is drawn.
     *
     * @param clipPercentile of the losses, where heights and colours end; 100 clips nothing
     * @param pixel the size of a pixel in the box's units, for the width of lines
     * @param fixed the scale to draw on, whatever the losses are; null for that of the landscape
     * @param vertices the most along a side of the mesh; a grid with more cells is shown by a choice of them
     */
    record Options(
            boolean logarithmic,
            double verticalScale,
            double clipPercentile,
            boolean contours,
            double pixel,
            LossScale fixed,
            int vertices) {

        private LossScale scale(Landscape landscape) {
            return fixed == null ? ownScale(landscape) : fixed;
        }

        private LossScale ownScale(Landscape landscape) {
            LossScale whole = LossScale.of(landscape, logarithmic);
            return clipPercentile < 100 ? whole.clippedAtPercentile(landscape, clipPercentile) : whole;
        }

        /** Returns these options for a picture of another size, with a vertex for every cell. */
        Options forPicture(double otherPixel) {
            return new Options(
                    logarithmic, verticalScale, clipPercentile, contours, otherPixel, fixed, Integer.MAX_VALUE);
        }
    }

    /**
     * The numbers that are drawn.
     *
     * @param heights whose surface it is
     * @param colors what its colours show; null, or over another grid as for a moment between two landscapes, for the same
     */
    record Shown(Landscape heights, Landscape colors) {

        private LandscapeData data(Options options) {
            LandscapeData colored = colors == null || !colors.grid().equals(heights.grid())
                    ? null
                    : new LandscapeData(colors, options.ownScale(colors));
            return new LandscapeData(heights, options.scale(heights), colored);
        }
    }

    /** Makes the geometry of a landscape in the colours of its heights. */
    static SurfaceGeometry of(Landscape landscape, Options options, SurfaceGeometry previous) {
        return of(new Shown(landscape, null), options, previous);
    }

    /**
     * Makes the geometry of a landscape.
     *
     * @param previous what was drawn last or null: what has not changed is taken over from it
     */
    static SurfaceGeometry of(Shown shown, Options options, SurfaceGeometry previous) {
        return of(shown.data(options), options, previous);
    }

    private static SurfaceGeometry of(LandscapeData data, Options options, SurfaceGeometry previous) {
        Landscape landscape = data.landscape();
        SurfaceBox box = SurfaceBox.of(landscape.grid(), options.verticalScale());
        HeightMesh mesh = HeightMesh.of(
                new HeightMesh.Shares(data.heights(), data.colors().heights()),
                landscape.pending(),
                box,
                options.vertices(),
                previous == null ? null : previous.mesh);
        MeshArrays contours = options.contours()
                ? SurfaceLines.contours(box, data.contours(), data.scale(), options.pixel())
                : MeshArrays.EMPTY;
        MeshArrays wire = SurfaceLines.wire(mesh, WIRES, options.pixel());
        return new SurfaceGeometry(data, box, mesh, options, wire, contours);
    }

    Landscape landscape() {
        return data.landscape();
    }

    /** Returns the way from losses to shares. */
    LossScale scale() {
        return data.scale();
    }

    /** Returns heights over the grid's cells as shares of the box's height; NaN is a hole. */
    double[] shares() {
        return data.heights();
    }

    /** Returns this geometry for a picture of its own: with lines for its size of pixel, and with all of the cells. */
    SurfaceGeometry forPicture(double pixel) {
        Options wanted = options.forPicture(pixel);
        return wanted.equals(options) ? this : of(data, wanted, this);
    }

    List<Tick> lossTicks() {
        return scale().isEmpty() ? List.of() : scale().ticks(LOSS_TICKS);
    }

    static List<Tick> ticks(Axis axis) {
        return Ticks.linear(axis.from(), axis.to(), PLANE_TICKS);
    }

    boolean isEmpty() {
        return mesh.faces().length == 0 && mesh.faint().length == 0;
    }

    /** Returns where the head of the pin at θ₀ is; null if the surface is not there. */
    Point3D pin() {
        Point3D foot = surfacePoint(0, 0);
        return foot == null ? null : foot.subtract(0, PIN_HEIGHT, 0);
    }

    /**
     * Returns the point of the surface over (α, β), bilinear in its cell; null outside of the grid and in holes.
     */
    Point3D surfacePoint(double alpha, double beta) {
        Grid grid = landscape().grid();
        double column = grid.alpha().position(alpha);
        double row = grid.beta().position(beta);
        if (!(column >= 0 && column <= grid.nx() - 1 && row >= 0 && row <= grid.ny() - 1)) {
            return null;
        }
        int ix = Math.min((int) column, grid.nx() - 2);
        int iy = Math.min((int) row, grid.ny() - 2);
        double share = bilinear(grid.index(ix, iy), column - ix, row - iy);
        return Double.isFinite(share) ? new Point3D(box.x(alpha), box.y(share), box.z(beta)) : null;
    }

    /** Returns the direction away from the surface over (α, β), of length 1: that of the mesh's nearest vertex. */
    Point3D normal(double alpha, double beta) {
        Grid grid = landscape().grid();
        int column = nearest(mesh.columns(), grid.alpha().nearest(alpha));
        int row = nearest(mesh.rows(), grid.beta().nearest(beta));
        int at = 3 * (row * mesh.columns().length + column);
        return new Point3D(mesh.normals()[at], mesh.normals()[at + 1], mesh.normals()[at + 2]);
    }

    private static int nearest(int[] ascending, int wanted) {
        int at = Arrays.binarySearch(ascending, wanted);
        if (at >= 0) {
            return at;
        }
        int after = Math.min(ascending.length - 1, -at - 1);
        int before = Math.max(0, after - 1);
        return ascending[after] - wanted < wanted - ascending[before] ? after : before;
    }

    /** Returns the y of the surface over a place of the floor; NaN outside of the grid and in holes. */
    double surfaceY(double x, double z) {
        Point3D point = surfacePoint(box.alpha(x), box.beta(z));
        return point == null ? Double.NaN : point.getY();
    }

    /** Interpolates the share in a cell; corners with no weight do not count: a value beside a hole is still a value. */
    private double bilinear(int cell, double right, double up) {
        int above = cell + landscape().grid().nx();
        return weighted((1 - right) * (1 - up), shares()[cell])
                + weighted(right * (1 - up), shares()[cell + 1])
                + weighted((1 - right) * up, shares()[above])
                + weighted(right * up, shares()[above + 1]);
    }

    private static double weighted(double weight, double share) {
        return weight == 0 ? 0 : weight * share;
    }
}
