package io.orograph.landscape;

import io.orograph.math.Quantiles;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The loss along many random lines through θ₀, and how it bends along each: what a plane of two such lines is typical of.
 *
 * @param positions along each line, in units of its direction, ascending
 * @param losses [line, position]
 * @param center L(θ₀)
 * @param bends dᵀHd/‖d‖² of each line's direction d
 * @param expected what the mean of the bends is over all such directions: tr(SHS)/tr(S²), where S is the scale of a
 *     direction's entries, tr(H)/n for plain ones
 * @param expectedError its standard error
 * @param reach where the median profile has doubled the loss at θ₀; NaN where it does not, or the loss is not above 0
 */
public record Profiles(
        double[] positions,
        double[][] losses,
        double center,
        double[] bends,
        double expected,
        double expectedError,
        double reach) {

    /** Returns how many lines there are. */
    public int lines() {
        return losses.length;
    }

    /**
     * Returns a quantile over the lines at each position, linear between order statistics; what is not a number counts as
     * infinite.
     *
     * @param share 0 to 1: 0.5 for the median
     */
    public double[] quantile(double share) {
        return IntStream.range(0, positions.length)
                .mapToDouble(i -> quantile(
                        Arrays.stream(losses).mapToDouble(line -> line[i]).toArray(), share))
                .toArray();
    }

    /** Returns a quantile of the bends. */
    public double bend(double share) {
        return quantile(bends, share);
    }

    /** Returns a quantile of values, linear between order statistics (type 7 of Hyndman and Fan 1996). */
    static double quantile(double[] values, double share) {
        double[] sorted = Arrays.stream(values)
                .map(value -> Double.isNaN(value) ? Double.POSITIVE_INFINITY : value)
                .sorted()
                .toArray();
        return Quantiles.of(sorted, share);
    }
}
