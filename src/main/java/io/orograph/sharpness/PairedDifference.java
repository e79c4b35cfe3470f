package io.orograph.sharpness;

import io.orograph.math.StudentT;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import java.util.ArrayList;
import java.util.List;

/**
 * The difference of a measure between two models on the same samples with the same draws, and its errors. They are those
 * of the differences, group by group and draw by draw: what makes both values larger at once cancels. The degrees of
 * freedom of the sum of both errors are those of Welch and Satterthwaite.
 *
 * @param value own minus other
 * @param sampleError standard error that comes from the sample
 * @param drawError standard error that comes from the draws; 0 if nothing is drawn
 * @param error both together
 * @param low lower end of the 95 % interval
 * @param high its upper end
 * @param p the probability of a difference as large if there were none
 */
public record PairedDifference(
        double value, double sampleError, double drawError, double error, double low, double high, double p) {

    /** One minus the confidence of the interval. */
    public static final double LEVEL = 0.05;

    /** Differences below this share of the larger value are none: to so much are products with a Hessian computed. */
    private static final double ROUNDING = 1e-4;

    /** With a probability of 80 %: the quantile of the normal distribution there. */
    private static final double POWER_QUANTILE = 0.8416;

    /** Returns the difference; one without an error of the sample has no interval. */
    public static PairedDifference of(Measurement own, Measurement other) {
        double value = own.value() - other.value();
        if (Math.abs(value) <= ROUNDING * Math.max(Math.abs(own.value()), Math.abs(other.value()))) {
            value = 0;
        }
        List<Double> groups = own.replicates().withoutGroup();
        List<Double> otherGroups = other.replicates().withoutGroup();
        double sample = groups.size() == otherGroups.size()
                ? Replicates.jackknife(differences(groups, otherGroups))
                : Double.NaN;
        Draws draws = Draws.of(own.replicates().draws(), other.replicates().draws());
        double error = Math.hypot(sample, draws.error);
        double freedom = freedom(sample, groups.size() - 1, draws.error, draws.freedom);
        if (Double.isNaN(error)) {
            return new PairedDifference(value, sample, draws.error, error, Double.NaN, Double.NaN, Double.NaN);
        }
        double reach = error == 0 ? 0 : error * StudentT.quantile(LEVEL, freedom);
        double p = value == 0 ? 1 : error == 0 ? 0 : StudentT.twoSided(value / error, freedom);
        return new PairedDifference(value, sample, draws.error, error, value - reach, value + reach, p);
    }

    /** The error of the draws and its degrees of freedom. */
    private record Draws(double error, int freedom) {

        static Draws of(List<Double> own, List<Double> other) {
            if (own.size() == other.size()) {
                return own.isEmpty()
                        ? new Draws(0, 1)
                        : new Draws(Replicates.ofMean(differences(own, other)), own.size() - 1);
            }
            // One of the two was computed exactly: its error is none.
            double error = own.isEmpty() || other.isEmpty()
                    ? Replicates.ofMean(own.isEmpty() ? other : own)
                    : Math.hypot(Replicates.ofMean(own), Replicates.ofMean(other));
            return new Draws(error, Math.max(1, Math.max(own.size(), other.size()) - 1));
        }
    }

    private static double freedom(double first, int ofFirst, double second, int ofSecond) {
        double sum = first * first + second * second;
        double spread = first * first * first * first / ofFirst + second * second * second * second / ofSecond;
        return sum == 0 || spread == 0 ? 1 : sum * sum / spread;
    }

    private static List<Double> differences(List<Double> own, List<Double> other) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            differences.add(own.get(i) - other.get(i));
        }
        return differences;
    }

    /** Returns −1, 0 or 1: the side of 0 on which the whole interval lies. */
    public int side() {
        return value == 0 ? 0 : low > 0 ? 1 : high < 0 ? -1 : 0;
    }

    /**
     * Returns how many samples would tell a difference of this size, four times of five; infinite if there is none, or if
     * the draws alone hide it.
     *
     * @param samples how many there are
     * @param level at which it is tested
     */
    double samplesNeeded(int samples, double level) {
        double quantiles = StudentT.quantile(level, 1e6) + POWER_QUANTILE;
        double square = value * value / (quantiles * quantiles) - drawError * drawError;
        return square > 0 ? Math.ceil(samples * sampleError * sampleError / square) : Double.POSITIVE_INFINITY;
    }
}
