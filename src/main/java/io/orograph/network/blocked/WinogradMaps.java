package io.orograph.network.blocked;

/**
 * The linear maps of F(4, 3) along one axis, of many tiles at once (Winograd 1980; Lavin and Gray 2016, arXiv 1509.09308):
 * the matrices Bᵀ of the input, G of the filter and Aᵀ of the output. The points are 0, ±a, ±b and ∞ with a near 1/b, by which
 * results are rounded two to three times as far as plain sums are, where the usual ±1 and ±2 round five times as far (Barabasz,
 * Anderson, Soodhalter and Gregg 2020, arXiv 1803.10986). A plane holds the numbers at one place of all tiles. Each loop goes
 * through arrays of its own by one index, which is what the compiler makes vector instructions of; a sum of two products it
 * takes apart so that it makes none, a difference not.
 *
 * <p>What depends on NaN becomes NaN, and what depends on an infinity that or NaN, for all of a tile.
 */
final class WinogradMaps {

    /** Numbers of a tile of the input along an axis. */
    static final int TILE = 6;

    /** Numbers of a tile of the output along an axis. */
    static final int STEP = 4;

    /** Numbers of a filter along an axis. */
    static final int FILTER = 3;

    /** Places of a tile of the input, and products. */
    static final int PLACES = TILE * TILE;

    /** The points: a, b, their powers and products are floats without rounding. */
    private static final float A = 5f / 8;

    private static final float B = 3f / 2;
    private static final float A2 = A * A;
    private static final float B2 = B * B;

    /** What a filter is divided by at the points ±a and ±b. */
    private static final float OF_A = 1 / (2 * A2 * (A2 - B2));

    private static final float OF_B = 1 / (2 * B2 * (B2 - A2));

    private WinogradMaps() {}

    /** A map of planes to others along an axis of their tiles. */
    @FunctionalInterface
    interface Along {
        void map(float[][] from, float[][] to, int length);
    }

    /** Computes six planes Bᵀd of six planes d. */
    static void input(float[][] d, float[][] out, int length) {
        edge(d[0], d[2], d[4], out[0], length);
        pair(d[1], d[2], d[3], d[4], B2, A, out[1], out[2], length);
        pair(d[1], d[2], d[3], d[4], A2, B, out[3], out[4], length);
        edge(d[1], d[3], d[5], out[5], length);
    }

    private static void edge(float[] first, float[] middle, float[] last, float[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = A2 * B2 * first[i] - (A2 + B2) * middle[i] + last[i];
        }
    }

    private static void pair(
            float[] d1,
            float[] d2,
            float[] d3,
            float[] d4,
            float inner,
            float point,
            float[] plus,
            float[] minus,
            int length) {
        for (int i = 0; i < length; i++) {
            float even = d4[i] - inner * d2[i];
            float odd = point * (d3[i] - inner * d1[i]);
            plus[i] = even + odd;
            minus[i] = even - odd;
        }
    }

    /** Computes six planes Gg of three planes g. */
    static void filter(float[][] g, float[][] out, int length) {
        scaled(g[0], 1 / (A2 * B2), out[0], length);
        around(g[0], g[1], g[2], A, OF_A, out[1], out[2], length);
        around(g[0], g[1], g[2], B, OF_B, out[3], out[4], length);
        scaled(g[2], 1, out[5], length);
    }

    private static void scaled(float[] g, float factor, float[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = factor * g[i];
        }
    }

    private static void around(
            float[] g0, float[] g1, float[] g2, float point, float factor, float[] plus, float[] minus, int length) {
        for (int i = 0; i < length; i++) {
            float even = factor * (g0[i] + point * point * g2[i]);
            float odd = factor * point * g1[i];
            plus[i] = even + odd;
            minus[i] = even - odd;
        }
    }

    /** Computes four planes Aᵀm of six planes m. */
    static void output(float[][] m, float[][] out, int length) {
        all(m[0], m[1], m[2], m[3], m[4], out[0], length);
        gaps(m[1], m[2], m[3], m[4], A, B, out[1], length);
        sums(m[1], m[2], m[3], m[4], A2, -B2, out[2], length);
        last(m[1], m[2], m[3], m[4], m[5], A2 * A, B2 * B, out[3], length);
    }

    private static void all(float[] m0, float[] m1, float[] m2, float[] m3, float[] m4, float[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = m0[i] + (m1[i] + m2[i]) + (m3[i] + m4[i]);
        }
    }

    private static void gaps(
            float[] m1, float[] m2, float[] m3, float[] m4, float first, float second, float[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = first * (m1[i] - m2[i]) - second * (m4[i] - m3[i]);
        }
    }

    private static void sums(
            float[] m1, float[] m2, float[] m3, float[] m4, float first, float minusSecond, float[] out, int length) {
        for (int i = 0; i < length; i++) {
            out[i] = first * (m1[i] + m2[i]) - minusSecond * (m3[i] + m4[i]);
        }
    }

    private static void last(
            float[] m1,
            float[] m2,
            float[] m3,
            float[] m4,
            float[] m5,
            float first,
            float second,
            float[] out,
            int length) {
        for (int i = 0; i < length; i++) {
            out[i] = first * (m1[i] - m2[i]) + second * (m3[i] - m4[i]) + m5[i];
        }
    }

    /** Computes six planes Ay of four planes y: the way back through {@link #output}. */
    static void outputBack(float[][] y, float[][] out, int length) {
        scaled(y[0], 1, out[0], length);
        powers(y[0], y[1], y[2], y[3], A, out[1], out[2], length);
        powers(y[0], y[1], y[2], y[3], B, out[3], out[4], length);
        scaled(y[3], 1, out[5], length);
    }

    private static void powers(
            float[] y0, float[] y1, float[] y2, float[] y3, float point, float[] plus, float[] minus, int length) {
        float square = point * point;
        for (int i = 0; i < length; i++) {
            float even = y0[i] + square * y2[i];
            float odd = point * (y1[i] + square * y3[i]);
            plus[i] = even + odd;
            minus[i] = even - odd;
        }
    }

    /** Computes three planes Gᵀu of six planes u: the way back through {@link #filter}. */
    static void filterBack(float[][] u, float[][] out, int length) {
        ends(u[0], u[1], u[2], u[3], u[4], 1 / (A2 * B2), -OF_A, -OF_B, out[0], length);
        gaps(u[1], u[2], u[3], u[4], OF_A * A, OF_B * B, out[1], length);
        ends(u[5], u[1], u[2], u[3], u[4], 1, -OF_A * A2, -OF_B * B2, out[2], length);
    }

    private static void ends(
            float[] end,
            float[] u1,
            float[] u2,
            float[] u3,
            float[] u4,
            float ofEnd,
            float minusFirst,
            float minusSecond,
            float[] out,
            int length) {
        for (int i = 0; i < length; i++) {
            out[i] = ofEnd * end[i] - minusFirst * (u1[i] + u2[i]) - minusSecond * (u3[i] + u4[i]);
        }
    }

    /** Adds two planes to a third, and cuts off what is less or more than two numbers, NaN staying NaN. */
    static void finish(float[] y, float[] bias, float[] skip, float least, float most, int length) {
        for (int i = 0; i < length; i++) {
            y[i] = Math.min(Math.max(y[i] + bias[i] + skip[i], least), most);
        }
    }
}
