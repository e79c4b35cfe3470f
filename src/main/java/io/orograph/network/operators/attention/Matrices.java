package io.orograph.network.operators.attention;

import java.util.Arrays;

/** Products of small row-major matrices. */
final class Matrices {

    private Matrices() {}

    /** c = a·b, with a of rows × inner and b of inner × columns. */
    static void product(double[] a, double[] b, double[] c, int rows, int inner, int columns) {
        Arrays.fill(c, 0);
        addProduct(a, b, c, rows, inner, columns);
    }

    /** c = c + a·b. */
    static void addProduct(double[] a, double[] b, double[] c, int rows, int inner, int columns) {
        for (int row = 0; row < rows; row++) {
            for (int k = 0; k < inner; k++) {
                addScaled(a[row * inner + k], b, k * columns, c, row * columns, columns);
            }
        }
    }

    private static void addScaled(double factor, double[] from, int source, double[] to, int target, int length) {
        for (int i = 0; i < length; i++) {
            to[target + i] += factor * from[source + i];
        }
    }

    static double[] transposed(double[] a, int rows, int columns) {
        double[] result = new double[a.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                result[column * rows + row] = a[row * columns + column];
            }
        }
        return result;
    }

    /** b = b + a. */
    static void add(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            b[i] += a[i];
        }
    }
}
