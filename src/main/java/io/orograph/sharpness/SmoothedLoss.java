package io.orograph.sharpness;

import io.orograph.task.ProgressListener;
import java.util.Set;

/**
 * The loss smoothed by a Gaussian, E[L(θ + σε)], ε ~ N(0, I): a low-pass filter of the landscape (Bisla, Wang and
 * Choromanska 2022, arXiv 2201.08025, who found it to go best with generalisation among the measures compared).
 *
 * @param sigma of the filter
 * @param draws of noise
 * @param seed of the noise
 */
public record SmoothedLoss(double sigma, int draws, long seed) implements SharpnessMeasure {

    public static final int DEFAULT_DRAWS = 100;

    @Override
    public Definition definition() {
        return new Definition(
                "lpf",
                "loss smoothed by a Gaussian (LPF), σ = " + sigma,
                "E[L(θ + σε)], ε ~ N(0, I)",
                "Bisla et al. 2022, arXiv 2201.08025");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of();
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        GaussianIncrease.Result result = new GaussianIncrease(sigma, draws, seed, false)
                .measure(point.objective(), point.theta(), progress, point.cancel());
        Replicates replicates = Replicates.sampled(Replicates.sums(
                point.lossWithoutEachGroup(), result.replicates().withoutGroup()));
        return new Measurement(point.loss() + result.mean(), result.standardError(), "", replicates, Double.NaN);
    }
}
