package io.orograph.ui.surface;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Point3D;

/**
 * The place of the camera such that the box fills a view but for the room that labels need: more to the left and below,
 * where the axes are labelled.
 *
 * @param distance from the box's middle, in the box's units
 * @param panX how far the camera is to the right of the box's middle
 * @param panY how far it is below
 */
record Framing(double distance, double panX, double panY) {

    private static final double LEFT = 58;
    private static final double RIGHT = 26;
    private static final double TOP = 14;
    private static final double BOTTOM = 46;
    /** The share of the size to which the labels' room is cut in a small view. */
    private static final double LARGEST_SHARE = 0.16;
    /** Each round moves the box to the middle and then fits it; the error shrinks tenfold a round. */
    private static final int ROUNDS = 8;

    private static final int RIM = 48;

    /** Frames the box for one direction of view: the box itself fills the view. */
    static Framing of(ViewPreset preset, SurfaceBox box, double width, double height, double scale) {
        List<Point3D> corners = box.corners().stream()
                .map(corner -> seen(corner, box, preset.azimuth(), preset.elevation()))
                .toList();
        return of(preset.elevation(), corners, box, width, height, scale);
    }

    /**
     * Frames the box for all directions at an elevation: the cylinder around the box fills the view, so that nothing is cut off and
     * nothing swells while the box turns.
     */
    static Framing ofTurning(double elevation, SurfaceBox box, double width, double height, double scale) {
        double radius = Math.hypot(box.halfX(), box.halfZ());
        List<Point3D> rim = new ArrayList<>();
        for (int i = 0; i < RIM; i++) {
            double angle = 2 * Math.PI * i / RIM;
            double x = radius * Math.cos(angle);
            double z = radius * Math.sin(angle);
            rim.add(seen(new Point3D(x, 0, z), box, 0, elevation));
            rim.add(seen(new Point3D(x, box.top(), z), box, 0, elevation));
        }
        return of(elevation, rim, box, width, height, scale);
    }

    /** Returns the width beyond which a view of a height shows the box no larger, in pixels of an ordinary screen. */
    static double usefulWidth(double elevation, SurfaceBox box, double height) {
        double radius = Math.hypot(box.halfX(), box.halfZ());
        Framing framing = ofTurning(elevation, box, 2 * height, height, 1);
        double farthest = framing.distance() * Math.cos(Math.asin(radius / framing.distance()));
        return 2 * Projection.focal(height, elevation) * radius / farthest + LEFT + RIGHT;
    }

    private static Framing of(
            double elevation, List<Point3D> corners, SurfaceBox box, double width, double height, double scale) {
        double left = Math.min(LEFT * scale, LARGEST_SHARE * width);
        double right = Math.min(RIGHT * scale, LARGEST_SHARE * width);
        double top = Math.min(TOP * scale, LARGEST_SHARE * height);
        double bottom = Math.min(BOTTOM * scale, LARGEST_SHARE * height);
        double focal = Projection.focal(height, elevation);
        double halfWidth = (width - left - right) / 2 / focal;
        double halfHeight = (height - top - bottom) / 2 / focal;
        double middleX = (left - right) / 2 / focal;
        double middleY = (top - bottom) / 2 / focal;
        Framing framing = new Framing(10 * (box.halfX() + box.halfZ() - box.top()), 0, 0);
        for (int round = 0; round < ROUNDS; round++) {
            Framing centered = framing.centered(corners, middleX, middleY);
            framing = centered.fitted(corners, halfWidth, halfHeight, middleX, middleY);
        }
        return framing;
    }

    /** Returns a point as it is seen around the box's middle: to the right, down, and away from the viewer. */
    private static Point3D seen(Point3D corner, SurfaceBox box, double azimuthDegrees, double elevationDegrees) {
        Point3D point = corner.subtract(0, box.middleY(), 0);
        double azimuth = Math.toRadians(azimuthDegrees);
        double elevation = Math.toRadians(elevationDegrees);
        double right = point.getX() * Math.cos(azimuth) - point.getZ() * Math.sin(azimuth);
        double away = point.getX() * Math.sin(azimuth) + point.getZ() * Math.cos(azimuth);
        return new Point3D(
                right,
                point.getY() * Math.cos(elevation) - away * Math.sin(elevation),
                point.getY() * Math.sin(elevation) + away * Math.cos(elevation));
    }

    private Framing centered(List<Point3D> corners, double middleX, double middleY) {
        double[] x = corners.stream().mapToDouble(this::tangentX).sorted().toArray();
        double[] y = corners.stream().mapToDouble(this::tangentY).sorted().toArray();
        double offX = (x[0] + x[x.length - 1]) / 2 - middleX;
        double offY = (y[0] + y[y.length - 1]) / 2 - middleY;
        return new Framing(distance, panX + offX * distance, panY + offY * distance);
    }

    private Framing fitted(List<Point3D> corners, double halfWidth, double halfHeight, double middleX, double middleY) {
        double needed = 0;
        for (Point3D corner : corners) {
            double x = corner.getX() - panX;
            double y = corner.getY() - panY;
            double wide = x >= middleX * distance ? x / (halfWidth + middleX) : -x / (halfWidth - middleX);
            double high = y >= middleY * distance ? y / (halfHeight + middleY) : -y / (halfHeight - middleY);
            needed = Math.max(needed, Math.max(wide, high) - corner.getZ());
        }
        return new Framing(needed, panX, panY);
    }

    private double tangentX(Point3D corner) {
        return (corner.getX() - panX) / (corner.getZ() + distance);
    }

    private double tangentY(Point3D corner) {
        return (corner.getY() - panY) / (corner.getZ() + distance);
    }
}
