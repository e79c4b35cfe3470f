package io.orograph.ui.surface;

import javafx.geometry.Point2D;
import javafx.geometry.Point3D;

/**
 * Where points of the box appear in a view of a given size: the arithmetic of a JavaFX {@code PerspectiveCamera} with
 * a vertical field of view, behind a turntable. The 3-D scene, the labels over it and the canvas drawing all place
 * things by it.
 */
final class Projection {

    /** Degrees from the upper to the lower edge of the view: small, so that parallels stay nearly parallel. */
    static final double FIELD_OF_VIEW = 24;

    private static final double FLAT_MARGIN = 14;

    private final Orbit orbit;
    private final SurfaceBox box;
    private final double width;
    private final double height;
    private final double focal;
    private final double distance;
    private final double sinAzimuth;
    private final double cosAzimuth;
    private final double sinElevation;
    private final double cosElevation;

    /**
     * @param scale pixels of the picture to a pixel of an ordinary screen: the room kept for labels grows with it
     */
    Projection(Orbit orbit, SurfaceBox box, double width, double height, double scale) {
        this.orbit = orbit;
        this.box = box;
        this.width = Math.max(1, width);
        this.height = Math.max(1, height);
        this.focal = this.height / 2 / Math.tan(Math.toRadians(FIELD_OF_VIEW / 2));
        double azimuth = Math.toRadians(orbit.azimuth());
        double elevation = Math.toRadians(orbit.elevation());
        this.sinAzimuth = Math.sin(azimuth);
        this.cosAzimuth = Math.cos(azimuth);
        this.sinElevation = Math.sin(elevation);
        this.cosElevation = Math.cos(elevation);
        ViewPreset usual = ViewPreset.PERSPECTIVE;
        this.distance =
                fittingDistance(usual.azimuth(), usual.elevation(), box, this.width, this.height, scale) / orbit.zoom();
    }

    /** The place from which a preset shows the whole box, as large as the view allows. */
    static Orbit fitted(ViewPreset preset, SurfaceBox box, double width, double height) {
        ViewPreset usual = ViewPreset.PERSPECTIVE;
        double reference = fittingDistance(usual.azimuth(), usual.elevation(), box, width, height, 1);
        double wanted = fittingDistance(preset.azimuth(), preset.elevation(), box, width, height, 1);
        return new Orbit(preset.azimuth(), preset.elevation(), reference / wanted, 0, 0);
    }

    private static double fittingDistance(
            double azimuth, double elevation, SurfaceBox box, double width, double height, double scale) {
        double focal = height / 2 / Math.tan(Math.toRadians(FIELD_OF_VIEW / 2));
        double halfWidth = usable(width, 74 * scale, scale);
        double halfHeight = usable(height, 46 * scale, scale);
        double sinA = Math.sin(Math.toRadians(azimuth));
        double cosA = Math.cos(Math.toRadians(azimuth));
        double sinE = Math.sin(Math.toRadians(elevation));
        double cosE = Math.cos(Math.toRadians(elevation));
        double distance = 0;
        for (Point3D corner : box.corners()) {
            double y = corner.getY() - box.middleY();
            double x = corner.getX() * cosA - corner.getZ() * sinA;
            double away = corner.getX() * sinA + corner.getZ() * cosA;
            double down = y * cosE - away * sinE;
            double depth = y * sinE + away * cosE;
            distance = Math.max(distance, focal * Math.abs(x) / halfWidth - depth);
            distance = Math.max(distance, focal * Math.abs(down) / halfHeight - depth);
        }
        return distance;
    }

    private static double usable(double size, double margin, double scale) {
        double kept = Math.min(margin, size * 0.2);
        return Math.max(size / 2 - kept, Math.min(size / 2, FLAT_MARGIN * scale));
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

    /** How far the camera is from the plane through the box's middle, in the box's units. */
    double distance() {
        return distance;
    }

    /** How many pixels a unit of the box takes at the depth of its middle. */
    double pixelsPerUnit() {
        return focal / distance;
    }

    /** How far a point is from the camera along its line of view; negative behind it. */
    double depth(double x, double y, double z) {
        return distance + (y - box.middleY()) * sinElevation + away(x, z) * cosElevation;
    }

    double screenX(double x, double y, double z) {
        return width / 2 + focal * (x * cosAzimuth - z * sinAzimuth - orbit.panX()) / depth(x, y, z);
    }

    double screenY(double x, double y, double z) {
        double down = (y - box.middleY()) * cosElevation - away(x, z) * sinElevation;
        return height / 2 + focal * (down - orbit.panY()) / depth(x, y, z);
    }

    Point2D screen(Point3D point) {
        return new Point2D(
                screenX(point.getX(), point.getY(), point.getZ()), screenY(point.getX(), point.getY(), point.getZ()));
    }

    /** The point at a depth that is seen at a pixel: the inverse of {@link #screen}. */
    Point3D unproject(double screenX, double screenY, double depth) {
        double right = (screenX - width / 2) * depth / focal + orbit.panX();
        double down = (screenY - height / 2) * depth / focal + orbit.panY();
        double forth = depth - distance;
        double away = forth * cosElevation - down * sinElevation;
        return new Point3D(
                right * cosAzimuth + away * sinAzimuth,
                box.middleY() + down * cosElevation + forth * sinElevation,
                -right * sinAzimuth + away * cosAzimuth);
    }

    /**
     * How light a side with a normal of length 1 appears, as a factor on its colour: ambient light, and two lights
     * that come along with the viewer, from the upper left and from the right.
     */
    double light(double normalX, double normalY, double normalZ) {
        double right = normalX * cosAzimuth - normalZ * sinAzimuth;
        double down = normalY * cosElevation - away(normalX, normalZ) * sinElevation;
        double forth = normalY * sinElevation + away(normalX, normalZ) * cosElevation;
        double light = SurfaceLight.AMBIENT;
        for (SurfaceLight lamp : SurfaceLight.values()) {
            Point3D ray = lamp.direction().normalize();
            double facing = -(ray.getX() * right + ray.getY() * down + ray.getZ() * forth);
            light += lamp.strength() * Math.max(0, facing);
        }
        return light;
    }

    private double away(double x, double z) {
        return x * sinAzimuth + z * cosAzimuth;
    }

    /** Where the viewer stands, in the box's units. */
    Point3D eye() {
        double back = distance * cosElevation + orbit.panY() * sinElevation;
        return new Point3D(
                orbit.panX() * cosAzimuth - back * sinAzimuth,
                box.middleY() + orbit.panY() * cosElevation - distance * sinElevation,
                -orbit.panX() * sinAzimuth - back * cosAzimuth);
    }
}
