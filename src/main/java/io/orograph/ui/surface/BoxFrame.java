package io.orograph.ui.surface;

import io.orograph.plot.Tick;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import javafx.geometry.Point3D;

/**
 * The floor and the four walls of the box as strips: lines at the ticks and edges around. A wall is to be drawn only
 * while the viewer looks at its inner side.
 *
 * @param walls in the order of {@link Wall}
 */
record BoxFrame(MeshArrays floorGrid, MeshArrays floorEdges, List<Strips> walls) {

    /** Half the width of a grid line, in pixels of an ordinary screen. */
    private static final double GRID_HALF_WIDTH = 0.6;

    private static final double EDGE_HALF_WIDTH = 0.8;

    record Strips(MeshArrays grid, MeshArrays edges) {}

    /** The sides of the box, by the end of the axis they stand at. */
    enum Wall {
        ALPHA_FROM,
        ALPHA_TO,
        BETA_FROM,
        BETA_TO;

        /** Returns whether a viewer at a point sees the side that faces the surface. */
        boolean facesInwards(Point3D eye, SurfaceBox box) {
            return switch (this) {
                case ALPHA_FROM -> eye.getX() > -box.halfX();
                case ALPHA_TO -> eye.getX() < box.halfX();
                case BETA_FROM -> eye.getZ() > -box.halfZ();
                case BETA_TO -> eye.getZ() < box.halfZ();
            };
        }
    }

    /**
     * Makes the frame of a surface.
     *
     * @param pixel the size of a pixel in the box's units, for the width of lines
     */
    static BoxFrame of(SurfaceGeometry geometry, double pixel) {
        double gridHalf = GRID_HALF_WIDTH * pixel;
        double edgeHalf = EDGE_HALF_WIDTH * pixel;
        SurfaceBox box = geometry.box();
        double[] xs = places(SurfaceGeometry.ticks(box.grid().alpha()), tick -> box.x(tick));
        double[] zs = places(SurfaceGeometry.ticks(box.grid().beta()), tick -> box.z(tick));
        double[] ys =
                places(geometry.lossTicks(), tick -> box.y(geometry.scale().share(tick)));
        List<Strips> walls = new ArrayList<>();
        for (Wall wall : Wall.values()) {
            boolean acrossX = wall == Wall.ALPHA_FROM || wall == Wall.ALPHA_TO;
            double sign = wall == Wall.ALPHA_TO || wall == Wall.BETA_TO ? 1 : -1;
            walls.add(wall(box, acrossX, sign, acrossX ? zs : xs, ys, gridHalf, edgeHalf));
        }
        return new BoxFrame(floorGrid(box, xs, zs, gridHalf), floorEdges(box, edgeHalf), walls);
    }

    private static double[] places(List<Tick> ticks, DoubleUnaryOperator place) {
        return ticks.stream().mapToDouble(Tick::value).map(place).toArray();
    }

    private static MeshArrays floorGrid(SurfaceBox box, double[] xs, double[] zs, double half) {
        Ribbons ribbons = new Ribbons();
        for (double x : xs) {
            floorLine(ribbons, x, -box.halfZ(), x, box.halfZ(), half, -0.04);
        }
        for (double z : zs) {
            floorLine(ribbons, -box.halfX(), z, box.halfX(), z, half, -0.04);
        }
        return ribbons.strip();
    }

    private static MeshArrays floorEdges(SurfaceBox box, double half) {
        Ribbons ribbons = new Ribbons();
        for (double sign : new double[] {-1, 1}) {
            double x = sign * box.halfX();
            double z = sign * box.halfZ();
            floorLine(ribbons, x, -box.halfZ(), x, box.halfZ(), half, -0.08);
            floorLine(ribbons, -box.halfX(), z, box.halfX(), z, half, -0.08);
        }
        return ribbons.strip();
    }

    /** Adds a line on the floor, lifted a little above it. */
    static void floorLine(Ribbons ribbons, double x0, double z0, double x1, double z1, double half, double y) {
        double length = Math.hypot(x1 - x0, z1 - z0);
        double sideX = -(z1 - z0) / length * half;
        double sideZ = (x1 - x0) / length * half;
        ribbons.begin();
        ribbons.vertex(x0, y, z0, sideX, 0, sideZ, 0, -1, 0, 0.5f);
        ribbons.vertex(x1, y, z1, sideX, 0, sideZ, 0, -1, 0, 0.5f);
    }

    private static Strips wall(
            SurfaceBox box,
            boolean acrossX,
            double sign,
            double[] along,
            double[] heights,
            double gridHalf,
            double edgeHalf) {
        Ribbons grid = new Ribbons();
        double half = acrossX ? box.halfZ() : box.halfX();
        double at = sign * (acrossX ? box.halfX() : box.halfZ());
        for (double place : along) {
            wallLine(grid, acrossX, at, place, 0, place, box.top(), gridHalf);
        }
        for (double y : heights) {
            wallLine(grid, acrossX, at, -half, y, half, y, gridHalf);
        }
        Ribbons edges = new Ribbons();
        wallLine(edges, acrossX, at, -half, 0, -half, box.top(), edgeHalf);
        wallLine(edges, acrossX, at, half, 0, half, box.top(), edgeHalf);
        wallLine(edges, acrossX, at, -half, box.top(), half, box.top(), edgeHalf);
        return new Strips(grid.strip(), edges.strip());
    }

    private static void wallLine(
            Ribbons ribbons, boolean acrossX, double at, double s0, double y0, double s1, double y1, double half) {
        boolean upright = s0 == s1;
        double side = upright ? half : 0;
        double sideY = upright ? 0 : half;
        ribbons.begin();
        wallVertex(ribbons, acrossX, at, s0, y0, side, sideY);
        wallVertex(ribbons, acrossX, at, s1, y1, side, sideY);
    }

    private static void wallVertex(
            Ribbons ribbons, boolean acrossX, double at, double s, double y, double side, double sideY) {
        double inwards = -Math.signum(at);
        if (acrossX) {
            ribbons.vertex(at, y, s, 0, sideY, side, inwards, 0, 0, 0.5f);
        } else {
            ribbons.vertex(s, y, at, side, sideY, 0, 0, 0, inwards, 0.5f);
        }
    }
}
