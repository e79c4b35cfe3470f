package io.orograph.ui.history;

import io.orograph.landscape.Landscape;
import io.orograph.plot.ColorMap;
import io.orograph.plot.LossScale;
import javafx.scene.image.WritableImage;

/** A landscape as a small picture: colours alone, β upwards. */
final class Thumbnail {

    private static final int HOLE = 0x40808080;

    private Thumbnail() {}

    /**
     * Draws one.
     *
     * @param size of each side in pixels
     */
    static WritableImage of(Landscape landscape, ColorMap colors, int size) {
        LossScale scale = LossScale.automatic(landscape);
        WritableImage image = new WritableImage(size, size);
        int nx = landscape.grid().nx();
        int ny = landscape.grid().ny();
        for (int y = 0; y < size; y++) {
            int iy = ny - 1 - y * ny / size;
            for (int x = 0; x < size; x++) {
                double loss = landscape.loss(x * nx / size, iy);
                image.getPixelWriter().setArgb(x, y, Double.isFinite(loss) ? colors.argb(scale.share(loss)) : HOLE);
            }
        }
        return image;
    }
}
