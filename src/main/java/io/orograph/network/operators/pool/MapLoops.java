package io.orograph.network.operators.pool;

import io.orograph.network.operators.base.LoopOperator;
import io.orograph.network.operators.kernel.FlatArray;
import io.orograph.network.operators.window.Window;

/** Loops over the maps of a pool, some at a time in Java arrays, for which small maps need few copies. */
abstract class MapLoops implements LoopOperator.Loops {

    private final Window.Axis[] axes;
    private final AxisPasses passes;
    private final int maps;
    private final int size;
    private final int stops;
    private final int atOnce;
    private final double[] x;
    private final double[] y;
    private final double[] gradient;
    private final double[] wanted;

    /**
     * @param maps channels of all samples
     */
    MapLoops(Window.Axis[] axes, int maps) {
        int places = 1;
        int windows = 1;
        for (Window.Axis axis : axes) {
            places *= (int) axis.in();
            windows *= (int) axis.out();
        }
        this.axes = axes;
        this.maps = maps;
        this.size = places;
        this.stops = windows;
        this.atOnce = Math.max(1, Math.min(maps, FlatArray.CHUNK / size));
        this.x = new double[atOnce * size];
        this.y = new double[atOnce * stops];
        this.gradient = new double[y.length];
        this.wanted = new double[x.length];
        this.passes = new AxisPasses(axes, atOnce);
    }

    /** Returns the windows, for as many maps as are done at a time. */
    final AxisPasses passes() {
        return passes;
    }

    final Window.Axis[] axes() {
        return axes;
    }

    /** Returns how many channels all samples have together. */
    final int maps() {
        return maps;
    }

    final int size() {
        return size;
    }

    final int stops() {
        return stops;
    }

    /**
     * Writes the results of some maps.
     *
     * @param x their numbers, which may be overwritten
     */
    abstract void forward(double[] x, int count, double[] y);

    /**
     * Writes the gradients of some maps.
     *
     * @param x their numbers
     * @param y their results
     * @param gradient of the results, which may be overwritten
     */
    abstract void backward(double[] x, double[] y, double[] gradient, int count, double[] wanted);

    @Override
    public final void forward(FlatArray[] in, FlatArray[] out) {
        for (int first = 0; first < maps; first += atOnce) {
            int count = Math.min(atOnce, maps - first);
            in[0].read(first * size, x, count * size);
            forward(x, count, y);
            out[0].write(y, first * stops, count * stops);
        }
    }

    @Override
    public final void backward(FlatArray[] in, FlatArray[] out, FlatArray[] gradients, FlatArray[] to) {
        for (int first = 0; to[0] != null && first < maps; first += atOnce) {
            int count = Math.min(atOnce, maps - first);
            in[0].read(first * size, x, count * size);
            out[0].read(first * stops, y, count * stops);
            gradients[0].read(first * stops, gradient, count * stops);
            backward(x, y, gradient, count, wanted);
            to[0].write(wanted, first * size, count * size);
        }
    }
}
