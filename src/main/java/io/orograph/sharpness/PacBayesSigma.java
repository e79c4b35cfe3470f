package io.orograph.sharpness;

import io.orograph.task.ProgressListener;
import java.util.List;
import java.util.Set;

/**
 * The largest σ of Gaussian noise on all weights whose expected increase of the loss stays below a target:
 * E[L(θ + σε)] − L(θ) ≤ target, ε ~ N(0, I). Larger is flatter; 1/σ² is the sharpness in PAC-Bayes bounds (Neyshabur et
 * al. 2017, arXiv 1706.08947; Jiang et al. 2020, arXiv 1912.02178, who put the target on the error instead of the loss).
 * By bisection with the same draws at every σ, so that the increase is a smooth function of σ.
 *
 * @param target increase
 * @param draws of noise
 * @param seed of the noise
 */
public record PacBayesSigma(double target, int draws, long seed) implements SharpnessMeasure {

    public static final double DEFAULT_TARGET = 0.1;

    private static final double START = 0.01;
    private static final double SMALLEST = 1e-9;
    private static final double LARGEST = 1e3;

    /** The bisection ends when the ends are this close, as a ratio: far below the error of few draws. */
    private static final double CLOSE = 1.002;

    private static final double SLOPE_STEP = 1.05;

    /** The number of evaluations of the increase that are expected, for the progress: bracket, bisection and slope. */
    private static final int EVALUATIONS = 18;

    @Override
    public Definition definition() {
        return new Definition(
                "pac-bayes-sigma",
                "largest σ of noise with an expected increase of " + target + " (larger is flatter)",
                "max σ: E[L(θ + σε)] − L(θ) ≤ " + target + ", ε ~ N(0, I)",
                "Jiang et al. 2020, arXiv 1912.02178");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of();
    }

    @Override
    public boolean isLargerSharper() {
        return false;
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        int[] count = new int[1];
        java.util.function.DoubleFunction<GaussianIncrease.Result> increase = sigma -> {
            progress.progress(Math.min(++count[0], EVALUATIONS), EVALUATIONS);
            return new GaussianIncrease(sigma, draws, seed, false)
                    .measure(point.objective(), point.theta(), ProgressListener.NONE, point.cancel());
        };
        double low = START;
        while (!isBelow(increase.apply(low)) && low > SMALLEST) {
            low /= 2;
        }
        double high = low == START ? START : 2 * low;
        while (high < LARGEST && isBelow(increase.apply(high))) {
            low = high;
            high *= 2;
        }
        if (high >= LARGEST || low <= SMALLEST) {
            return new Measurement(
                    high >= LARGEST ? LARGEST : 0,
                    Double.NaN,
                    high >= LARGEST ? "the target was not reached" : "any noise exceeds the target");
        }
        while (high / low > CLOSE) {
            double middle = Math.sqrt(low * high);
            if (isBelow(increase.apply(middle))) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double sigma = Math.sqrt(low * high);
        GaussianIncrease.Result found = increase.apply(sigma);
        double slope = slope(increase, sigma);
        // To first order: what the sample adds to the increase takes it off σ, over the slope.
        List<Double> without = found.replicates().withoutGroup().stream()
                .map(there -> sigma - (there - found.mean()) / slope)
                .toList();
        return new Measurement(
                sigma, found.standardError() / Math.abs(slope), "", Replicates.sampled(without), Double.NaN);
    }

    private boolean isBelow(GaussianIncrease.Result result) {
        return result.mean() <= target;
    }

    /** Returns the slope of the increase over σ. */
    private static double slope(java.util.function.DoubleFunction<GaussianIncrease.Result> increase, double sigma) {
        return (increase.apply(sigma * SLOPE_STEP).mean()
                        - increase.apply(sigma / SLOPE_STEP).mean())
                / (sigma * SLOPE_STEP - sigma / SLOPE_STEP);
    }
}
