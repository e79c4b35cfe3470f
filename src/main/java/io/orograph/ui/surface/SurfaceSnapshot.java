package io.orograph.ui.surface;

import io.orograph.plot.PlotStyle;
import io.orograph.plot.Theme;
import javafx.geometry.Rectangle2D;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * A surface as it is seen in a view, drawn anew off-screen at a size of its own; texts, lines and markers grow with
 * the picture. The view itself is not touched. The array is not copied: whoever has it does not write to it.
 *
 * @param argb opaque pixels 0xAARRGGBB, row by row from the upper left
 */
public record SurfaceSnapshot(int width, int height, int[] argb) {

    public static final int MAX_WIDTH = 4800;
    public static final int MAX_HEIGHT = 3600;

    /** The size of an ordinary view, in which texts have their usual size. */
    private static final double USUAL_WIDTH = 760;

    private static final double USUAL_HEIGHT = 570;
    /** The size of tick labels in an ordinary view, which no picture goes below. */
    private static final double TICK_SIZE =
            PlotStyle.screen(Theme.LIGHT).small().size();

    /** Takes a picture of what a view shows, in its theme and with texts in proportion to the picture. */
    public static SurfaceSnapshot of(SurfaceView view, int width, int height) {
        double scale = Math.max(1, Math.min(width / USUAL_WIDTH, height / USUAL_HEIGHT));
        boolean dark = view.model().settings().darkProperty().get();
        return of(view, width, height, dark, scale * TICK_SIZE);
    }

    /**
     * Takes a picture of what a view shows. On the JavaFX application thread; takes up to a second at the largest
     * size.
     *
     * @param dark whether on a dark ground, whatever the view is on
     * @param textSize of the tick labels in pixels; lines, markers and the other texts are in proportion
     * @throws IllegalArgumentException if the size is not from 1 × 1 to {@value #MAX_WIDTH} × {@value #MAX_HEIGHT}
     * @throws IllegalStateException if the view shows no landscape
     */
    public static SurfaceSnapshot of(SurfaceView view, int width, int height, boolean dark, double textSize) {
        if (width < 1 || height < 1 || width > MAX_WIDTH || height > MAX_HEIGHT) {
            throw new IllegalArgumentException("a picture of the surface can have 1 × 1 to " + MAX_WIDTH + " × "
                    + MAX_HEIGHT + " pixels, not " + width + " × " + height);
        }
        SurfaceModel model = view.model();
        SurfaceGeometry geometry = model.geometryProperty().get();
        if (geometry == null) {
            throw new IllegalStateException("there is no landscape to take a picture of: open a model and data first");
        }
        SurfacePane.Appearance appearance =
                SurfacePane.Appearance.of(model.settings()).withDark(dark);
        SurfacePane pane = SurfacePane.still(view.isSolid());
        pane.resize(width, height);
        Scene scene = new Scene(new Group(pane), width, height);
        double scale = textSize / TICK_SIZE;
        Orbit orbit = model.orbitProperty().get();
        Projection projection = new Projection(orbit, geometry.box(), width, height, scale);
        double pixel = scale / projection.pixelsPerUnit();
        pane.draw(geometry.forPicture(pixel), orbit, appearance, width, height, scale);
        scene.setFill(SurfaceTheme.of(appearance.dark()).background());
        SnapshotParameters parameters = new SnapshotParameters();
        parameters.setFill(SurfaceTheme.of(appearance.dark()).background());
        parameters.setViewport(new Rectangle2D(0, 0, width, height));
        WritableImage image = scene.getRoot().snapshot(parameters, new WritableImage(width, height));
        int[] argb = new int[width * height];
        image.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
        return new SurfaceSnapshot(width, height, argb);
    }
}
