package io.orograph.ui.surface;

import io.orograph.landscape.Grid;
import io.orograph.plot.BoxShape;
import java.util.List;
import javafx.geometry.Point3D;

/**
 * The box that the surface stands in, in units of a hundredth of its longer side: x along α, z along β, y downwards
 * as everywhere in JavaFX. The floor is at y = 0; the lowest loss lies a gap above it, so that the contour lines on
 * the floor stay visible. A height is given as a share: 0 at the lowest level shown, 1 at the highest.
 */
record SurfaceBox(Grid grid, double halfX, double halfZ, double height, double gap) {

    static final double LONGER_SIDE = 100;

    /**
     * Makes the box over a grid.
     *
     * @param verticalScale height as a multiple of the usual one
     */
    static SurfaceBox of(Grid grid, double verticalScale) {
        BoxShape shape = BoxShape.of(grid, verticalScale);
        return new SurfaceBox(
                grid,
                LONGER_SIDE * shape.sideU() / 2,
                LONGER_SIDE * shape.sideV() / 2,
                LONGER_SIDE * shape.height(),
                LONGER_SIDE * shape.gap());
    }

    /** Returns the same proportions as plots have them. */
    BoxShape shape() {
        return new BoxShape(2 * halfX / LONGER_SIDE, 2 * halfZ / LONGER_SIDE, height / LONGER_SIDE, gap / LONGER_SIDE);
    }

    double x(double alpha) {
        return halfX * (2 * share(alpha, grid.alpha().from(), grid.alpha().to()) - 1);
    }

    double z(double beta) {
        return halfZ * (2 * share(beta, grid.beta().from(), grid.beta().to()) - 1);
    }

    double y(double share) {
        return -gap - share * height;
    }

    double alpha(double x) {
        return between(grid.alpha().from(), grid.alpha().to(), x / halfX / 2 + 0.5);
    }

    double beta(double z) {
        return between(grid.beta().from(), grid.beta().to(), z / halfZ / 2 + 0.5);
    }

    /** Returns the y of the box's upper side. */
    double top() {
        return -gap - height;
    }

    /** Returns the y of the box's middle, around which the view turns. */
    double middleY() {
        return top() / 2;
    }

    List<Point3D> corners() {
        return List.of(
                new Point3D(-halfX, 0, -halfZ),
                new Point3D(halfX, 0, -halfZ),
                new Point3D(-halfX, 0, halfZ),
                new Point3D(halfX, 0, halfZ),
                new Point3D(-halfX, top(), -halfZ),
                new Point3D(halfX, top(), -halfZ),
                new Point3D(-halfX, top(), halfZ),
                new Point3D(halfX, top(), halfZ));
    }

    private static double share(double value, double from, double to) {
        return (value - from) / (to - from);
    }

    private static double between(double from, double to, double share) {
        return from * (1 - share) + to * share;
    }
}
