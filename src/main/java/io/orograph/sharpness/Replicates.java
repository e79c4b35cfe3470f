package io.orograph.sharpness;

import io.orograph.math.Jackknife;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A measured value as it comes out when a part of what it was computed from is another: what its errors are computed from.
 *
 * @param withoutGroup the value on the samples without one of their groups, for each group; empty if they were not grouped
 * @param draws the value from each random draw alone; empty if nothing was drawn
 */
public record Replicates(List<Double> withoutGroup, List<Double> draws) {

    /** Those of a value without errors. */
    public static final Replicates NONE = new Replicates(List.of(), List.of());

    /** Returns those of a value in which nothing is drawn, or whose draws bring an error of their own. */
    static Replicates sampled(List<Double> withoutGroup) {
        return new Replicates(withoutGroup, List.of());
    }

    public Replicates {
        withoutGroup = List.copyOf(withoutGroup);
        draws = List.copyOf(draws);
    }

    /**
     * Returns the standard error that comes from the sample, by the jackknife over groups (Efron & Tibshirani 1993, §11.5):
     * √((K − 1)/K·Σ(x₋ₖ − mean)²); NaN for fewer than two groups.
     */
    public double sampleError() {
        return jackknife(withoutGroup);
    }

    static double jackknife(List<Double> withoutGroup) {
        return Jackknife.standardError(
                withoutGroup.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Returns the standard error of the mean of the draws; NaN for fewer than two. */
    public double drawError() {
        return ofMean(draws);
    }

    static double ofMean(List<Double> draws) {
        int count = draws.size();
        return count < 2 ? Double.NaN : Math.sqrt(squares(draws) / (count - 1.0) / count);
    }

    private static double squares(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        return values.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
    }

    /**
     * Returns the values without each group of a mean over samples.
     *
     * @param means of the groups
     * @param sizes of the groups
     */
    static List<Double> withoutEach(double[] means, int[] sizes) {
        if (means.length < 2) {
            return List.of();
        }
        double total = 0;
        int samples = 0;
        for (int i = 0; i < means.length; i++) {
            total += sizes[i] * means[i];
            samples += sizes[i];
        }
        Double[] without = new Double[means.length];
        for (int i = 0; i < means.length; i++) {
            without[i] = (total - sizes[i] * means[i]) / (samples - sizes[i]);
        }
        return List.of(without);
    }

    /** Returns the sums of two lists; none if they are of different groups. */
    static List<Double> sums(List<Double> one, List<Double> other) {
        return one.size() == other.size()
                ? IntStream.range(0, one.size())
                        .mapToObj(i -> one.get(i) + other.get(i))
                        .toList()
                : List.of();
    }

    /** Returns the mean over samples from those of groups. */
    static double mean(double[] means, int[] sizes) {
        double total = 0;
        int samples = 0;
        for (int i = 0; i < means.length; i++) {
            total += sizes[i] * means[i];
            samples += sizes[i];
        }
        return total / samples;
    }
}
