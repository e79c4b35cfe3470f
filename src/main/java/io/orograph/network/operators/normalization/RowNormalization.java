package io.orograph.network.operators.normalization;

import io.orograph.network.operators.kernel.RowLoop;
import io.orograph.network.operators.kernel.RowSums;

/**
 * y = scale·(x − mean)/√(variance + ε) + shift over rows in single precision, mean and variance added up in double precision.
 *
 * @param centred whether the mean is taken off
 */
record RowNormalization(boolean centred, double epsilon) implements RowLoop {

    @Override
    public void run(float[][] x, float[] y, int rows, int length) {
        for (int row = 0; row < rows; row++) {
            int from = row * length;
            float mean = centred ? (float) (RowSums.sum(x[0], from, length) / length) : 0;
            subtract(x[0], mean, y, from, length);
            double variance = RowSums.squares(y, from, length) / length;
            multiply(y, (float) (1 / Math.sqrt(variance + epsilon)), from, length);
        }
        if (x.length > 1 && x[1] != null) {
            scale(y, x[1], rows * length);
        }
        if (x.length > 2 && x[2] != null) {
            shift(y, x[2], rows * length);
        }
    }

    private static void subtract(float[] x, float mean, float[] y, int from, int length) {
        for (int i = from; i < from + length; i++) {
            y[i] = x[i] - mean;
        }
    }

    private static void multiply(float[] y, float factor, int from, int length) {
        for (int i = from; i < from + length; i++) {
            y[i] *= factor;
        }
    }

    private static void scale(float[] y, float[] scale, int length) {
        for (int i = 0; i < length; i++) {
            y[i] *= scale[i];
        }
    }

    private static void shift(float[] y, float[] shift, int length) {
        for (int i = 0; i < length; i++) {
            y[i] += shift[i];
        }
    }
}
