package io.orograph.ui.surface;

import io.orograph.plot.ColorMap;
import io.orograph.plot.Overlay;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.PlotParts;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Theme;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.DisplaySettings;
import java.util.concurrent.Executor;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.scene.layout.Pane;

/** A surface with its labels: what a view shows, and what a picture for a file is taken of. */
final class SurfacePane extends Pane {

    /**
     * The appearance of a surface: all that is to be shown besides the landscape and the place to look from.
     *
     * @param crosshair null for none
     */
    record Appearance(ColorMap colorMap, boolean dark, boolean axes, Crosshair crosshair, Overlay overlay) {

        static Appearance of(DisplaySettings settings) {
            return new Appearance(
                    settings.colorMapProperty().get(),
                    settings.darkProperty().get(),
                    settings.showAxesProperty().get(),
                    settings.crosshairProperty().get(),
                    settings.overlays().shownProperty().get());
        }

        /** Returns the look of a plot of it. */
        PlaneLook look(SurfaceGeometry geometry) {
            PlotParts parts = new PlotParts(geometry.options().contours(), axes, false, true, false);
            return PlaneLook.of(colorMap).with(overlay).with(parts);
        }

        /**
         * Returns the style of a plot of it.
         *
         * @param scale pixels of the picture to a pixel of an ordinary screen
         */
        PlotStyle style(double scale) {
            return PlotStyle.screen(Theme.of(dark)).scaled(scale);
        }

        Appearance withDark(boolean wanted) {
            return new Appearance(colorMap, wanted, axes, crosshair, overlay);
        }
    }

    private final SurfacePicture picture;
    private final FlatOverlay flat = new FlatOverlay();
    private final boolean solid;
    private SurfaceGeometry shown;
    private Appearance appearance;

    /**
     * Makes a pane.
     *
     * @param solid whether the picture is a 3-D scene, over which texts and marks are drawn flat
     */
    private SurfacePane(SurfacePicture picture, boolean solid) {
        this.picture = picture;
        this.solid = solid;
        getChildren().add(picture.node());
        if (solid) {
            getChildren().add(flat.node());
        }
        setManaged(false);
        setMouseTransparent(true);
    }

    /**
     * Makes the pane of a view.
     *
     * @param solid whether to draw with the 3-D pipeline; else on a canvas
     * @param background for a canvas, what takes too long for a frame
     * @param publisher brings its results to the JavaFX application thread
     */
    static SurfacePane moving(boolean solid, Executor background, Executor publisher) {
        return new SurfacePane(solid ? new SurfaceScene() : new SurfaceCanvas(background, publisher), solid);
    }

    /** Makes the pane of a picture of its own, which is drawn once. */
    static SurfacePane still(boolean solid) {
        return new SurfacePane(solid ? new SurfaceScene() : new SurfaceCanvas(), solid);
    }

    static boolean isSolidSupported() {
        return Platform.isSupported(ConditionalFeature.SCENE3D);
    }

    SurfacePicture picture() {
        return picture;
    }

    /** Returns what lies flat over the 3-D scene. */
    FlatOverlay flat() {
        return flat;
    }

    /**
     * Draws the surface anew; what is the same object as before costs nothing.
     *
     * @param scale pixels of the picture to a pixel of an ordinary screen
     */
    Projection draw(
            SurfaceGeometry geometry, Orbit orbit, Appearance wanted, double width, double height, double scale) {
        boolean recolor =
                appearance == null || appearance.colorMap() != wanted.colorMap() || appearance.dark() != wanted.dark();
        if (recolor) {
            picture.colors(wanted.colorMap(), wanted.dark());
        }
        if (appearance == null || appearance.axes() != wanted.axes()) {
            picture.showAxes(wanted.axes());
        }
        if (geometry != shown) {
            picture.show(geometry);
        }
        if (appearance == null || geometry != shown || appearance.crosshair() != wanted.crosshair()) {
            picture.showCrosshair(wanted.crosshair());
        }
        if (appearance == null || appearance.overlay() != wanted.overlay()) {
            picture.showOverlay(wanted.overlay());
        }
        shown = geometry;
        appearance = wanted;
        Projection projection = new Projection(orbit, geometry.box(), width, height, scale);
        picture.look(projection);
        if (solid) {
            flat.draw(geometry, projection, wanted.look(geometry), wanted.style(scale));
        }
        return projection;
    }
}
