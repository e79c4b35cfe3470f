package io.orograph.objective;

import io.orograph.data.Strata;
import java.util.Arrays;
import java.util.Optional;

/**
 * The mean of the losses of samples, and its standard error: s/√n for samples that stand for a population; for
 * a part drawn from the strata of a file, that of its mean as an estimate of the whole file's,
 *
 * <pre>
 * √(Σₕ (Nₕ/N)²·(1 − nₕ/Nₕ)·sₕ²/nₕ)                               (Cochran 1977, "Sampling Techniques", 5.6)
 * </pre>
 *
 * with the variance of all samples for a stratum of which one was drawn.
 */
final class SampleError {

    private final Moments all;
    private final Optional<Strata> strata;
    private final Moments[] each;

    /**
     * Finds mean and error.
     *
     * @param losses of all samples, in the order of the strata where there are any
     */
    SampleError(Optional<Strata> strata, double... losses) {
        this.all = Moments.of(losses);
        this.strata = strata;
        this.each = new Moments[strata.map(drawn -> drawn.sizes().length).orElse(0)];
        Arrays.setAll(each, stratum -> new Moments());
        if (strata.isPresent()) {
            int[] of = strata.get().of();
            for (int sample = 0; sample < losses.length; sample++) {
                each[of[sample]].add(losses[sample]);
            }
        }
    }

    double mean() {
        return all.mean();
    }

    double standardError() {
        if (strata.isEmpty() || Double.isNaN(all.standardError())) {
            return all.standardError();
        }
        int[] sizes = strata.get().sizes();
        double total = Arrays.stream(sizes).sum();
        double variance = 0;
        for (int stratum = 0; stratum < each.length; stratum++) {
            int n = each[stratum].count();
            if (n > 0) {
                // s²/n; that of all over n for a single one.
                double square = n == 1 ? square(all) * all.count() : square(each[stratum]);
                double share = sizes[stratum] / total;
                variance += share * share * (1 - (double) n / sizes[stratum]) * square;
            }
        }
        return Math.sqrt(variance);
    }

    private static double square(Moments moments) {
        return moments.standardError() * moments.standardError();
    }
}
