package io.orograph.network.operators.sampling;

import java.util.Arrays;

/**
 * One axis of an image that is sampled between its pixels: which pixels a place takes part in, with which weights, and
 * how the weights change with the place.
 *
 * @param size pixels along the axis
 * @param method how pixels are mixed
 * @param outside what stands beyond the first and the last pixel
 * @param alignsCorners whether −1 and 1 are the middles of the first and the last pixel, or their outer edges
 */
record SampledAxis(int size, Method method, Outside outside, boolean alignsCorners) {

    /** Keys' cubic (1981) with the parameter of PyTorch and ONNX. */
    private static final double CUBIC = -0.75;

    /** No pixel, but zero. */
    static final int NONE = -1;

    /** How pixels are mixed. */
    enum Method {
        NEAREST(1),
        LINEAR(2),
        CUBIC(4);

        private final int taps;

        Method(int taps) {
            this.taps = taps;
        }

        /** Returns how many pixels are mixed along an axis. */
        int taps() {
            return taps;
        }
    }

    /** What stands beyond the first and the last pixel. */
    enum Outside {
        ZEROS,
        BORDER,
        REFLECTION
    }

    /**
     * What a place takes from the axis.
     *
     * @param pixels the pixels that are mixed; {@link #NONE} for zero
     * @param weights their weights
     * @param slopes the derivatives of the weights by the place
     */
    record Taps(int[] pixels, double[] weights, double[] slopes) {

        static Taps of(Method method) {
            return new Taps(new int[method.taps()], new double[method.taps()], new double[method.taps()]);
        }
    }

    private double lowest() {
        return alignsCorners ? 0 : -0.5;
    }

    private double highest() {
        return lowest() + range();
    }

    private double range() {
        return alignsCorners ? size - 1 : size;
    }

    /** Computes what a place takes part in, which is counted from −1 to 1. */
    void tap(double place, Taps taps) {
        double scale = range() / 2;
        double x = lowest() + (place + 1) * scale;
        double slope = scale;
        if (method == Method.NEAREST) {
            x = Math.rint(x);
        }
        // Of a cubic each pixel is held inside by itself, as in PyTorch.
        if (x < lowest() || x > highest()) {
            if (outside == Outside.BORDER && method != Method.CUBIC) {
                x = Math.max(0, Math.min(size - 1, x));
                slope = 0;
            } else if (outside == Outside.REFLECTION) {
                slope *= isTurned(x) ? -1 : 1;
                x = reflected(x);
            }
        }
        // Beyond these all is outside, and no index overflows; NaN is nowhere.
        double held = Double.isNaN(x) ? -2.0 * method.taps() : Math.max(-1e9, Math.min(1e9, x));
        int first = (int) Math.floor(method == Method.NEAREST ? Math.rint(held) : held) - (method.taps() - 1) / 2;
        mix(held - Math.floor(held), taps, slope);
        for (int k = 0; k < taps.pixels.length; k++) {
            taps.pixels[k] = pixel(first + k);
        }
    }

    private int pixel(int i) {
        if (i >= 0 && i < size) {
            return i;
        }
        return switch (outside) {
            case ZEROS -> NONE;
            case BORDER -> Math.max(0, Math.min(size - 1, i));
            case REFLECTION -> (int) reflected(i);
        };
    }

    /** Whether a place outside is an odd number of reflections away. */
    private boolean isTurned(double x) {
        return Math.floor((x - lowest()) / range()) % 2 != 0;
    }

    private double reflected(double x) {
        if (range() == 0) {
            return lowest();
        }
        double below = x - lowest();
        double rest = below - Math.floor(below / range()) * range();
        return isTurned(x) ? highest() - rest : lowest() + rest;
    }

    private void mix(double t, Taps taps, double slope) {
        double[] weights = taps.weights;
        double[] slopes = taps.slopes;
        switch (method) {
            case NEAREST -> {
                weights[0] = 1;
                slopes[0] = 0;
            }
            case LINEAR -> {
                weights[0] = 1 - t;
                weights[1] = t;
                slopes[0] = -1;
                slopes[1] = 1;
            }
            case CUBIC -> {
                weights[0] = outer(t + 1);
                weights[1] = inner(t);
                weights[2] = inner(1 - t);
                weights[3] = outer(2 - t);
                slopes[0] = outerSlope(t + 1);
                slopes[1] = innerSlope(t);
                slopes[2] = -innerSlope(1 - t);
                slopes[3] = -outerSlope(2 - t);
            }
        }
        Arrays.setAll(slopes, k -> slopes[k] * slope);
    }

    /** Keys' cubic up to a distance of 1. */
    private static double inner(double d) {
        return ((CUBIC + 2) * d - (CUBIC + 3)) * d * d + 1;
    }

    private static double innerSlope(double d) {
        return (3 * (CUBIC + 2) * d - 2 * (CUBIC + 3)) * d;
    }

    /** Keys' cubic from 1 to 2. */
    private static double outer(double d) {
        return ((CUBIC * d - 5 * CUBIC) * d + 8 * CUBIC) * d - 4 * CUBIC;
    }

    private static double outerSlope(double d) {
        return (3 * CUBIC * d - 10 * CUBIC) * d + 8 * CUBIC;
    }
}
