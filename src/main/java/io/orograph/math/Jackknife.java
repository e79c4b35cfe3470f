package io.orograph.math;

import java.util.Arrays;

/** The jackknife over groups of samples: how far a number may be off, from what it is without each group in turn. */
public final class Jackknife {

    private Jackknife() {}

    /**
     * Returns the standard error √((K − 1)/K·Σ(x₋ₖ − mean)²) (Efron and Tibshirani 1993, §11.5); NaN for fewer than two
     * groups.
     *
     * @param withoutGroup x₋ₖ, the number without each group
     */
    public static double standardError(double[] withoutGroup) {
        int count = withoutGroup.length;
        double mean = Arrays.stream(withoutGroup).average().orElse(Double.NaN);
        double squares =
                Arrays.stream(withoutGroup).map(x -> (x - mean) * (x - mean)).sum();
        return count < 2 ? Double.NaN : Math.sqrt((count - 1.0) / count * squares);
    }
}
