package io.orograph.sharpness;

import io.orograph.math.Vectors;
import io.orograph.objective.Moments;
import io.orograph.objective.Objective;
import io.orograph.objective.SampleGroups;
import io.orograph.plane.FilterScale;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
     * @param replicates the increase without each group of the samples, and of each pair
     */
    public record Result(
            double mean, double standardError, double loss, GaussianIncrease settings, Replicates replicates) {

        /** Makes a result without the error of its sample. */
        public Result(double mean, double standardError, double loss, GaussianIncrease settings) {
            this(mean, standardError, loss, settings, Replicates.NONE);
        }

        /** Returns the standard error that comes from the sample, by the jackknife; NaN where it is not known. */
        public double sampleError() {
            return replicates.sampleError();
        }

        /** Returns it as a measure's value. */
        public Measurement measurement() {
            return new Measurement(mean, standardError, settings.draws() + " draws", replicates, Double.NaN);
        }
    }

    /**
     * Draws and evaluates, in parallel.
     *
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Result measure(Objective objective, double[] theta, ProgressListener progress, CancelToken cancel) {
        double[] scale = filterNormalized ? FilterScale.of(objective.network().layout(), theta) : null;
        SampleGroups groups = SampleGroups.of(objective.samples(), SampleGroups.USUAL);
        double[] losses = new double[draws];
        double[][] means = new double[draws][];
        double[][] origin = new double[1][];
        objective.parallel(1, cancel, (worker, index) -> origin[0] = worker.groupMeans(theta, groups, cancel));
        double base = origin[0][0];
        objective.parallel(draws, progress, cancel, (worker, draw) -> {
            double[] found = worker.groupMeans(perturbed(theta, scale, draw), groups, cancel);
            losses[draw] = found[0];
            means[draw] = ofGroups(found);
        });
        Moments increases = new Moments();
        List<Double> ofPairs = new ArrayList<>();
        double[] ofGroups = new double[groups.count()];
        for (int pair = 0; pair < draws / 2; pair++) {
            ofPairs.add((losses[2 * pair] - base + (losses[2 * pair + 1] - base)) / 2);
            increases.add(ofPairs.get(pair));
            Vectors.add(ofGroups, 1.0 / draws, means[2 * pair]);
            Vectors.add(ofGroups, 1.0 / draws, means[2 * pair + 1]);
        }
        Vectors.add(ofGroups, -1, ofGroups(origin[0]));
        Replicates replicates = new Replicates(Replicates.withoutEach(ofGroups, groups.sizes()), ofPairs);
        return new Result(increases.mean(), increases.standardError(), base, this, replicates);
    }

    /** Leaves out the mean of all, which comes before those of the groups. */
    private static double[] ofGroups(double[] means) {
        return Arrays.copyOfRange(means, 1, means.length);
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
        return measure(point.objective(), point.theta(), progress, point.cancel())
                .measurement();
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
