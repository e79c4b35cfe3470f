package io.orograph.sharpness;

import io.orograph.objective.Evaluation;
import io.orograph.objective.Moments;
import io.orograph.objective.Objective;
import io.orograph.plane.FilterScale;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Average increase of the loss when Gaussian noise is added to all weights:
 *
 * <p>E[L(θ₀ + σ·s⊙ε)] − L(θ₀), ε ~ N(0, I), estimated by the mean of {@code draws} draws with its standard error. The
 * scale s is 1, or {@link FilterScale} for the filter-normalised variant, which does not change when a layer is scaled
 * up and the next one down. Near a minimum the plain one is ½σ²·tr ∇²L (Keskar et al. 2017 argue with it; Jiang et al.
 * 2020, "Fantastic generalization measures", compare such measures).
 *
 * @param sigma σ
 * @param draws n
 * @param seed of the noise: draw i is the same whatever n and the number of workers are
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
     * @throws IllegalArgumentException if σ is not positive and finite or there is no draw
     */
    public GaussianIncrease {
        if (!(sigma > 0) || !Double.isFinite(sigma)) {
            throw new IllegalArgumentException("σ must be a positive number, not " + sigma);
        }
        if (draws < 1) {
            throw new IllegalArgumentException("at least one draw is needed, not " + draws);
        }
    }

    /**
     * The estimate.
     *
     * @param mean average increase; NaN or infinite if the loss is so at a draw
     * @param standardError of that mean; NaN for a single draw
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
        AtomicInteger done = new AtomicInteger();
        Evaluation base = objective.evaluate(theta, cancel);
        objective.parallel(draws, cancel, (worker, draw) -> {
            losses[draw] =
                    worker.evaluate(perturbed(theta, scale, draw), cancel).loss();
            progress.progress(done.incrementAndGet(), draws);
        });
        Moments increases = new Moments();
        for (double loss : losses) {
            increases.add(loss - base.loss());
        }
        return new Result(increases.mean(), increases.standardError(), base.loss(), this);
    }

    @Override
    public String label() {
        return filterNormalized ? "gaussian-filter" : "gaussian";
    }

    @Override
    public String title() {
        return "average increase under Gaussian noise, σ = " + sigma
                + (filterNormalized ? " relative to each filter" : "");
    }

    @Override
    public String formula() {
        return filterNormalized
                ? "E[L(θ + σ·s⊙ε)] − L(θ), s the root mean square of each filter, ε ~ N(0, I)"
                : "E[L(θ + σε)] − L(θ), ε ~ N(0, I)";
    }

    @Override
    public String source() {
        return filterNormalized ? "after Li et al. 2018, arXiv 1712.09913" : "Jiang et al. 2020, arXiv 1912.02178";
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
        Random random = new Random(seed + draw * SEED_STEP);
        double[] moved = new double[theta.length];
        for (int i = 0; i < moved.length; i++) {
            double unit = scale == null ? 1 : scale[i];
            moved[i] = theta[i] + sigma * unit * random.nextGaussian();
        }
        return moved;
    }
}
