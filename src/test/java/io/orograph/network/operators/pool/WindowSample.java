package io.orograph.network.operators.pool;

import io.orograph.network.Shape;
import io.orograph.network.operators.OperatorCase;
import io.orograph.network.operators.window.Window;
import java.util.Arrays;
import java.util.List;

/** Windows over an input, one number an axis; padding before all axes and behind them. */
record WindowSample(
        long[] shape,
        long[] kernel,
        long[] strides,
        long[] dilations,
        long[] pads,
        boolean overhangs,
        boolean countsPadding) {

    static WindowSample of(long[] shape, long... kernel) {
        long[] ones = new long[kernel.length];
        Arrays.fill(ones, 1);
        return new WindowSample(shape, kernel, ones, ones, new long[2 * kernel.length], false, false);
    }

    WindowSample strides(long... chosen) {
        return new WindowSample(shape, kernel, chosen, dilations, pads, overhangs, countsPadding);
    }

    WindowSample dilations(long... chosen) {
        return new WindowSample(shape, kernel, strides, chosen, pads, overhangs, countsPadding);
    }

    WindowSample pads(long... chosen) {
        return new WindowSample(shape, kernel, strides, dilations, chosen, overhangs, countsPadding);
    }

    WindowSample overhanging() {
        return new WindowSample(shape, kernel, strides, dilations, pads, true, countsPadding);
    }

    WindowSample countingPadding() {
        return new WindowSample(shape, kernel, strides, dilations, pads, overhangs, true);
    }

    OperatorCase operator(boolean isMean, double... x) {
        Object[] all = {
            "kernel_shape", kernel,
            "strides", strides,
            "dilations", dilations,
            "pads", pads,
            "ceil_mode", overhangs ? 1 : 0,
            "count_include_pad", countsPadding ? 1 : 0
        };
        Object[] settings = isMean ? all : Arrays.copyOf(all, all.length - 2);
        return OperatorCase.of(isMean ? "AveragePool" : "MaxPool", 19, settings).input(x, shape);
    }

    int numbers() {
        return Shape.size(shape);
    }

    long[] outputShape() {
        return operator(false, new double[numbers()])
                .operator()
                .outputShapes(List.of(shape))
                .get(0);
    }

    /** Returns the results by the definition: window after window, number after number. */
    double[] expected(boolean isMean, double... x) {
        long[] out = operator(isMean, x).operator().outputShapes(List.of(shape)).get(0);
        double[] y = new double[Shape.size(out)];
        int axes = kernel.length;
        int ofMap = Shape.size(Arrays.copyOfRange(shape, 2, shape.length));
        int results = Shape.size(Arrays.copyOfRange(out, 2, out.length));
        for (int i = 0; i < y.length; i++) {
            double taken = isMean ? 0 : Double.NEGATIVE_INFINITY;
            int counted = 0;
            for (int tap = 0; tap < Shape.size(kernel); tap++) {
                int stop = i % results;
                int restOfTap = tap;
                int at = 0;
                int step = 1;
                boolean isThere = true;
                boolean isCounted = true;
                for (int axis = axes - 1; axis >= 0; axis--) {
                    long in = shape[2 + axis];
                    long place = stop % out[2 + axis] * strides[axis]
                            + restOfTap % kernel[axis] * dilations[axis]
                            - pads[axis];
                    stop /= (int) out[2 + axis];
                    restOfTap /= (int) kernel[axis];
                    isThere &= place >= 0 && place < in;
                    isCounted &= countsPadding ? place < in + pads[axes + axis] : place >= 0 && place < in;
                    at += (int) place * step;
                    step *= (int) in;
                }
                counted += isCounted ? 1 : 0;
                if (isThere) {
                    double number = x[i / results * ofMap + at];
                    taken = isMean ? taken + number : Math.max(taken, number);
                }
            }
            y[i] = isMean && counted > 0 ? taken / counted : taken;
        }
        return y;
    }

    /** Returns the windows along each axis. */
    Window.Axis[] windows() {
        long[] out = outputShape();
        Window.Axis[] windows = new Window.Axis[kernel.length];
        Arrays.setAll(
                windows,
                i -> new Window.Axis(
                        shape[2 + i],
                        kernel[i],
                        strides[i],
                        dilations[i],
                        pads[i],
                        pads[kernel.length + i],
                        out[2 + i]));
        return windows;
    }
}
