package io.orograph.ui.surface;

import java.util.DoubleSummaryStatistics;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;

/**
 * The projection of points of the box onto a view of a given size: the arithmetic of a JavaFX {@code PerspectiveCamera}
 * with a vertical field of view, behind a turntable. From straight above the view is a map: without perspective, without
 * shading. The 3-D scene, the labels over it and the canvas drawing all place
 * things by it.
 */
final class Projection {

    /** Degrees from the upper to the lower edge of the view: small, so that parallels stay nearly parallel. */
    private static final double FIELD_OF_VIEW = 24;

    /** The same from straight above: so small that the view is a map, where no point leans away from the middle. */
    private static final double FIELD_OF_MAP = 0.1;

    /** Degrees above the floor from which on the view goes over into a map. */
    private static final double TOWARDS_MAP = 72;

    private final Orbit orbit;
    private final SurfaceBox box;
    private final double width;
    private final double height;
    private final double focal;
    private final double distance;
    private final double panX;
    private final double panY;
    private final double scale;
    private final double sinAzimuth;
    private final double cosAzimuth;
    private final double sinElevation;
    private final double cosElevation;

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
        this.focal = focal(this.height, orbit.elevation());
        double azimuth = Math.toRadians(orbit.azimuth());
        double elevation = Math.toRadians(orbit.elevation());
        this.sinAzimuth = Math.sin(azimuth);
        this.cosAzimuth = Math.cos(azimuth);
        this.sinElevation = Math.sin(elevation);
        this.cosElevation = Math.cos(elevation);
        Framing framing = Framing.ofTurning(orbit.elevation(), box, this.width, this.height, scale);
        this.distance = framing.distance() / orbit.zoom();
        this.panX = framing.panX() + orbit.panX();
        this.panY = framing.panY() + orbit.panY();
        this.scale = scale;
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
        return new Orbit(
                preset.azimuth(),
                preset.elevation(),
                usual.distance() / wanted.distance(),
                wanted.panX() - usual.panX(),
                wanted.panY() - usual.panY());
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

    /** Returns how far the camera is to the right of the box's middle, in the box's units. */
    double panX() {
        return panX;
    }

    /** Returns how far the camera is below the box's middle, in the box's units. */
    double panY() {
        return panY;
    }

    /** Returns how many pixels of the picture a pixel of an ordinary screen takes. */
    double scale() {
        return scale;
    }

    /** Returns how far the camera is from the plane through the box's middle, in the box's units. */
    double distance() {
        return distance;
    }

    /** Returns how many pixels a unit of the box takes at the depth of its middle. */
    double pixelsPerUnit() {
        return focal / distance;
    }

    /** Returns how far a point is from the camera along its line of view; negative behind it. */
    double depth(double x, double y, double z) {
        return distance + (y - box.middleY()) * sinElevation + away(x, z) * cosElevation;
    }

    double screenX(double x, double y, double z) {
        return width / 2 + focal * (x * cosAzimuth - z * sinAzimuth - panX) / depth(x, y, z);
    }

    double screenY(double x, double y, double z) {
        double down = (y - box.middleY()) * cosElevation - away(x, z) * sinElevation;
        return height / 2 + focal * (down - panY) / depth(x, y, z);
    }

    Point2D screen(Point3D point) {
        return new Point2D(
                screenX(point.getX(), point.getY(), point.getZ()), screenY(point.getX(), point.getY(), point.getZ()));
    }

    /** Returns the rectangle around the box. */
    Bounds bounds() {
        DoubleSummaryStatistics x = new DoubleSummaryStatistics();
        DoubleSummaryStatistics y = new DoubleSummaryStatistics();
        for (Point3D corner : box.corners()) {
            Point2D at = screen(corner);
            x.accept(at.getX());
            y.accept(at.getY());
        }
        return new BoundingBox(x.getMin(), y.getMin(), x.getMax() - x.getMin(), y.getMax() - y.getMin());
    }

    /** Returns the point at a depth that is seen at a pixel: the inverse of {@link #screen}. */
    Point3D unproject(double screenX, double screenY, double depth) {
        double right = (screenX - width / 2) * depth / focal + panX;
        double down = (screenY - height / 2) * depth / focal + panY;
        double forth = depth - distance;
        double away = forth * cosElevation - down * sinElevation;
        return new Point3D(
                right * cosAzimuth + away * sinAzimuth,
                box.middleY() + down * cosElevation + forth * sinElevation,
                -right * sinAzimuth + away * cosAzimuth);
    }

    /**
     * Returns how light a side with a normal of length 1 appears, as a factor on its colour: ambient light, and two lights
     * that come along with the viewer, from the upper left and from the right; 1 on a map.
     */
    double light(double normalX, double normalY, double normalZ) {
        double right = normalX * cosAzimuth - normalZ * sinAzimuth;
        double down = normalY * cosElevation - away(normalX, normalZ) * sinElevation;
        double forth = normalY * sinElevation + away(normalX, normalZ) * cosElevation;
        double light = SurfaceLight.AMBIENT;
        for (SurfaceLight lamp : SurfaceLight.values()) {
            Point3D ray = lamp.direction();
            double facing = -(ray.getX() * right + ray.getY() * down + ray.getZ() * forth);
            light += lamp.strength() * Math.max(0, facing);
        }
        return 1 + shading() * (light - 1);
    }

    static double focal(double height, double elevation) {
        return height / 2 / Math.tan(Math.toRadians(fieldOfView(elevation) / 2));
    }

    /** Returns the degrees from the upper to the lower edge of a view from an elevation. */
    static double fieldOfView(double elevation) {
        return FIELD_OF_VIEW * Math.pow(FIELD_OF_MAP / FIELD_OF_VIEW, towardsMap(elevation));
    }

    /** Returns how far the view from an elevation is a map, 0 to 1. */
    private static double towardsMap(double elevation) {
        return Math.max(0, (elevation - TOWARDS_MAP) / (90 - TOWARDS_MAP));
    }

    /** Returns how much of the shading is seen, 0 to 1: none from straight above, where colour alone says the loss. */
    double shading() {
        return 1 - towardsMap(orbit.elevation());
    }

    private double away(double x, double z) {
        return x * sinAzimuth + z * cosAzimuth;
    }

    /** Returns where the viewer stands, in the box's units. */
    Point3D eye() {
        double back = distance * cosElevation + panY * sinElevation;
        return new Point3D(
                panX * cosAzimuth - back * sinAzimuth,
                box.middleY() + panY * cosElevation - distance * sinElevation,
                -panX * sinAzimuth - back * cosAzimuth);
    }
}
