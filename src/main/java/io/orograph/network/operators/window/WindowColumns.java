package io.orograph.network.operators.window;

import io.orograph.network.operators.kernel.FlatArray;
import java.util.Arrays;

/**
 * What windows see of an image, as columns of a matrix (Chellapilla et al. 2006), and back: by rows of stops, in Java arrays.
 * Not for two threads at once.
 */
public final class WindowColumns {

    private final PaddedMap map;
    private final int size;
    /** Stops along the last axis, and how far from each other they are. */
    private final int row;

    private final int stride;
    private double[] image;
    private double[] padded;
    private double[] columns;

    public WindowColumns(Window.Axis... axes) {
        Window.Axis last = axes[axes.length - 1];
        this.map = PaddedMap.of(axes);
        this.size = map.rows().length * map.width();
        this.row = (int) last.out();
        this.stride = (int) last.stride();
    }

    /** Makes the arrays that numbers pass through, which many need not have. */
    private void haveArrays() {
        if (columns == null) {
            image = new double[size];
            padded = new double[map.size()];
            columns = new double[taps() * stops()];
        }
    }

    /** Returns how many places a window has. */
    public int taps() {
        return map.taps().length;
    }

    /** Returns how often it stops. */
    public int stops() {
        return map.first().length;
    }

    /** Returns how many places a channel has. */
    public int size() {
        return size;
    }

    /** Writes to {@code matrix} [channels·taps, stops] what the windows see of an image that begins at an index. */
    public void gather(FlatArray of, int begin, int channels, FlatArray matrix) {
        haveArrays();
        Arrays.fill(padded, 0);
        for (int channel = 0; channel < channels; channel++) {
            of.read(begin + channel * size, image, size);
            map.put(image, 0, padded);
            int to = 0;
            for (int tap : map.taps()) {
                for (int stop = 0; stop < stops(); stop += row) {
                    copy(padded, map.first()[stop] + tap, columns, to + stop);
                }
                to += stops();
            }
            matrix.write(columns, channel * columns.length, columns.length);
        }
    }

    private void copy(double[] from, int place, double[] to, int at) {
        if (stride == 1) {
            System.arraycopy(from, place, to, at, row);
            return;
        }
        for (int i = 0; i < row; i++) {
            to[at + i] = from[place + i * stride];
        }
    }

    /** Adds up {@code matrix} at the places that it comes from: the reverse of {@link #gather}. */
    public void scatter(FlatArray matrix, int channels, FlatArray to, int begin) {
        haveArrays();
        for (int channel = 0; channel < channels; channel++) {
            matrix.read(channel * columns.length, columns, columns.length);
            Arrays.fill(padded, 0);
            int from = 0;
            for (int tap : map.taps()) {
                for (int stop = 0; stop < stops(); stop += row) {
                    add(columns, from + stop, padded, map.first()[stop] + tap);
                }
                from += stops();
            }
            map.take(padded, image, 0);
            to.write(image, begin + channel * size, size);
        }
    }

    private void add(double[] from, int at, double[] to, int place) {
        // A loop of its own, of which the compiler makes vector instructions.
        for (int i = 0; stride == 1 && i < row; i++) {
            to[place + i] += from[at + i];
        }
        for (int i = 0; stride != 1 && i < row; i++) {
            to[place + i * stride] += from[at + i];
        }
    }
}
