package io.orograph.network.operators.pool;

import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The windows over a map as windows across lines, each of which holds numbers side by side in memory, and along these.
 *
 * @param across the axes before the lines
 * @param along the axis of the lines: the last one, or all last ones that windows leave as they are, as one
 */
record WindowLines(List<Window.Axis> across, Window.Axis along) {

    /** Stands for a line of padding. */
    static final int PADDING = -1;

    static WindowLines of(Window.Axis... axes) {
        int last = axes.length;
        long numbers = 1;
        while (last > 0 && axes[last - 1].kernel() == 1 && axes[last - 1].isWhole()) {
            last--;
            numbers *= axes[last].in();
        }
        Window.Axis along = last == axes.length ? axes[--last] : new Window.Axis(numbers, 1, 1, 1, 0, 0, numbers);
        return new WindowLines(List.copyOf(Arrays.asList(axes).subList(0, last)), along);
    }

    /** Returns how many lines a map has. */
    int lines() {
        return product(across.stream().mapToLong(Window.Axis::in).toArray());
    }

    /** Returns how many lines the results of a map have. */
    int stops() {
        return product(across.stream().mapToLong(Window.Axis::out).toArray());
    }

    /** Returns how many places a window has. */
    int taps() {
        return product(across.stream().mapToLong(Window.Axis::kernel).toArray()) * (int) along.kernel();
    }

    private static int product(long... sizes) {
        return Math.toIntExact(Arrays.stream(sizes).reduce(1, Math::multiplyExact));
    }

    /** Returns the lines of a map that a window lies on, for a line of results. */
    int[] under(int stop) {
        int[] lines = {0};
        int behind = stops();
        for (Window.Axis axis : across) {
            behind /= (int) axis.out();
            lines = under(lines, axis, stop / behind % (int) axis.out());
        }
        return lines;
    }

    private static int[] under(int[] lines, Window.Axis axis, int stop) {
        int kernel = (int) axis.kernel();
        int[] under = new int[lines.length * kernel];
        for (int i = 0; i < under.length; i++) {
            int line = lines[i / kernel];
            long place = stop * axis.stride() + i % kernel * axis.dilation() - axis.begin();
            boolean isPadding = line == PADDING || place < 0 || place >= axis.in();
            under[i] = isPadding ? PADDING : Math.toIntExact(line * axis.in() + place);
        }
        return under;
    }
}
