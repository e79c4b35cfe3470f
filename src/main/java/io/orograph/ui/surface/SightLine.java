package io.orograph.ui.surface;

import io.orograph.ui.display.Crosshair;
import javafx.geometry.Point3D;

/**
 * Follows a line of sight to the surface: what is under the mouse. The search walks along the line
 * in steps of half a cell and halves the step in which the line goes under the surface.
 */
final class SightLine {

    private static final int BISECTIONS = 24;

    private final SurfaceGeometry geometry;
    private final Point3D start;
    private final Point3D way;

    private SightLine(SurfaceGeometry geometry, Point3D start, Point3D way) {
        this.geometry = geometry;
        this.start = start;
        this.way = way;
    }

    /** Returns the point of the surface seen at a pixel of the view; null if none is. */
    static Crosshair pick(SurfaceGeometry geometry, Projection projection, double screenX, double screenY) {
        Point3D eye = projection.eye();
        Point3D far = projection.unproject(screenX, screenY, 2 * projection.distance());
        SightLine line = new SightLine(geometry, eye, far.subtract(eye));
        double share = line.firstHit();
        if (Double.isNaN(share)) {
            return null;
        }
        Point3D hit = line.at(share);
        return new Crosshair(geometry.box().alpha(hit.getX()), geometry.box().beta(hit.getZ()));
    }

    private Point3D at(double share) {
        return start.add(way.multiply(share));
    }

    /** Returns the share of the way at which the line first crosses the surface; NaN if it does not. */
    private double firstHit() {
        SurfaceBox box = geometry.box();
        double[] inside = {0, 1};
        clip(inside, start.getX(), way.getX(), -box.halfX(), box.halfX());
        clip(inside, start.getY(), way.getY(), box.top(), 0);
        clip(inside, start.getZ(), way.getZ(), -box.halfZ(), box.halfZ());
        if (!(inside[0] < inside[1])) {
            return Double.NaN;
        }
        int steps = 2
                * (geometry.landscape().grid().nx()
                        + geometry.landscape().grid().ny());
        double before = inside[0];
        double gapBefore = gap(before);
        for (int i = 1; i <= steps; i++) {
            double now = inside[0] + (inside[1] - inside[0]) * i / steps;
            double gapNow = gap(now);
            if (gapBefore * gapNow <= 0) {
                return bisect(before, now, gapBefore);
            }
            before = now;
            gapBefore = gapNow;
        }
        return Double.NaN;
    }

    private double bisect(double from, double to, double gapFrom) {
        double low = from;
        double high = to;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (gap(middle) * gapFrom > 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** Returns how far the line is above the surface (negative) or under it there; NaN over a hole. */
    private double gap(double share) {
        Point3D point = at(share);
        SurfaceBox box = geometry.box();
        double x = Math.max(-box.halfX(), Math.min(box.halfX(), point.getX()));
        double z = Math.max(-box.halfZ(), Math.min(box.halfZ(), point.getZ()));
        return point.getY() - geometry.surfaceY(x, z);
    }

    private static void clip(double[] inside, double start, double way, double low, double high) {
        if (way == 0) {
            if (start < low || start > high) {
                inside[1] = inside[0];
            }
            return;
        }
        double a = (low - start) / way;
        double b = (high - start) / way;
        inside[0] = Math.max(inside[0], Math.min(a, b));
        inside[1] = Math.min(inside[1], Math.max(a, b));
    }
}
