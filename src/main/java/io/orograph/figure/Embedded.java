package io.orograph.figure;

import io.orograph.plot.ColorField;
import io.orograph.plot.PatchRaster;
import io.orograph.plot.Patches;
import io.orograph.plot.Picture;
import io.orograph.plot.Rect;

/** What is too much for lines and areas, as a picture inside a file of lines. */
final class Embedded {

    /** The samples a side of a pixel of a surface. */
    static final int SMOOTH = 3;

    private static final double POINTS_PER_INCH = 72;

    private Embedded() {}

    static Picture picture(ColorField field, Rect place, int dpi) {
        return field.picture((int) Math.max(1, Math.round(place.width() * dpi / POINTS_PER_INCH)), (int)
                Math.max(1, Math.round(place.height() * dpi / POINTS_PER_INCH)));
    }

    /** A picture and where it stands on the page. */
    record Placed(Picture picture, Rect place) {}

    /** Returns a surface alone, in the rectangle around it. */
    static Placed picture(Patches patches, int dpi) {
        double scale = dpi / POINTS_PER_INCH;
        Rect around = patches.bounds().inset(-patches.line().width());
        Picture picture = PatchRaster.picture(patches, around, scale, SMOOTH);
        return new Placed(picture, new Rect(around.x(), around.y(), picture.width() / scale, picture.height() / scale));
    }
}
