package io.orograph.network.operators.kernel;

/** Sums and means of rows in single precision, added up in double precision; NaN where a row has one. */
public enum RowSums implements RowLoop {
    /** y = Σx of each row. */
    SUM,
    /** y = Σx/n of each row. */
    MEAN;

    @Override
    public void run(float[][] x, float[] y, int rows, int length) {
        double divisor = divisor(length);
        for (int row = 0; row < rows; row++) {
            y[row] = (float) (sum(x[0], row * length, length) / divisor);
        }
    }

    /** Returns what the sum of a row is divided by. */
    double divisor(int length) {
        return this == MEAN ? length : 1;
    }

    /** Returns the sum of some numbers. Four sums at a time do not wait for each other. */
    public static double sum(float[] x, int from, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = from + length;
        int whole = from + length / 4 * 4;
        for (int i = from; i < whole; i += 4) {
            a += x[i];
            b += x[i + 1];
            c += x[i + 2];
            d += x[i + 3];
        }
        for (int i = whole; i < end; i++) {
            a += x[i];
        }
        return (a + b) + (c + d);
    }

    /** Returns the sum of the squares of some numbers. */
    public static double squares(float[] x, int from, int length) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int end = from + length;
        int whole = from + length / 4 * 4;
        for (int i = from; i < whole; i += 4) {
            a += (double) x[i] * x[i];
            b += (double) x[i + 1] * x[i + 1];
            c += (double) x[i + 2] * x[i + 2];
            d += (double) x[i + 3] * x[i + 3];
        }
        for (int i = whole; i < end; i++) {
            a += (double) x[i] * x[i];
        }
        return (a + b) + (c + d);
    }
}
