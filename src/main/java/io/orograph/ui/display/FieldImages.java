package io.orograph.ui.display;

import io.orograph.plot.ColorField;
import io.orograph.plot.PatchRaster;
import io.orograph.plot.Patches;
import io.orograph.plot.Picture;
import io.orograph.plot.RecordingPen;
import io.orograph.plot.Rect;
import java.util.IdentityHashMap;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * The images of fields and of surfaces, which take longer than a frame has: made in the background before what holds them is
 * drawn.
 */
public final class FieldImages {

    /** The samples a side of a pixel of a surface that was not made before. */
    private static final int SMOOTH = 2;

    private final double scale;
    private final IdentityHashMap<ColorField, Image> made = new IdentityHashMap<>();
    private final IdentityHashMap<Patches, Image> surfaces = new IdentityHashMap<>();

    /**
     * Makes an empty store.
     *
     * @param scale pixels of the screen to a unit of the page
     */
    public FieldImages(double scale) {
        this.scale = scale;
    }

    double scale() {
        return scale;
    }

    /** Makes the images of all fields of a display list. */
    public void prepare(RecordingPen drawn) {
        drawn.drawn().forEach(what -> {
            if (what instanceof RecordingPen.Field field) {
                made.put(field.field(), image(field.field(), field.place()));
            }
        });
    }

    /** Gives the image of a surface, as large as the canvas. */
    public void put(Patches patches, Picture picture) {
        surfaces.put(patches, image(picture));
    }

    /**
     * Returns the image of a surface.
     *
     * @param seen the part of the page that is on the canvas
     * @param zoom how many times as large the page is shown
     */
    Image of(Patches patches, Rect seen, double zoom) {
        return surfaces.computeIfAbsent(
                patches, unknown -> image(PatchRaster.picture(unknown, seen, scale * zoom, SMOOTH)));
    }

    Image of(ColorField field, Rect place) {
        Image known = made.get(field);
        return known == null ? image(field, place) : known;
    }

    private Image image(ColorField field, Rect place) {
        return image(field.picture((int) Math.max(1, Math.round(place.width() * scale)), (int)
                Math.max(1, Math.round(place.height() * scale))));
    }

    /** Returns a picture as JavaFX has it. */
    public static Image image(Picture picture) {
        WritableImage image = new WritableImage(picture.width(), picture.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        picture.width(),
                        picture.height(),
                        PixelFormat.getIntArgbInstance(),
                        picture.argb(),
                        0,
                        picture.width());
        return image;
    }
}
