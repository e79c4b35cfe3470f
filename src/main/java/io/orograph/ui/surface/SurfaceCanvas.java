package io.orograph.ui.surface;

import io.orograph.plot.ColorMap;
import io.orograph.plot.Overlay;
import io.orograph.plot.OverlayDrawing;
import io.orograph.ui.display.Crosshair;
import io.orograph.ui.task.LatestWork;
import java.util.concurrent.Executor;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.stage.Window;

/**
 * The surface drawn by the processor, for displays without 3-D: the same place, perspective and light as the 3-D
 * scene. While it moves, each frame is drawn at once, with plain edges; when it has come to rest, one with smooth edges
 * is made in the background and takes its place.
 */
final class SurfaceCanvas implements SurfacePicture {

    /** The samples a side of a pixel with smooth edges. */
    private static final int SMOOTH = 3;
    /** The samples a side of a pixel in an enlarged picture, whose lines are many pixels wide. */
    private static final int SMOOTH_ENLARGED = 2;

    private static final double PIN_RADIUS = 1.7;
    private static final double CROSSHAIR_RADIUS = 1.3;
    private static final double RING = 1.3;

    private final Canvas canvas = new Canvas(1, 1);
    /** The work on smooth edges; null for a picture that is drawn once. */
    private final LatestWork<SurfaceShot, Smooth> smoothing;

    private final ShotImage image = new ShotImage();
    private ColorMap map;
    private SurfaceTheme theme;
    private int[] palette;
    private int[] faintColors;
    private int[] wireColors;
    private int[] lineColors;
    private SurfaceGeometry geometry;
    private Crosshair crosshair;
    private Overlay overlay = Overlay.NONE;
    private boolean axes = true;
    private boolean smooth = true;
    private SurfaceShot shown;
    private boolean shownSmooth;

    /** A finished picture and what it is of. */
    private record Smooth(SurfaceShot shot, int[] pixels) {}

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
        smoothing = new LatestWork<>(background, publisher, SurfaceCanvas::smooth, this::publish);
    }

    private static Smooth smooth(SurfaceShot shot) {
        int[] pixels = new int[shot.width() * shot.height()];
        shot.paint(samples(shot), pixels);
        return new Smooth(shot, pixels);
    }

    private static int samples(SurfaceShot shot) {
        return shot.projection().scale() < 2 ? SMOOTH : SMOOTH_ENLARGED;
    }

    @Override
    public Node node() {
        return canvas;
    }

    @Override
    public void colors(ColorMap wantedMap, SurfaceTheme wanted) {
        if (map != wantedMap || theme != wanted) {
            map = wantedMap;
            theme = wanted;
            palette = map.table();
            faintColors = SurfaceTheme.faintColors(map);
            wireColors = SurfaceTheme.wireColors(map);
            lineColors = wanted.lineColors(map);
        }
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
        SurfaceShot wanted = new SurfaceShot(
                geometry, seen, theme, palette, faintColors, wireColors, lineColors, overlay, axes, density());
        if (shown == null || !wanted.showsSame(shown)) {
            shown = wanted;
            shownSmooth = smoothing == null;
            wanted.paint(shownSmooth ? samples(wanted) : 1, image.next(wanted.width(), wanted.height()));
            image.written();
        }
        draw();
        if (smooth && !shownSmooth) {
            smoothing.request(shown);
        }
    }

    private double density() {
        Window window = canvas.getScene() == null ? null : canvas.getScene().getWindow();
        return window == null ? 1 : Math.max(1, window.getRenderScaleX());
    }

    private void publish(Smooth made) {
        if (made.shot() == shown && smooth) {
            System.arraycopy(made.pixels(), 0, image.next(shown.width(), shown.height()), 0, made.pixels().length);
            image.written();
            shownSmooth = true;
            draw();
        }
    }

    private void draw() {
        Projection projection = shown.projection();
        canvas.setWidth(projection.width());
        canvas.setHeight(projection.height());
        GraphicsContext pen = canvas.getGraphicsContext2D();
        pen.drawImage(image.image(), 0, 0, shown.width() / shown.density(), shown.height() / shown.density());
        drawMarkers(pen, projection);
    }

    private void drawMarkers(GraphicsContext pen, Projection projection) {
        Point3D pin = geometry.pin();
        if (pin != null && !SightLine.isHidden(geometry, projection, pin)) {
            marker(pen, projection, pin, pin.add(0, SurfaceGeometry.PIN_HEIGHT, 0), PIN_RADIUS, theme.origin());
        }
        Point3D at = crosshair == null ? null : geometry.surfacePoint(crosshair.alpha(), crosshair.beta());
        if (at != null) {
            Point3D lifted = at.subtract(0, CROSSHAIR_RADIUS, 0);
            pen.setGlobalAlpha(SightLine.isHidden(geometry, projection, lifted) ? OverlayDrawing.HIDDEN : 1);
            marker(pen, projection, at, at, RING * CROSSHAIR_RADIUS, Color.web("#1d232b"));
            marker(pen, projection, at, at, CROSSHAIR_RADIUS, Color.WHITE);
            pen.setGlobalAlpha(1);
        }
    }

    private static void marker(
            GraphicsContext pen, Projection projection, Point3D head, Point3D foot, double radius, Color color) {
        Point2D from = projection.screen(head);
        Point2D to = projection.screen(foot);
        double pixels = radius * projection.pixelsPerUnit();
        pen.setStroke(color);
        pen.setLineWidth(Math.max(1, 0.44 * projection.pixelsPerUnit()));
        pen.strokeLine(from.getX(), from.getY(), to.getX(), to.getY());
        pen.setFill(color);
        pen.fillOval(from.getX() - pixels, from.getY() - pixels, 2 * pixels, 2 * pixels);
    }
}
