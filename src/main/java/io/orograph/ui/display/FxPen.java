package io.orograph.ui.display;

import io.orograph.plot.ColorField;
import io.orograph.plot.FontFace;
import io.orograph.plot.Label;
import io.orograph.plot.Patches;
import io.orograph.plot.Path;
import io.orograph.plot.Pen;
import io.orograph.plot.Picture;
import io.orograph.plot.Rect;
import io.orograph.plot.Rgb;
import io.orograph.plot.Stroke;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.FillRule;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Affine;

/** Draws on a canvas of the window. Level and upright lines of about a pixel are put on the middles of pixels, to be sharp. */
public final class FxPen implements Pen {

    /** Lines up to this width are put on the middles of pixels. */
    private static final double THIN = 1.3;

    private static final Map<FontFace, String> FAMILIES = new HashMap<>();

    private final GraphicsContext graphics;
    private final FieldImages images;

    /** Makes a pen that makes the pictures of fields when they are drawn. */
    public FxPen(GraphicsContext graphics) {
        this(graphics, new FieldImages(1));
    }

    /**
     * Makes a pen.
     *
     * @param images of fields, made before
     */
    public FxPen(GraphicsContext graphics, FieldImages images) {
        this.graphics = graphics;
        this.images = images;
        graphics.setLineJoin(StrokeLineJoin.ROUND);
        graphics.setFillRule(FillRule.NON_ZERO);
    }

    /** Returns a colour as JavaFX has it. */
    public static Color color(Rgb color) {
        return Color.rgb(color.red(), color.green(), color.blue(), color.opacity());
    }

    /** Returns the font that ships, at a size. */
    static Font font(FontFace face, double size) {
        // Loaded once; by its full name it is told from another of the same family.
        String name = FAMILIES.computeIfAbsent(face, FxPen::loaded);
        return new Font(name, size);
    }

    private static String loaded(FontFace face) {
        try (InputStream stream = face.open()) {
            return Font.loadFont(stream, 12).getName();
        } catch (IOException e) {
            throw new UncheckedIOException("a font cannot be read from the program", e);
        }
    }

    @Override
    public void save() {
        graphics.save();
    }

    @Override
    public void restore() {
        graphics.restore();
    }

    @Override
    public void clip(Path path) {
        trace(path, 0);
        graphics.clip();
    }

    @Override
    public void stroke(Path path, Stroke stroke) {
        graphics.setStroke(color(stroke.color()));
        graphics.setLineWidth(stroke.width());
        graphics.setLineCap(stroke.round() ? StrokeLineCap.ROUND : StrokeLineCap.BUTT);
        graphics.setLineDashes(
                stroke.dashes().stream().mapToDouble(length -> length).toArray());
        trace(path, stroke.width() <= THIN && path.isLevelOrUpright() ? 1 : 0);
        graphics.stroke();
        graphics.setLineDashes();
    }

    @Override
    public void fill(Path path, Rgb color) {
        graphics.setFill(color(color));
        trace(path, 0);
        graphics.fill();
    }

    /**
     * Traces a path.
     *
     * @param pixel points are moved to the middles of squares of this size; 0 to leave them
     */
    private void trace(Path path, double pixel) {
        graphics.beginPath();
        path.visit((step, points, at) -> {
            switch (step) {
                case MOVE -> graphics.moveTo(snapped(points[at], pixel), snapped(points[at + 1], pixel));
                case LINE -> graphics.lineTo(snapped(points[at], pixel), snapped(points[at + 1], pixel));
                case CURVE ->
                    graphics.bezierCurveTo(
                            points[at], points[at + 1], points[at + 2], points[at + 3], points[at + 4], points[at + 5]);
                case CLOSE -> graphics.closePath();
            }
        });
    }

    private static double snapped(double place, double pixel) {
        return pixel == 0 ? place : Math.floor(place) + 0.5;
    }

    @Override
    public void text(Label label, Rgb color, Rgb rim) {
        double[] start = label.start();
        graphics.save();
        graphics.setFont(font(label.style().face(), label.style().size()));
        graphics.setTextAlign(TextAlignment.LEFT);
        graphics.setTextBaseline(VPos.BASELINE);
        boolean level = label.angle() == 0;
        // Letters stand on whole pixels where they can, or they are blurred.
        graphics.translate(level ? Math.rint(start[0]) : start[0], level ? Math.rint(start[1]) : start[1]);
        graphics.rotate(Math.toDegrees(label.angle()));
        graphics.scale(label.stretch(), 1);
        if (rim != null) {
            graphics.setStroke(color(rim));
            graphics.setLineWidth(RIM * label.style().size());
            graphics.strokeText(label.text(), 0, 0);
        }
        graphics.setFill(color(color));
        graphics.fillText(label.text(), 0, 0);
        graphics.restore();
    }

    @Override
    public void image(Picture picture, Rect place) {
        graphics.setImageSmoothing(false);
        graphics.drawImage(FieldImages.image(picture), place.x(), place.y(), place.width(), place.height());
    }

    @Override
    public void field(ColorField field, Rect place) {
        graphics.setImageSmoothing(false);
        graphics.drawImage(images.of(field, place), place.x(), place.y(), place.width(), place.height());
    }

    @Override
    public void patches(Patches patches) {
        Canvas canvas = graphics.getCanvas();
        // A page is shown smaller or larger than it is, but not turned: the picture has a pixel for each of the canvas.
        Affine page = graphics.getTransform();
        double zoom = page.getMxx();
        Rect seen = new Rect(
                -page.getTx() / zoom, -page.getTy() / zoom, canvas.getWidth() / zoom, canvas.getHeight() / zoom);
        Image image = images.of(patches, seen, zoom);
        double pixels = images.scale() * zoom;
        graphics.setImageSmoothing(false);
        graphics.drawImage(image, seen.x(), seen.y(), image.getWidth() / pixels, image.getHeight() / pixels);
    }
}
