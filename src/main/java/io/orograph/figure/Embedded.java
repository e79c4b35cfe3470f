package io.orograph.figure;

import io.orograph.plot.ColorField;
import io.orograph.plot.Patches;
import io.orograph.plot.Picture;
import io.orograph.plot.Rect;

/** What is too much for lines and areas, as a picture inside a file of lines. */
final class Embedded {

    private static final double POINTS_PER_INCH = 72;

    private Embedded() {}

    static Picture picture(ColorField field, Rect place, int dpi) {
        return field.picture((int) Math.max(1, Math.round(place.width() * dpi / POINTS_PER_INCH)), (int)
                Math.max(1, Math.round(place.height() * dpi / POINTS_PER_INCH)));
    }

    /** Returns a surface alone, in the rectangle around it. */
    static Picture picture(Patches patches, int dpi) {
        try (AwtPen pen = new AwtPen(patches.bounds(), dpi)) {
            pen.patches(patches);
            return pen.picture();
        }
    }
}
