package io.orograph.ui.surface;

import io.orograph.plot.BoxProjection;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;

/**
 * How the box appears in a view of a given size: a {@link BoxProjection} in the units of the 3-D scene, whose camera stands
 * where it says. The scene, the labels over it and what is drawn without it all place things by it.
 */
final class Projection {

    private final Orbit orbit;
    private final SurfaceBox box;
    private final double width;
    private final double height;
    private final double scale;
    private final BoxProjection seen;

    /**
     * Makes a projection.
     *
     * @param scale pixels of the picture to a pixel of an ordinary screen: the room kept for labels grows with it
     */
    Projection(Orbit orbit, SurfaceBox box, double width, double height, double scale) {
        this.orbit = orbit;
        this.box = box;
        this.width = Math.max(1, width);
        this.height = Math.max(1, height);
        this.scale = scale;
        Framing framing = Framing.ofTurning(orbit.elevation(), box, this.width, this.height, scale);
        this.seen = new BoxProjection(orbit.view(1), box.shape())
                .aside(orbit.panX() / SurfaceBox.LONGER_SIDE, orbit.panY() / SurfaceBox.LONGER_SIDE)
                .placed(framing.size() * orbit.zoom(), framing.middleX(), framing.middleY());
    }

    /** Returns the place from which a preset shows the whole box, as large as the view allows. */
    static Orbit fitted(ViewPreset preset, SurfaceBox box, double width, double height) {
        if (preset == ViewPreset.PERSPECTIVE) {
            return Orbit.START;
        }
        double shownWidth = Math.max(1, width);
        double shownHeight = Math.max(1, height);
        Framing usual = Framing.ofTurning(preset.elevation(), box, shownWidth, shownHeight, 1);
        Framing wanted = Framing.of(preset, box, shownWidth, shownHeight, 1);
        double pixelsPerUnit = wanted.size() / SurfaceBox.LONGER_SIDE;
        return new Orbit(
                preset.azimuth(),
                preset.elevation(),
                wanted.size() / usual.size(),
                (usual.middleX() - wanted.middleX()) / pixelsPerUnit,
                (usual.middleY() - wanted.middleY()) / pixelsPerUnit);
    }

    /** Returns whether another projection puts every point where this one does. */
    boolean showsSame(Projection other) {
        return orbit.equals(other.orbit)
                && box.equals(other.box)
                && width == other.width
                && height == other.height
                && scale == other.scale;
    }

    double width() {
        return width;
    }

    double height() {
        return height;
    }

    Orbit orbit() {
        return orbit;
    }

    SurfaceBox box() {
        return box;
    }

    /** Returns the same as plots are drawn by it. */
    BoxProjection seen() {
        return seen;
    }

    /** Returns how many pixels of the picture a pixel of an ordinary screen takes. */
    double scale() {
        return scale;
    }

    /** Returns how far the camera is from the plane through the box's middle, in the box's units. */
    double distance() {
        return SurfaceBox.LONGER_SIDE * seen.distance();
    }

    /** Returns how many pixels a unit of the box takes at the depth of its middle. */
    double pixelsPerUnit() {
        return seen.size() / SurfaceBox.LONGER_SIDE;
    }

    /** Returns where the camera's line of view meets the view. */
    double middleX() {
        return seen.middleX();
    }

    /** Returns the same downwards. */
    double middleY() {
        return seen.middleY();
    }

    /** Returns how wide a scene must be to cover the view with the camera's line of view in its own middle. */
    double sceneWidth() {
        return width + 2 * Math.abs(middleX() - width / 2);
    }

    double sceneHeight() {
        return height + 2 * Math.abs(middleY() - height / 2);
    }

    /** Returns the degrees from the upper to the lower edge of such a scene. */
    double fieldOfView() {
        return 2 * Math.toDegrees(Math.atan(sceneHeight() / 2 / (seen.size() * seen.distance())));
    }

    /** Returns how far a point is from the camera along its line of view; negative behind it. */
    double depth(double x, double y, double z) {
        return SurfaceBox.LONGER_SIDE * seen.depth(u(x), v(z), w(y));
    }

    double screenX(double x, double y, double z) {
        return seen.x(u(x), v(z), w(y));
    }

    double screenY(double x, double y, double z) {
        return seen.y(u(x), v(z), w(y));
    }

    private double u(double x) {
        return 0.5 + x / (2 * box.halfX());
    }

    private double v(double z) {
        return 0.5 + z / (2 * box.halfZ());
    }

    private double w(double y) {
        return y / box.top();
    }

    private Point3D inScene(double[] point) {
        return new Point3D(
                (point[0] - 0.5) * 2 * box.halfX(), point[2] * box.top(), (point[1] - 0.5) * 2 * box.halfZ());
    }

    Point2D screen(Point3D point) {
        return new Point2D(
                screenX(point.getX(), point.getY(), point.getZ()), screenY(point.getX(), point.getY(), point.getZ()));
    }

    /** Returns the rectangle around the box. */
    Bounds bounds() {
        double[] bounds = seen.bounds();
        return new BoundingBox(bounds[0], bounds[1], bounds[2] - bounds[0], bounds[3] - bounds[1]);
    }

    /** Returns the point at a depth that is seen at a pixel: the inverse of {@link #screen}. */
    Point3D unproject(double screenX, double screenY, double depth) {
        return inScene(seen.unproject(screenX, screenY, depth / SurfaceBox.LONGER_SIDE));
    }

    /** Returns how much of the shading is seen, 0 to 1: none from straight above, where colour alone says the loss. */
    double shading() {
        return seen.shading();
    }

    /** Returns where the viewer stands, in the box's units. */
    Point3D eye() {
        return inScene(seen.camera());
    }
}
