package io.orograph.plane;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A part of a plane to look at: α from one number to another, and β.
 *
 * @param alphaFrom the smallest α
 * @param alphaTo the largest α, which may be the same
 * @param betaFrom the smallest β
 * @param betaTo the largest β, which may be the same
 */
public record Extent(double alphaFrom, double alphaTo, double betaFrom, double betaTo) {

    /** Returns what holds all places; a point at the origin if there are none. */
    public static Extent of(double[] alphas, double[] betas) {
        return new Extent(
                Arrays.stream(alphas).min().orElse(0),
                Arrays.stream(alphas).max().orElse(0),
                Arrays.stream(betas).min().orElse(0),
                Arrays.stream(betas).max().orElse(0));
    }

    /** Returns what holds all points of paths; empty if there are none. */
    public static Optional<Extent> of(List<PlanePath> paths) {
        return paths.stream().map(PlanePath::extent).reduce(Extent::and);
    }

    private Extent and(Extent other) {
        return new Extent(
                Math.min(alphaFrom, other.alphaFrom),
                Math.max(alphaTo, other.alphaTo),
                Math.min(betaFrom, other.betaFrom),
                Math.max(betaTo, other.betaTo));
    }

    /** Returns the same with so much more on each side, as a share of its width and its height. */
    public Extent widened(double share) {
        double alpha = share * (alphaTo - alphaFrom);
        double beta = share * (betaTo - betaFrom);
        return new Extent(alphaFrom - alpha, alphaTo + alpha, betaFrom - beta, betaTo + beta);
    }
}
