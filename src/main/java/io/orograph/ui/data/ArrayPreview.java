package io.orograph.ui.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.plot.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the first sample of an array looks like.
 *
 * @param values the first numbers, for a line
 * @param picture the first sample, where its shape is that of a picture
 */
record ArrayPreview(String values, Optional<Picture> picture) {

    private static final int MOST_VALUES = 8;
    private static final int SMALLEST_SIDE = 4;
    private static final int LARGEST_SIDE = 512;
    private static final int OPAQUE = 0xFF000000;
    private static final int LIGHTEST = 255;

    /**
     * A picture.
     *
     * @param argb row by row
     */
    record Picture(int width, int height, int[] argb) {}

    /** Where a sample's rows, columns and channels are in it. */
    private record Layout(int height, int width, int channels, boolean channelsLast) {

        int at(int row, int column, int channel) {
            return channelsLast
                    ? (row * width + column) * channels + channel
                    : (channel * height + row) * width + column;
        }
    }

    /**
     * Reads the first sample of an array, and no more where the file lets that be.
     *
     * @throws IOException if it cannot be read
     */
    static ArrayPreview read(Path file, NamedArrays.Array array) throws IOException {
        long[] shape = array.shape();
        long all = Arrays.stream(shape).reduce(1, (product, axis) -> product * axis);
        Optional<Layout> layout = layout(shape);
        long wanted = layout.map(found -> (long) found.height() * found.width() * found.channels())
                .orElse((long) MOST_VALUES);
        try (NamedArrays arrays = CheckpointReaders.open(file)) {
            double[] first = arrays.read(array.name(), 0, (int) Math.min(wanted, all));
            String values = Arrays.stream(first)
                    .limit(MOST_VALUES)
                    .mapToObj(value -> Ticks.number(value, 4))
                    .collect(Collectors.joining(", "));
            return new ArrayPreview(
                    values + (all > MOST_VALUES ? ", …" : ""), layout.map(found -> picture(first, found)));
        }
    }

    private static Optional<Layout> layout(long[] shape) {
        if (shape.length == 3 && isSide(shape[1]) && isSide(shape[2])) {
            return Optional.of(new Layout((int) shape[1], (int) shape[2], 1, false));
        }
        if (shape.length == 4 && isChannels(shape[1]) && isSide(shape[2]) && isSide(shape[3])) {
            return Optional.of(new Layout((int) shape[2], (int) shape[3], (int) shape[1], false));
        }
        if (shape.length == 4 && isChannels(shape[3]) && isSide(shape[1]) && isSide(shape[2])) {
            return Optional.of(new Layout((int) shape[1], (int) shape[2], (int) shape[3], true));
        }
        return Optional.empty();
    }

    private static boolean isSide(long axis) {
        return axis >= SMALLEST_SIDE && axis <= LARGEST_SIDE;
    }

    private static boolean isChannels(long axis) {
        return axis == 1 || axis == 3;
    }

    /** The darkest number is black and the lightest white, whatever the scale of the inputs. */
    private static Picture picture(double[] sample, Layout layout) {
        double low = Arrays.stream(sample).filter(Double::isFinite).min().orElse(0);
        double high = Arrays.stream(sample).filter(Double::isFinite).max().orElse(0);
        double scale = high > low ? LIGHTEST / (high - low) : 0;
        int[] argb = new int[layout.width() * layout.height()];
        for (int row = 0; row < layout.height(); row++) {
            for (int column = 0; column < layout.width(); column++) {
                int colour = OPAQUE;
                for (int part = 0; part < 3; part++) {
                    double value = sample[layout.at(row, column, layout.channels() == 1 ? 0 : part)];
                    int light = Double.isFinite(value) ? (int) Math.round((value - low) * scale) : 0;
                    colour |= light << 8 * (2 - part);
                }
                argb[row * layout.width() + column] = colour;
            }
        }
        return new Picture(layout.width(), layout.height(), argb);
    }
}
