package io.orograph.network.operators.kernel;

/** eˣ/Σeˣ over rows in single precision, with the largest x of the row taken off, so that nothing overflows. */
public final class RowSoftmax {

    private RowSoftmax() {}

    /** y = eˣ/Σeˣ of each row. NaN in a row makes all of it NaN. */
    public static void run(float[][] x, float[] y, int rows, int length) {
        for (int row = 0; row < rows; row++) {
            subtract(x[0], largest(x[0], row * length, length), y, row * length, length);
        }
        FloatExponential.run(y, y, rows * length);
        for (int row = 0; row < rows; row++) {
            divide(y, (float) RowSums.sum(y, row * length, length), row * length, length);
        }
    }

    /**
     * Returns the largest number, or NaN if there is one without a sign; one with a sign is below all numbers here, and makes
     * the row NaN by its own power. It is found by the bits, which are in the order of the numbers once those of negative
     * ones are turned: comparing numbers takes a guess of the processor for each, which is wrong at each new largest one. Four
     * at a time do not wait for each other.
     */
    private static float largest(float[] x, int from, int length) {
        int a = Integer.MIN_VALUE;
        int b = a;
        int c = a;
        int d = a;
        int end = from + length;
        int whole = from + length / 4 * 4;
        for (int i = from; i < whole; i += 4) {
            a = Math.max(a, ordered(Float.floatToRawIntBits(x[i])));
            b = Math.max(b, ordered(Float.floatToRawIntBits(x[i + 1])));
            c = Math.max(c, ordered(Float.floatToRawIntBits(x[i + 2])));
            d = Math.max(d, ordered(Float.floatToRawIntBits(x[i + 3])));
        }
        for (int i = whole; i < end; i++) {
            a = Math.max(a, ordered(Float.floatToRawIntBits(x[i])));
        }
        return Float.intBitsToFloat(ordered(Math.max(Math.max(a, b), Math.max(c, d))));
    }

    /** Turns all bits but the sign of a negative number; twice, it changes nothing. */
    private static int ordered(int bits) {
        return bits ^ (bits >> Integer.SIZE - 1) >>> 1;
    }

    private static void subtract(float[] x, float number, float[] y, int from, int length) {
        for (int i = from; i < from + length; i++) {
            y[i] = x[i] - number;
        }
    }

    private static void divide(float[] y, float number, int from, int length) {
        for (int i = from; i < from + length; i++) {
            y[i] /= number;
        }
    }
}
