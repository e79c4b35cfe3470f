package io.orograph.network.operators.pool;

import io.orograph.network.operators.window.Window;

/** Windows over several axes, taken along one after the other. */
final class AxisPasses {

    private final AxisPass[] passes;
    /** Rows of one map at each pass. */
    private final int[] outer;
    /** What the passes but the last one write. */
    private final double[][] between;

    /**
     * @param maps how many there are at a time
     */
    AxisPasses(Window.Axis[] axes, int maps) {
        passes = new AxisPass[axes.length];
        outer = new int[axes.length];
        between = new double[axes.length - 1][];
        int inner = 1;
        for (Window.Axis axis : axes) {
            inner *= (int) axis.in();
        }
        int rows = 1;
        for (int i = 0; i < axes.length; i++) {
            inner /= (int) axes[i].in();
            passes[i] = new AxisPass(axes[i], inner);
            outer[i] = rows;
            rows *= (int) axes[i].out();
            if (i < between.length) {
                between[i] = new double[maps * rows * inner];
            }
        }
    }

    /** Takes the largest number under each window of some maps. */
    void largest(double[] x, int maps, double[] y) {
        for (int i = 0; i < passes.length; i++) {
            passes[i].largest(at(i - 1, x, y), maps * outer[i], at(i, x, y));
        }
    }

    /** Takes the sum under each window of some maps. */
    void sum(double[] x, int maps, double[] y) {
        for (int i = 0; i < passes.length; i++) {
            passes[i].sum(at(i - 1, x, y), maps * outer[i], at(i, x, y));
        }
    }

    /** Adds a number for each window at all of its places. */
    void spread(double[] y, int maps, double[] x) {
        for (int i = passes.length - 1; i >= 0; i--) {
            passes[i].spread(at(i, x, y), maps * outer[i], at(i - 1, x, y));
        }
    }

    /** Returns what lies behind a pass. */
    private double[] at(int pass, double[] x, double[] y) {
        if (pass < 0) {
            return x;
        }
        return pass < between.length ? between[pass] : y;
    }
}
