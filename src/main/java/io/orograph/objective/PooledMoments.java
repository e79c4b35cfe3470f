package io.orograph.objective;

import java.util.Arrays;

/**
 * Means and variances of several channels over all that batches have of them, from each batch's count, means and sums of
 * squared deviations: the same numbers as those of Σx and Σx², without their cancellation (Chan, Golub and LeVeque 1983).
 */
final class PooledMoments {

    private final double[] mean;
    private final double[] squares;
    private long count;

    PooledMoments(int channels) {
        mean = new double[channels];
        squares = new double[channels];
    }

    /**
     * Adds a batch.
     *
     * @param n numbers that each channel has in it, at least one
     * @param means of the channels
     * @param deviations Σ(x − mean)² of the channels
     */
    void add(long n, double[] means, double[] deviations) {
        long before = count;
        count += n;
        for (int i = 0; i < mean.length; i++) {
            double delta = means[i] - mean[i];
            mean[i] += delta * n / count;
            squares[i] += deviations[i] + delta * delta * before * n / count;
        }
    }

    double[] means() {
        return mean.clone();
    }

    /** Returns Σ(x − mean)²/n, by which a batch is normalised. */
    double[] variances() {
        return over(Math.max(1, count));
    }

    /** Returns Σ(x − mean)²/(n − 1), which running statistics hold as PyTorch does; of a single number 0. */
    double[] estimates() {
        return over(Math.max(1, count - 1));
    }

    private double[] over(long n) {
        return Arrays.stream(squares).map(sum -> sum / n).toArray();
    }
}
