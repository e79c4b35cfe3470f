package io.orograph.ui.surface;

import io.orograph.figure.Overlay;
import io.orograph.figure.OverlayPoints;
import io.orograph.landscape.Grid;
import io.orograph.ui.display.OverlayPen;
import java.util.List;
import javafx.geometry.Point3D;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.PhongMaterial;

/**
 * The lines of an overlay in the 3-D scene, lifted onto the surface. Each is two strips that cross, one in the surface
 * and one upright on it, so that it is seen from every side; a broader one beneath is the rim. They keep their width on
 * the screen, so they are made anew when the surface, the lines or the size of a pixel change, and only then.
 */
final class OverlayLines {

    /** How far above the surface a line runs: between cells the mesh and the interpolated loss differ a little. */
    static final double LIFT = 0.6;

    private static final double RIM_LIFT = 0.35;
    private static final double PIXEL_TOLERANCE = 0.12;

    private final StripMesh rims = new StripMesh();
    private final StripMesh bodies = new StripMesh();
    private final PhongMaterial material = new PhongMaterial();
    private final Group node = new Group(rims.view(), bodies.view());
    private Overlay overlay = Overlay.NONE;
    private SurfaceGeometry placedOn;
    private double placedPixel;

    OverlayLines() {
        rims.view().setMaterial(material);
        bodies.view().setMaterial(material);
        node.setVisible(false);
    }

    Node node() {
        return node;
    }

    void show(Overlay wanted) {
        boolean sameLines = wanted.lines().equals(overlay.lines());
        overlay = wanted;
        if (sameLines) {
            return;
        }
        placedOn = null;
        node.setVisible(!wanted.lines().isEmpty());
        if (node.isVisible()) {
            material.setDiffuseMap(palette(wanted.lines()));
        }
    }

    /** A colour and its rim for each line, side by side. */
    private static WritableImage palette(List<Overlay.Line> lines) {
        WritableImage image = new WritableImage(2 * lines.size(), 1);
        for (int i = 0; i < lines.size(); i++) {
            int argb = lines.get(i).argb();
            image.getPixelWriter().setArgb(2 * i, 0, 0xff000000 | argb);
            image.getPixelWriter().setArgb(2 * i + 1, 0, 0xff000000 | Overlay.rim(argb));
        }
        return image;
    }

    /** Lays the lines on a surface; nothing is done if it is as before. */
    void place(SurfaceGeometry geometry, double pixel) {
        boolean same = geometry == placedOn && Math.abs(Math.log(pixel / placedPixel)) < PIXEL_TOLERANCE;
        if (same || overlay.lines().isEmpty()) {
            return;
        }
        placedOn = geometry;
        placedPixel = pixel;
        Ribbons rim = new Ribbons();
        Ribbons body = new Ribbons();
        int count = overlay.lines().size();
        for (int i = 0; i < count; i++) {
            Overlay.Line line = OverlayPoints.refined(
                    overlay.lines().get(i), geometry.landscape().grid());
            float u = (2 * i + 0.5f) / (2 * count);
            new Strip(geometry, line, false, pixel).addTo(rim, OverlayPen.RIM, RIM_LIFT, u + 0.5f / count);
            new Strip(geometry, line, false, pixel).addTo(body, 0, LIFT, u);
            new Strip(geometry, line, true, pixel).addTo(body, 0, LIFT, u);
        }
        bodies.set(body.strip());
        rims.set(rim.strip());
    }

    /** One strip of a line. */
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
                double half = pixel * (OverlayPen.LINE_WIDTH / 2 * line.width(i) + rim);
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
            Grid grid = geometry.landscape().grid();
            int cell = grid.index(
                    grid.alpha().nearest(line.alpha()[i]), grid.beta().nearest(line.beta()[i]));
            float[] normals = geometry.mesh().normals();
            return new Point3D(normals[3 * cell], normals[3 * cell + 1], normals[3 * cell + 2]);
        }

        /** Across the line, in the surface or upright on it. */
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
