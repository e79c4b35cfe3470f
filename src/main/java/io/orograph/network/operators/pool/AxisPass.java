package io.orograph.network.operators.pool;

import io.orograph.network.operators.window.Window;
import java.util.Arrays;

/**
 * Windows along one axis: from [outer, in, inner] to [outer, out, inner] and back. What windows over several axes take, the
 * largest number or a sum, is what they take along one axis after the other.
 *
 * @param inner numbers at each place of the axis, which follow each other: along them the compiler makes vector instructions
 */
record AxisPass(Window.Axis axis, int inner) {

    private int in() {
        return (int) axis.in();
    }

    private int out() {
        return (int) axis.out();
    }

    /** Returns the place of a stop's tap; less than 0 or too large in the padding. */
    private int place(int stop, int tap) {
        return (int) (stop * axis.stride() + tap * axis.dilation() - axis.begin());
    }

    /** Tells whether the windows of one row after the other are those of one long row. */
    private boolean isSeamless() {
        return inner == 1
                && axis.begin() == 0
                && axis.dilation() == 1
                && axis.kernel() <= axis.stride()
                && axis.in() == axis.out() * axis.stride();
    }

    /** Takes the largest number of each window. */
    void largest(double[] x, int outer, double[] y) {
        reduce(x, outer, y, true);
    }

    /** Takes the sum of each window. */
    void sum(double[] x, int outer, double[] y) {
        reduce(x, outer, y, false);
    }

    private void reduce(double[] x, int outer, double[] y, boolean largest) {
        Arrays.fill(y, 0, outer * out() * inner, largest ? Double.NEGATIVE_INFINITY : 0);
        if (isSeamless()) {
            reduceRow(x, 0, outer * in(), y, 0, outer * out(), largest);
            return;
        }
        for (int row = 0; row < outer; row++) {
            if (inner == 1) {
                reduceRow(x, row * in(), in(), y, row * out(), out(), largest);
            } else {
                reduceBlocks(x, row * in() * inner, y, row * out() * inner, largest);
            }
        }
    }

    /** Reduces a row of numbers, tap by tap. */
    private void reduceRow(double[] x, int from, int length, double[] y, int to, int stops, boolean largest) {
        for (int tap = 0; tap < axis.kernel(); tap++) {
            int first = place(0, tap);
            int begin = firstStop(first);
            int end = endStop(first, length, stops);
            if (largest) {
                takeLarger(x, from + first, (int) axis.stride(), y, to, begin, end);
            } else {
                add(x, from + first, (int) axis.stride(), y, to, begin, end);
            }
        }
    }

    /**
     * Returns the first stop whose place is not before a row.
     *
     * @param first the place of stop 0
     */
    private int firstStop(int first) {
        int stride = (int) axis.stride();
        return first >= 0 ? 0 : (stride - 1 - first) / stride;
    }

    /** Returns the stop behind the last one whose place is within a row. */
    private int endStop(int first, int length, int stops) {
        return first >= length ? 0 : Math.min(stops, (length - 1 - first) / (int) axis.stride() + 1);
    }

    private static void takeLarger(double[] x, int from, int stride, double[] y, int to, int begin, int end) {
        for (int stop = begin; stop < end; stop++) {
            y[to + stop] = Math.max(y[to + stop], x[from + stop * stride]);
        }
    }

    private static void add(double[] x, int from, int stride, double[] y, int to, int begin, int end) {
        for (int stop = begin; stop < end; stop++) {
            y[to + stop] += x[from + stop * stride];
        }
    }

    private void reduceBlocks(double[] x, int from, double[] y, int to, boolean largest) {
        for (int stop = 0; stop < out(); stop++) {
            for (int tap = 0; tap < axis.kernel(); tap++) {
                int place = place(stop, tap);
                if (place < 0 || place >= in()) {
                    continue;
                }
                if (largest) {
                    takeLarger(x, from + place * inner, 1, y, to + stop * inner, 0, inner);
                } else {
                    add(x, from + place * inner, 1, y, to + stop * inner, 0, inner);
                }
            }
        }
    }

    /** Adds the number of each window at all of its places: the reverse of {@link #sum}. */
    void spread(double[] y, int outer, double[] x) {
        Arrays.fill(x, 0, outer * in() * inner, 0);
        if (isSeamless()) {
            spreadRow(y, 0, outer * out(), x, 0, outer * in());
            return;
        }
        for (int row = 0; row < outer; row++) {
            if (inner == 1) {
                spreadRow(y, row * out(), out(), x, row * in(), in());
            } else {
                spreadBlocks(y, row * out() * inner, x, row * in() * inner);
            }
        }
    }

    private void spreadRow(double[] y, int from, int stops, double[] x, int to, int length) {
        int stride = (int) axis.stride();
        for (int tap = 0; tap < axis.kernel(); tap++) {
            int first = place(0, tap);
            int end = endStop(first, length, stops);
            for (int stop = firstStop(first); stop < end; stop++) {
                x[to + first + stop * stride] += y[from + stop];
            }
        }
    }

    private void spreadBlocks(double[] y, int from, double[] x, int to) {
        for (int stop = 0; stop < out(); stop++) {
            for (int tap = 0; tap < axis.kernel(); tap++) {
                int place = place(stop, tap);
                if (place >= 0 && place < in()) {
                    add(y, from + stop * inner, 1, x, to + place * inner, 0, inner);
                }
            }
        }
    }
}
