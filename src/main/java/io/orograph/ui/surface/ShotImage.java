package io.orograph.ui.surface;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * An image whose pixels are replaced frame by frame, without a copy. There are two that take turns: JavaFX may still
 * be drawing the last one while the next is written.
 */
final class ShotImage {

    private final Frame[] frames = new Frame[2];
    private int current;

    private record Frame(PixelBuffer<IntBuffer> buffer, Image image) {

        static Frame of(int width, int height) {
            PixelBuffer<IntBuffer> buffer = new PixelBuffer<>(
                    width, height, IntBuffer.allocate(width * height), PixelFormat.getIntArgbPreInstance());
            return new Frame(buffer, new WritableImage(buffer));
        }
    }

    /** Returns the pixels of the next frame, 0xAARRGGBB row by row, to be written before {@link #written}. */
    int[] next(int width, int height) {
        current = 1 - current;
        Frame frame = frames[current];
        if (frame == null
                || frame.buffer().getWidth() != width
                || frame.buffer().getHeight() != height) {
            frames[current] = Frame.of(width, height);
        }
        return frames[current].buffer().getBuffer().array();
    }

    /** Shows the next frame, which has been written. */
    void written() {
        frames[current].buffer().updateBuffer(buffer -> null);
    }

    Image image() {
        return frames[current].image();
    }
}
