package io.orograph.ui.surface;

import io.orograph.plot.ColorMap;
import io.orograph.plot.Overlay;
import io.orograph.plot.PatchRaster;
import io.orograph.plot.Patches;
import io.orograph.plot.Pen;
import io.orograph.plot.Picture;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.PlotStyle;
import io.orograph.plot.Rect;
import io.orograph.plot.SurfacePlot;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.display.FieldImages;
import io.orograph.ui.display.FxPen;
import io.orograph.ui.task.LatestWork;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.stage.Window;

/**
 * The surface drawn by the processor, for displays without 3-D: the plot that a figure has, at the place of the 3-D scene.
 * While it moves, each frame is drawn at once, with plain edges; when it has come to rest, one with smooth edges is made in
 * the background and takes its place.
 */
final class SurfaceCanvas implements SurfacePicture {

    /** The samples a side of a pixel with smooth edges. */
    private static final int SMOOTH = 3;
    /** The samples a side of a pixel in an enlarged picture, whose lines are many pixels wide. */
    private static final int SMOOTH_ENLARGED = 2;

    private final Canvas canvas = new Canvas(1, 1);
    /** The work on smooth edges; null for a picture that is drawn once. */
    private final LatestWork<Rough, Smooth> smoothing;

    private ColorMap map;
    private boolean dark;
    private SurfaceGeometry geometry;
    private Crosshair crosshair;
    private Overlay overlay = Overlay.NONE;
    private boolean axes = true;
    private boolean smooth = true;
    private Shot shown;
    private Rough rough;
    private PlaneLook look;
    private SurfacePlot plot;
    private boolean shownSmooth;
    private FieldImages images;

    /** All that the pixels of the surface follow from. */
    private record Shot(
            SurfaceGeometry geometry, PlotStyle style, ColorMap map, Projection projection, double density) {

        boolean showsSame(Shot other) {
            return other != null
                    && geometry == other.geometry
                    && style.equals(other.style)
                    && map == other.map
                    && density == other.density
                    && projection.showsSame(other.projection);
        }

        Rect area() {
            return new Rect(0, 0, projection.width(), projection.height());
        }

        SurfacePlot plot(PlaneLook look) {
            return SurfacePlot.placed(style, geometry.data(), look, projection.seen(), area());
        }

        int samples() {
            return projection.scale() < 2 ? SMOOTH : SMOOTH_ENLARGED;
        }
    }

    /** A surface to be drawn with smooth edges. */
    private record Rough(Shot shot, Patches patches) {

        Picture picture(int samples) {
            return PatchRaster.picture(patches, shot.area(), shot.density(), samples);
        }

        Smooth smooth() {
            return new Smooth(this, picture(shot.samples()));
        }
    }

    /** A finished picture and what it is of. */
    private record Smooth(Rough of, Picture picture) {}

    /** Makes a canvas for a picture that is drawn once: smooth at once, however long it takes. */
    SurfaceCanvas() {
        smoothing = null;
    }

    /**
     * Makes a surface canvas.
     *
     * @param background makes pictures with smooth edges
     * @param publisher brings them to the JavaFX application thread
     */
    SurfaceCanvas(Executor background, Executor publisher) {
        smoothing = new LatestWork<>(background, publisher, Rough::smooth, this::publish);
    }

    @Override
    public Node node() {
        return canvas;
    }

    @Override
    public void colors(ColorMap wantedMap, boolean wantedDark) {
        map = wantedMap;
        dark = wantedDark;
    }

    @Override
    public void show(SurfaceGeometry wanted) {
        geometry = wanted;
    }

    @Override
    public void antialias(boolean wanted) {
        smooth = wanted;
    }

    @Override
    public void showAxes(boolean wanted) {
        axes = wanted;
    }

    @Override
    public void showCrosshair(Crosshair point) {
        crosshair = point;
    }

    @Override
    public void showOverlay(Overlay wanted) {
        overlay = wanted;
    }

    @Override
    public void look(Projection seen) {
        SurfacePane.Appearance appearance = new SurfacePane.Appearance(map, dark, axes, crosshair, overlay);
        PlaneLook wantedLook = appearance.look(geometry);
        Shot wanted = new Shot(geometry, appearance.style(seen.scale()), map, seen, density());
        if (!wanted.showsSame(shown)) {
            shown = wanted;
            plot = wanted.plot(wantedLook);
            rough = new Rough(wanted, plot.patches());
            shownSmooth = smoothing == null;
            show(rough.picture(shownSmooth ? wanted.samples() : 1));
        } else if (!wantedLook.equals(look)) {
            plot = plot.with(wantedLook);
        }
        look = wantedLook;
        draw();
        if (smooth && !shownSmooth) {
            smoothing.request(rough);
        }
    }

    private double density() {
        Window window = canvas.getScene() == null ? null : canvas.getScene().getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }

    private void publish(Smooth made) {
        if (made.of() == rough && smooth) {
            shownSmooth = true;
            show(made.picture());
            draw();
        }
    }

    private void show(Picture surface) {
        images = new FieldImages(shown.density());
        images.put(rough.patches(), surface);
    }

    private void draw() {
        Projection projection = shown.projection();
        canvas.setWidth(projection.width());
        canvas.setHeight(projection.height());
        GraphicsContext graphics = canvas.getGraphicsContext2D();
        graphics.setFill(FxPen.color(shown.style().theme().ground()));
        graphics.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        draw(new FxPen(graphics, images));
    }

    /** Draws what is shown. */
    void draw(Pen pen) {
        SurfacePlot.Pointed pointed =
                crosshair == null ? null : new SurfacePlot.Pointed(crosshair.alpha(), crosshair.beta());
        plot.draw(pen, pointed);
        FlatOverlay.legend(pen, look, shown.style(), shown.projection());
    }
}
