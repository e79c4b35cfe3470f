package io.orograph.ui.surface;

import io.orograph.plot.Overlay;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.paint.PhongMaterial;

/**
 * The lines of an overlay in the 3-D scene. They keep their width on the screen, so they are made anew when the surface,
 * the lines or the size of a pixel change, and only then.
 */
final class OverlayLines {

    private static final double PIXEL_TOLERANCE = 0.12;

    private final StripMesh rims = new StripMesh();
    private final StripMesh bodies = new StripMesh();
    private final StripMesh dots = new StripMesh();
    private final PhongMaterial material = new PhongMaterial();
    private final Group node = new Group(rims.view(), bodies.view(), dots.view());
    private Overlay overlay = Overlay.NONE;
    private SurfaceGeometry placedOn;
    private double placedPixel;

    OverlayLines() {
        rims.view().setMaterial(material);
        bodies.view().setMaterial(material);
        dots.view().setMaterial(material);
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
            material.setDiffuseMap(SurfaceScene.image(OverlayStrips.palette(wanted)));
        }
    }

    /** Lays the lines on a surface; nothing is done if it is as before. */
    void place(SurfaceGeometry geometry, double pixel) {
        boolean same = geometry == placedOn && Math.abs(Math.log(pixel / placedPixel)) < PIXEL_TOLERANCE;
        if (same || overlay.lines().isEmpty()) {
            return;
        }
        placedOn = geometry;
        placedPixel = pixel;
        OverlayStrips strips = OverlayStrips.of(overlay, geometry, pixel);
        bodies.set(strips.bodies());
        rims.set(strips.rims());
        dots.set(strips.dots());
    }
}
