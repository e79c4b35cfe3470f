package io.orograph.data;

import io.orograph.file.CancellableReading;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ElementType;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings the pictures of an array, [n, height, width], [n, channels, height, width] or [n, height, width, channels], to one
 * size, as those of a folder are: each pixel between its four nearest (bilinear, corners not aligned).
 */
final class PictureSize {

    private final Tensor inputs;

    /** The axis of the height; the width is the next. */
    private final int axis;

    private final int toHeight;
    private final int toWidth;

    private PictureSize(Tensor inputs, int axis, int toHeight, int toWidth) {
        this.inputs = inputs;
        this.axis = axis;
        this.toHeight = toHeight;
        this.toWidth = toWidth;
    }

    /**
     * Returns inputs of which those that are pictures have the size that a person asks for: of several, the real ones with as
     * many axes.
     *
     * @param size height and width; empty to leave them as they are
     * @throws UnsupportedFileException if none are pictures
     */
    static Inputs of(Path file, Inputs inputs, List<Integer> size) throws IOException {
        List<Inputs.Input> all = new ArrayList<>();
        boolean isAny = inputs.all().stream().anyMatch(PictureSize::isPicture);
        for (Inputs.Input input : inputs.all()) {
            boolean isLeft = inputs.count() > 1 && isAny && !isPicture(input);
            all.add(isLeft ? input : input.with(of(file, input.values(), size)));
        }
        return new Inputs(all);
    }

    private static boolean isPicture(Inputs.Input input) {
        return input.isBySample() && heightAxis(input.values()) >= 0;
    }

    /**
     * Returns inputs in the size that a person asks for.
     *
     * @param size height and width; empty to leave them as they are
     * @throws UnsupportedFileException if they are no pictures
     */
    static Tensor of(Path file, Tensor inputs, List<Integer> size) throws IOException {
        if (size.isEmpty()) {
            return inputs;
        }
        int axis = heightAxis(inputs);
        if (axis < 0) {
            throw new UnsupportedFileException(
                    file,
                    "holds no pictures that --size could bring to another size: its inputs have the shape "
                            + Shape.text(inputs.shape()) + "; leave --size out");
        }
        if (count(inputs, size) > Integer.MAX_VALUE - 8) {
            throw new UnsupportedFileException(
                    file,
                    "holds " + inputs.size(0)
                            + " pictures, more than can be used at once in this size; choose a smaller"
                            + " --size, or fewer pictures");
        }
        boolean same = inputs.size(axis) == size.get(0) && inputs.size(axis + 1) == size.get(1);
        return same ? inputs : new PictureSize(inputs, axis, size.get(0), size.get(1)).resized();
    }

    private static double count(Tensor inputs, List<Integer> size) {
        double channels = inputs.rank() == 4 ? Math.min(inputs.size(1), inputs.size(3)) : 1;
        return channels * inputs.size(0) * size.get(0) * size.get(1);
    }

    private static int heightAxis(Tensor inputs) {
        if (inputs.rank() == 3) {
            return 1;
        }
        if (inputs.rank() != 4) {
            return -1;
        }
        // Four channels, as with transparency, are rare.
        for (List<Integer> channels : List.of(List.of(1, 3), List.of(4))) {
            if (channels.contains((int) inputs.size(3))) {
                return 1;
            }
            if (channels.contains((int) inputs.size(1))) {
                return 2;
            }
        }
        return -1;
    }

    private Tensor resized() {
        long[] shape = inputs.shape();
        int height = (int) shape[axis];
        int width = (int) shape[axis + 1];
        shape[axis] = toHeight;
        shape[axis + 1] = toWidth;
        int inner = inputs.rank() > axis + 2 ? (int) inputs.size(axis + 2) : 1;
        float[] result = new float[Shape.size(shape)];
        for (int at = 0; at < result.length; at++) {
            CancellableReading.check(at);
            int channel = at % inner;
            int x = at / inner % toWidth;
            int y = at / inner / toWidth % toHeight;
            int picture = at / inner / toWidth / toHeight;
            result[at] = between(picture * height * width * inner + channel, inner, x, y);
        }
        return inputs.type() == ElementType.UINT8 ? Tensor.ofBytes(rounded(result), shape) : Tensor.of(result, shape);
    }

    private float between(int first, int inner, int toX, int toY) {
        int height = (int) inputs.size(axis);
        int width = (int) inputs.size(axis + 1);
        double x = inside((toX + 0.5) * width / toWidth - 0.5, width);
        double y = inside((toY + 0.5) * height / toHeight - 0.5, height);
        int left = (int) x;
        int top = (int) y;
        int right = Math.min(left + 1, width - 1);
        int bottom = Math.min(top + 1, height - 1);
        double upper = at(first, inner, top * width + left) * (1 - (x - left))
                + at(first, inner, top * width + right) * (x - left);
        double lower = at(first, inner, bottom * width + left) * (1 - (x - left))
                + at(first, inner, bottom * width + right) * (x - left);
        return (float) (upper * (1 - (y - top)) + lower * (y - top));
    }

    private double at(int first, int inner, int pixel) {
        return inputs.get(first + pixel * inner);
    }

    private static double inside(double place, int size) {
        return Math.min(Math.max(place, 0), size - 1);
    }

    private static byte[] rounded(float... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(values[i]);
        }
        return bytes;
    }
}
