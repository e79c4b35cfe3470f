package io.orograph.network;

/** Sums as anybody would write them, which the libraries' kernels are compared with. */
final class PlainLoop {

    /** Terms after which those of an argument up to 3 are far below a float's last place. */
    private static final int SERIES = 40;

    /**
     * A convolution of one image without padding.
     *
     * @param channels of the image
     * @param filters channels of the result
     * @param side height and width of the image
     * @param kernel height and width of a filter
     */
    record Convolution(int channels, int filters, int side, int kernel) {

        /** Returns height and width of the result. */
        int outputSide() {
            return side - kernel + 1;
        }

        /** Returns how many products a number of the result is the sum of. */
        int taps() {
            return channels * kernel * kernel;
        }
    }

    private PlainLoop() {}

    /**
     * Returns the convolution of networks: filters are not turned round.
     *
     * @param x [channels, side, side]
     * @param weights [filters, channels, kernel, kernel]
     */
    static double[] convolution(Convolution of, double[] x, double[] weights) {
        int places = of.outputSide() * of.outputSide();
        double[] sums = new double[of.filters() * places];
        for (int place = 0; place < sums.length; place++) {
            int row = place / of.outputSide() % of.outputSide();
            int column = place % of.outputSide();
            for (int tap = 0; tap < of.taps(); tap++) {
                int channel = tap / (of.kernel() * of.kernel());
                int y = row + tap / of.kernel() % of.kernel();
                sums[place] += x[(channel * of.side() + y) * of.side() + column + tap % of.kernel()]
                        * weights[place / places * of.taps() + tap];
            }
        }
        return sums;
    }

    /** Returns eˣ/Σeˣ of each row; NaN makes NaN of its row. */
    static double[] softmax(double[] x, int length) {
        double[] y = new double[x.length];
        for (int from = 0; from < x.length; from += length) {
            double sum = 0;
            for (int i = from; i < from + length; i++) {
                y[i] = Math.exp(x[i]);
                sum += y[i];
            }
            for (int i = from; i < from + length; i++) {
                y[i] /= sum;
            }
        }
        return y;
    }

    /** Returns scale·(x − mean)/√(variance + ε) + shift of each row; NaN makes NaN of its row. */
    static double[] normalization(double[] x, double[] scale, double[] shift, double epsilon) {
        double[] y = new double[x.length];
        int length = scale.length;
        for (int from = 0; from < x.length; from += length) {
            double mean = 0;
            double variance = 0;
            for (int i = from; i < from + length; i++) {
                mean += x[i] / length;
            }
            for (int i = from; i < from + length; i++) {
                variance += (x[i] - mean) * (x[i] - mean) / length;
            }
            for (int i = 0; i < length; i++) {
                y[from + i] = scale[i] * (x[from + i] - mean) / Math.sqrt(variance + epsilon) + shift[i];
            }
        }
        return y;
    }

    /** Returns z·Φ(z) with z = x + row, Φ by the series of the error function, which is good for small numbers only. */
    static double[] gelu(double[] x, double[] row) {
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double z = x[i] + row[i % row.length];
            double term = z / Math.sqrt(2 * Math.PI);
            double sum = term;
            for (int k = 1; k < SERIES; k++) {
                term *= -z * z / (2 * k);
                sum += term / (2 * k + 1);
            }
            y[i] = z * (0.5 + sum);
        }
        return y;
    }

    /** Returns max(x·Wᵀ + bias, 0) of rows of that length. */
    static double[] dense(double[] x, double[] weights, double[] bias, int length) {
        double[] y = new double[x.length / length * bias.length];
        for (int i = 0; i < y.length; i++) {
            double sum = bias[i % bias.length];
            for (int k = 0; k < length; k++) {
                sum += x[i / bias.length * length + k] * weights[i % bias.length * length + k];
            }
            y[i] = Math.max(sum, 0);
        }
        return y;
    }
}
