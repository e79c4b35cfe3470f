package io.orograph.sharpness;

import java.util.List;

/** The measures that can be asked for, with their defaults. */
public final class SharpnessMeasures {

    private static final double FILTER_SIGMA = 0.1;

    private SharpnessMeasures() {}

    /**
     * Returns those that decide which of two models is sharper.
     *
     * @param seed of whatever is random
     */
    public static List<SharpnessMeasure> voting(long seed) {
        return all(seed).stream().filter(SharpnessMeasure::votes).toList();
    }

    /**
     * Returns all of them, in the order of a table: noise, worst case, curvature.
     *
     * @param seed of whatever is random
     */
    public static List<SharpnessMeasure> all(long seed) {
        return List.of(
                new GaussianIncrease(GaussianIncrease.DEFAULT_SIGMA, GaussianIncrease.DEFAULT_DRAWS, seed, false),
                new GaussianIncrease(FILTER_SIGMA, GaussianIncrease.DEFAULT_DRAWS, seed, true),
                new SmoothedLoss(GaussianIncrease.DEFAULT_SIGMA, SmoothedLoss.DEFAULT_DRAWS, seed),
                new PacBayesSigma(PacBayesSigma.DEFAULT_TARGET, GaussianIncrease.DEFAULT_DRAWS, seed),
                new SamIncrease(SamIncrease.DEFAULT_RHO),
                new ProjectedAscent(SamIncrease.DEFAULT_RHO, ProjectedAscent.DEFAULT_STEPS, seed),
                new AdaptiveSamIncrease(AdaptiveSamIncrease.DEFAULT_RHO),
                new AdaptiveBallAscent(
                        AdaptiveBallAscent.DEFAULT_RHO,
                        AdaptiveBallAscent.DEFAULT_STEPS,
                        AdaptiveBallAscent.DEFAULT_STARTS,
                        seed),
                new KeskarSharpness(KeskarSharpness.DEFAULT_EPSILON, KeskarSharpness.DEFAULT_ITERATIONS, seed),
                new KeskarSharpness(KeskarSharpness.SMALLER_EPSILON, KeskarSharpness.DEFAULT_ITERATIONS, seed),
                new KeskarSubspaceSharpness(
                        KeskarSharpness.DEFAULT_EPSILON,
                        KeskarSubspaceSharpness.DEFAULT_DIMENSIONS,
                        KeskarSharpness.DEFAULT_ITERATIONS,
                        seed),
                new LargestEigenvalue(),
                new HessianTrace(),
                new AdaptiveTrace(AdaptiveTrace.DEFAULT_DRAWS, seed),
                new PetzkaFlatness(PetzkaFlatness.DEFAULT_DRAWS, seed),
                new RelativeFlatness(false),
                new RelativeFlatness(true));
    }
}
