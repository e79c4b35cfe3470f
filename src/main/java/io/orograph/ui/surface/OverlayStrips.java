package io.orograph.ui.surface;

import io.orograph.plot.Overlay;
import io.orograph.plot.OverlayDrawing;
import io.orograph.plot.OverlayPoints;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Rgb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.geometry.Point3D;

/**
 * The lines of an overlay as strips lifted onto the surface. Each is two strips that cross, one in the surface and one
 * upright on it, so that it is seen from every side; a broader one beneath is the rim. The points of a dotted line are
 * balls. Pure arithmetic.
 */
record OverlayStrips(MeshArrays rims, MeshArrays bodies, MeshArrays dots) {

    /** In pixels of an ordinary screen, as on the heatmap. */
    private static final double DOT_RADIUS = OverlayDrawing.DOT_RADIUS * PlotStyle.SCREEN_UNIT;

    private static final double LINE_WIDTH = OverlayDrawing.LINE_WIDTH * PlotStyle.SCREEN_UNIT;

    /** The distance of a line above the surface: between cells the mesh and the interpolated loss differ a little. */
    static final double LIFT = 0.6;

    private static final double RIM_LIFT = 0.35;

    /**
     * Makes the strips of an overlay.
     *
     * @param pixel the size of a pixel in the box's units, for the width of lines
     */
    static OverlayStrips of(Overlay overlay, SurfaceGeometry geometry, double pixel) {
        Ribbons rim = new Ribbons();
        Ribbons body = new Ribbons();
        List<Point3D> dots = new ArrayList<>();
        List<Float> dotColors = new ArrayList<>();
        int count = overlay.lines().size();
        for (int i = 0; i < count; i++) {
            Overlay.Line line = OverlayPoints.refined(
                    overlay.lines().get(i), geometry.landscape().grid());
            float u = (2 * i + 0.5f) / (2 * count);
            new Strip(geometry, line, false, pixel)
                    .addTo(rim, OverlayDrawing.RIM / 2 * PlotStyle.SCREEN_UNIT, RIM_LIFT, u + 0.5f / count);
            new Strip(geometry, line, false, pixel).addTo(body, 0, LIFT, u);
            new Strip(geometry, line, true, pixel).addTo(body, 0, LIFT, u);
            List<Point3D> places = dots(overlay.lines().get(i), geometry, pixel);
            dots.addAll(places);
            dotColors.addAll(Collections.nCopies(places.size(), u + 0.5f / count));
        }
        float[] colors = new float[dots.size()];
        for (int i = 0; i < colors.length; i++) {
            colors[i] = dotColors.get(i);
        }
        return new OverlayStrips(rim.strip(), body.strip(), Spheres.at(dots, colors, pixel * DOT_RADIUS));
    }

    /**
     * Returns where the dots of a line are: on it, but where there is no room beside the one before, seen from above, so that they
     * stay the same while only heights change.
     */
    private static List<Point3D> dots(Overlay.Line line, SurfaceGeometry geometry, double pixel) {
        List<Point3D> places = new ArrayList<>();
        Point3D before = null;
        double room = pixel * DOT_RADIUS * OverlayDrawing.DOT_DISTANCE;
        for (int i = 0; line.dotted() && i < line.size(); i++) {
            Point3D foot = geometry.surfacePoint(line.alpha()[i], line.beta()[i]);
            if (foot != null && (before == null || levelDistance(before, foot) >= room)) {
                places.add(foot.add(
                        geometry.normal(line.alpha()[i], line.beta()[i]).multiply(LIFT)));
                before = foot;
            }
        }
        return places;
    }

    private static double levelDistance(Point3D a, Point3D b) {
        return Math.hypot(a.getX() - b.getX(), a.getZ() - b.getZ());
    }

    /** Returns the palette of the lines: for each its colour and that of its rim, side by side. */
    static int[] palette(Overlay overlay) {
        List<Overlay.Line> lines = overlay.lines();
        int[] colors = new int[2 * lines.size()];
        for (int i = 0; i < lines.size(); i++) {
            int argb = lines.get(i).argb();
            colors[2 * i] = 0xff000000 | argb;
            colors[2 * i + 1] = 0xff000000 | new Rgb(argb).rim().argb();
        }
        return colors;
    }

    /** A strip of a line. */
    private record Strip(SurfaceGeometry geometry, Overlay.Line line, boolean upright, double pixel) {

        void addTo(Ribbons ribbons, double rim, double lift, float u) {
            ribbons.begin();
            for (int i = 0; i < line.size(); i++) {
                Point3D at = point(i);
                if (at == null) {
                    ribbons.begin();
                    continue;
                }
                Point3D normal = normal(i);
                double half = pixel * (LINE_WIDTH / 2 * line.width(i) + rim);
                Point3D side = side(i, at, normal).multiply(half);
                Point3D lifted = at.add(normal.multiply(lift));
                ribbons.vertex(
                        lifted.getX(),
                        lifted.getY(),
                        lifted.getZ(),
                        side.getX(),
                        side.getY(),
                        side.getZ(),
                        normal.getX(),
                        normal.getY(),
                        normal.getZ(),
                        u);
            }
        }

        private Point3D point(int i) {
            return geometry.surfacePoint(line.alpha()[i], line.beta()[i]);
        }

        private Point3D normal(int i) {
            return geometry.normal(line.alpha()[i], line.beta()[i]);
        }

        /** Returns the direction across the line, in the surface or upright on it. */
        private Point3D side(int i, Point3D at, Point3D normal) {
            if (upright) {
                return normal;
            }
            Point3D before = i == 0 ? at : orHere(point(i - 1), at);
            Point3D after = i == line.size() - 1 ? at : orHere(point(i + 1), at);
            Point3D across = after.subtract(before).crossProduct(normal);
            return across.magnitude() == 0 ? normal : across.normalize();
        }

        private static Point3D orHere(Point3D neighbour, Point3D here) {
            return neighbour == null ? here : neighbour;
        }
    }
}
