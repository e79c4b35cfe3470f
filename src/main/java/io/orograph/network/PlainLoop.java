package io.orograph.network;

/** Sums as anybody would write them, which the libraries' kernels are compared with. */
final class PlainLoop {

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
}
