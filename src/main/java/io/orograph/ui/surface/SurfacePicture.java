package io.orograph.ui.surface;

import io.orograph.plot.ColorMap;
import io.orograph.plot.Overlay;
import io.orograph.ui.display.Crosshair;
import javafx.scene.Node;

/** Something that draws a surface: told what to show and from where, in any order. */
interface SurfacePicture {

    Node node();

    void colors(ColorMap map, boolean dark);

    void show(SurfaceGeometry geometry);

    void showAxes(boolean shown);

    /** Sets whether edges are smooth, which takes longer. */
    void antialias(boolean wanted);

    /**
     * Shows the crosshair.
     *
     * @param point null for none
     */
    void showCrosshair(Crosshair point);

    /** Sets what lies on the surface. */
    void showOverlay(Overlay overlay);

    /** Draws, or lets JavaFX draw, what was told, in the projection's size. Called last. */
    void look(Projection projection);
}
