package io.orograph.network.blocked;

import io.orograph.network.Kernel;
import io.orograph.network.LayerForm.Windows;
import io.orograph.network.NativeCopy;
import io.orograph.network.operators.kernel.FlatArray;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.BytePointer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The way back through a pooling of largest numbers whose places the way forward kept: a loop that adds each number of the
 * gradient at its place. The library's goes over all places of every window, which takes two to ten times as long.
 */
final class PlacedGradient implements Kernel {

    private static final int BYTE = 0xff;

    /** The owner of the places, whose memory would be freed if nobody referred to it but by its address. */
    private final INDArray owner;

    private final ByteBuffer places;
    private final FlatArray.Floats gradient;
    private final FlatArray.Floats wanted;
    /** Images of blocks of channels. */
    private final int images;

    private final int together;
    private final long[] size;
    private final Windows windows;
    /** From a row of an image with its padding to the next one. */
    private final int row;
    /** Where each place of a window lies from its first one on. */
    private final int[] from;

    private final byte[] numbers;
    private final float[] read;
    /** One image with its padding, where a window of nothing but NaN may have its place. */
    private final float[] made;

    /**
     * @param x layout of the input
     * @param places for each number of the output the number of its place in the window, a byte each
     * @param gradient ∂L/∂y
     * @param wanted where ∂L/∂x goes
     */
    PlacedGradient(Windows windows, Layout x, INDArray places, INDArray gradient, INDArray wanted) {
        this.windows = windows;
        this.owner = places;
        this.places = new BytePointer(NativeCopy.place(places))
                .capacity(gradient.length())
                .asByteBuffer();
        this.gradient = (FlatArray.Floats) FlatArray.of(gradient);
        this.wanted = (FlatArray.Floats) FlatArray.of(wanted);
        this.together = x.channelsTogether();
        this.size = Arrays.copyOfRange(x.shape(), 2, 4);
        this.numbers = new byte[Math.toIntExact(windows.out()[0] * windows.out()[1] * together)];
        this.read = new float[numbers.length];
        this.images = Math.toIntExact(gradient.length() / numbers.length);
        this.row = Math.toIntExact(padded(1) * together);
        this.made = new float[Math.toIntExact(padded(0) * row)];
        this.from = new int[Math.toIntExact(windows.kernel()[0] * windows.kernel()[1])];
        Arrays.setAll(
                from, place -> (int) (place / windows.kernel()[1] * row + place % windows.kernel()[1] * together));
    }

    private long padded(int axis) {
        long reached = (windows.out()[axis] - 1) * windows.strides()[axis] + windows.kernel()[axis];
        return Math.max(reached, windows.begin()[axis] + size[axis]);
    }

    @Override
    public void run() {
        try {
            for (int image = 0; image < images; image++) {
                places.get(image * numbers.length, numbers);
                gradient.read(image * numbers.length, read, numbers.length);
                Arrays.fill(made, 0);
                spread();
                write(image);
            }
        } finally {
            Reference.reachabilityFence(owner);
        }
    }

    private void spread() {
        int down = Math.toIntExact(windows.strides()[0] * row);
        int across = Math.toIntExact(windows.strides()[1] * together);
        int width = (int) windows.out()[1] * together;
        for (int begin = 0, line = 0; begin < numbers.length; begin += width, line += down) {
            for (int stop = begin, at = line; stop < begin + width; stop += together, at += across) {
                for (int channel = 0; channel < together; channel++) {
                    made[at + channel + from[numbers[stop + channel] & BYTE]] += read[stop + channel];
                }
            }
        }
    }

    /** Writes an image without its padding. */
    private void write(int image) {
        int length = Math.toIntExact(size[1] * together);
        int begin = Math.toIntExact(windows.begin()[0] * row + windows.begin()[1] * together);
        for (int line = 0; line < size[0]; line++) {
            wanted.write(made, begin + line * row, (image * (int) size[0] + line) * length, length);
        }
    }
}
