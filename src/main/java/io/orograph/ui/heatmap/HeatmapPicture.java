package io.orograph.ui.heatmap;

import java.nio.IntBuffer;
import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * The picture of a heatmap, made off the JavaFX application thread and never changed.
 *
 * @param request what it was made for
 * @param image the colours of the visible part of the plane
 * @param labels of the contours
 */
record HeatmapPicture(Request request, ColorField field, Image image, List<ContourLabel> labels) {

    /** Makes a picture of a field that fits the request's look. */
    static HeatmapPicture of(Request request, ColorField field) {
        PlotFrame frame = request.frame();
        int width = (int) Math.max(1, Math.round(frame.width() * request.pixelScale()));
        int height = (int) Math.max(1, Math.round(frame.height() * request.pixelScale()));
        int[] pixels = Raster.pixels(
                field,
                frame.viewport(),
                new Raster.Size(width, height, request.pixelScale()),
                request.smooth(),
                request.hole(),
                request.hatch());
        PixelBuffer<IntBuffer> buffer =
                new PixelBuffer<>(width, height, IntBuffer.wrap(pixels), PixelFormat.getIntArgbPreInstance());
        List<ContourLabel> labels = ContourLabels.place(field.contours(), frame, request.textWidths());
        return new HeatmapPicture(request, field, new WritableImage(buffer), labels);
    }

    /**
     * A wanted picture.
     *
     * @param frame the plot's place, of which the size and the visible part count
     * @param pixelScale pixels of the screen to a pixel of the layout
     * @param hole the colour of a hole
     * @param hatch the colour of the lines across it
     * @param textWidths the width of a contour's label in pixels
     */
    record Request(
            ColorField.Look look,
            PlotFrame frame,
            double pixelScale,
            boolean smooth,
            int hole,
            int hatch,
            ToDoubleFunction<String> textWidths) {}
}
