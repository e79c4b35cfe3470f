package io.orograph.network.operators.window;

import io.orograph.network.Shape;
import io.orograph.network.operators.kernel.IndexMap;

/**
 * The places of one channel that a window covers, for windows of any number of axes.
 *
 * @param place for each tap of the window and each stop, taps first, the place in a channel; {@link IndexMap#NONE} in
 *     the padding
 * @param taps how many places a window has
 * @param stops how often it stops
 * @param size how many places a channel has
 */
public record Im2Col(int[] place, int taps, int stops, int size) {

    public static Im2Col of(Window.Axis... axes) {
        int rank = axes.length;
        long[] in = new long[rank];
        long[] shape = new long[2 * rank];
        for (int i = 0; i < rank; i++) {
            in[i] = axes[i].in();
            shape[i] = axes[i].kernel();
            shape[rank + i] = axes[i].out();
        }
        int taps = Shape.size(java.util.Arrays.copyOf(shape, rank));
        int stops = Shape.size(java.util.Arrays.copyOfRange(shape, rank, 2 * rank));
        int[] place = new int[Shape.size(taps, stops)];
        int[] strides = IndexMap.strides(in);
        for (int at = 0; at < place.length; at++) {
            place[at] = place(axes, strides, at / stops, at % stops);
        }
        return new Im2Col(place, taps, stops, Shape.size(in));
    }

    private static int place(Window.Axis[] axes, int[] strides, int tapNumber, int stopNumber) {
        int place = 0;
        int tap = tapNumber;
        int stop = stopNumber;
        for (int i = axes.length - 1; i >= 0; i--) {
            Window.Axis axis = axes[i];
            long at = stop % axis.out() * axis.stride() + tap % axis.kernel() * axis.dilation() - axis.begin();
            if (at < 0 || at >= axis.in()) {
                return IndexMap.NONE;
            }
            place += (int) at * strides[i];
            tap /= (int) axis.kernel();
            stop /= (int) axis.out();
        }
        return place;
    }
}
