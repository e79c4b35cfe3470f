package io.orograph.sharpness;

import io.orograph.objective.Evaluation;
import io.orograph.objective.Moments;
import io.orograph.objective.Objective;
import io.orograph.plane.FilterScale;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Random;
import java.util.Set;

/**
 * Average increase of the loss when Gaussian noise is added to all weights:
 *
 * <p>E[L(θ₀ + σ·s⊙ε)] − L(θ₀), ε ~ N(0, I), estimated by the mean over antithetic pairs, ½(L(θ₀ + σ·s⊙ε) + L(θ₀ − σ·s⊙ε)) −
 * L(θ₀), with the standard error over pairs: the slope at θ₀, which says nothing of the mean, cancels in each. The
 * scale s is 1, or {@link FilterScale} for the filter-normalised variant, which does not change when a layer is scaled
 * up and the next one down. Near a minimum the plain one is ½σ²·tr ∇²L (Keskar et al. 2017 argue with it; Jiang et al.
 * 2020, "Fantastic generalization measures", compare such measures).
 *
 * @param sigma σ
 * @param draws how many losses are evaluated, two a pair
 * @param seed of the noise: pair i is the same whatever the number of draws and of workers is
 * @param filterNormalized whether σ is relative to the weights of each filter
 */
public record GaussianIncrease(double sigma, int draws, long seed, boolean filterNormalized)
        implements SharpnessMeasure {

    public static final double DEFAULT_SIGMA = 0.01;
    public static final int DEFAULT_DRAWS = 20;

    /** Spreads the seeds of the draws: the odd constant of SplitMix64 (Steele et al. 2014). */
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

    public static final GaussianIncrease DEFAULT = new GaussianIncrease(DEFAULT_SIGMA, DEFAULT_DRAWS, 0, false);

    /**
     * Checks σ and the number of draws.
     *
     * @throws IllegalArgumentException if σ is not positive and finite, or the draws are no pairs
     */
    public GaussianIncrease {
        if (!(sigma > 0) || !Double.isFinite(sigma)) {
            throw new IllegalArgumentException("σ must be a positive number, not " + sigma);
        }
        if (draws < 2 || draws % 2 != 0) {
            throw new IllegalArgumentException("draws come in pairs: an even number of at least 2, not " + draws);
        }
    }

    /**
     * The estimate.
     *
     * @param mean average increase; NaN or infinite if the loss is so at a draw
     * @param standardError of that mean over pairs; NaN for a single pair
     * @param loss L(θ₀)
     */
    public record Result(double mean, double standardError, double loss, GaussianIncrease settings) {}

    /**
     * Draws and evaluates, in parallel.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Result measure(Objective objective, double[] theta, ProgressListener progress, CancelToken cancel) {
        double[] scale = filterNormalized ? FilterScale.of(objective.network().layout(), theta) : null;
        double[] losses = new double[draws];
        Evaluation base = objective.evaluate(theta, cancel);
        objective.parallel(
                draws,
                progress,
                cancel,
                (worker, draw) -> losses[draw] =
                        worker.evaluate(perturbed(theta, scale, draw), cancel).loss());
        Moments increases = new Moments();
        for (int pair = 0; pair < draws / 2; pair++) {
            increases.add((losses[2 * pair] - base.loss() + (losses[2 * pair + 1] - base.loss())) / 2);
        }
        return new Result(increases.mean(), increases.standardError(), base.loss(), this);
    }

    @Override
    public Definition definition() {
        String title = "average increase under Gaussian noise, σ = " + sigma;
        return filterNormalized
                ? new Definition(
                        "gaussian-filter",
                        title + " relative to each filter",
                        "E[L(θ + σ·s⊙ε)] − L(θ), s the root mean square of each filter, ε ~ N(0, I)",
                        "after Li et al. 2018, arXiv 1712.09913")
                : new Definition(
                        "gaussian", title, "E[L(θ + σε)] − L(θ), ε ~ N(0, I)", "Jiang et al. 2020, arXiv 1912.02178");
    }

    @Override
    public Set<Rescaling> invariances() {
        return filterNormalized ? Set.of(Rescaling.LAYERS) : Set.of();
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        Result result = measure(point.objective(), point.theta(), progress, point.cancel());
        return new Measurement(result.mean(), result.standardError(), draws + " draws");
    }

    private double[] perturbed(double[] theta, double[] scale, int draw) {
        Random random = new Random(seed + draw / 2 * SEED_STEP);
        double step = draw % 2 == 0 ? sigma : -sigma;
        double[] moved = new double[theta.length];
        for (int i = 0; i < moved.length; i++) {
            double unit = scale == null ? 1 : scale[i];
            moved[i] = theta[i] + step * unit * random.nextGaussian();
        }
        return moved;
    }
}
