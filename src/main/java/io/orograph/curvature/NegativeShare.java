package io.orograph.curvature;

import static io.orograph.math.NumberText.number;

import io.orograph.math.Confidence;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The share of the eigenvalues of a symmetric operator below −τ, with bounds. Eigenvalues nearer to 0 than τ are not told
 * from 0 by a quadrature of so few steps: networks have many of them.
 *
 * <p>The weights of a Gauss quadrature with nodes x₁ &lt; x₂ &lt; … bound the spectral measure μ of its probe: for x
 * between two neighbours,
 *
 * <pre>
 * Σᵢ wᵢ over i &lt; k   ≤   μ(−∞, x)   ≤   Σᵢ wᵢ over i ≤ k + 1,    xₖ &lt; x &lt; xₖ₊₁
 * </pre>
 *
 * (the separation theorem of Chebyshev, Markov and Stieltjes: Szegő, "Orthogonal Polynomials", 3.41). What single
 * probes have differs from the operator's share by chance: for a Rademacher probe v and the projection P onto what lies
 * below, the variance of vᵀPv/n is at most 2·min(s, 1 − s)/n with the share s = tr(P)/n.
 *
 * @param width τ
 * @param share estimate, Σᵢ wᵢ over nodes below −τ, averaged over the probes
 * @param low the operator's share is above it with 95 % probability or more
 * @param high the operator's share is below it, likewise
 */
public record NegativeShare(double width, double share, double low, double high) {

    /** −τ lies beyond the node next to that at 0 by this share of itself. */
    private static final double BEYOND = 1e-6;

    /** Where the quadrature is exact, eigenvalues below this share of the largest in absolute value are rounding. */
    private static final double ROUNDING = 1e-6;

    /**
     * The quadrature of one probe.
     *
     * @param nodes in ascending order
     * @param weights summing to 1
     * @param isExact whether the nodes with weight are eigenvalues: the probe has no part along others
     */
    record Quadrature(double[] nodes, double[] weights, boolean isExact) {

        /** Returns the distance from 0 of the first node below 0 that is not the one at 0. */
        double width() {
            if (isExact) {
                return ROUNDING * Arrays.stream(nodes).map(Math::abs).max().orElse(0);
            }
            int nearest = 0;
            for (int i = 1; i < nodes.length; i++) {
                nearest = Math.abs(nodes[i]) < Math.abs(nodes[nearest]) ? i : nearest;
            }
            double next = nearest > 0 ? nodes[nearest - 1] : nodes[nearest];
            return Math.abs(next) * (1 + BEYOND);
        }

        private double sum(int count) {
            return Arrays.stream(weights, 0, Math.max(0, Math.min(count, weights.length)))
                    .sum();
        }
    }

    /**
     * Returns the share from the quadratures of all probes.
     *
     * @param size n, the number of all eigenvalues
     */
    static NegativeShare of(List<Quadrature> probes, int size) {
        double width = probes.stream().mapToDouble(Quadrature::width).max().orElse(0);
        double share = 0;
        double low = 0;
        double high = 0;
        for (Quadrature probe : probes) {
            int below = (int)
                    Arrays.stream(probe.nodes).filter(node -> node < -width).count();
            int slack = probe.isExact ? 0 : 1;
            share += probe.sum(below) / probes.size();
            low += probe.sum(below - slack) / probes.size();
            high += probe.sum(below + slack) / probes.size();
        }
        double most = low <= 0.5 && high >= 0.5 ? 0.5 : Math.max(Math.min(low, 1 - low), Math.min(high, 1 - high));
        double chance = Confidence.SIGMAS * Math.sqrt(2 * most / ((double) size * probes.size()));
        return new NegativeShare(width, share, Math.max(0, low - chance), Math.min(1, high + chance));
    }

    /**
     * Returns what is left of it where the smallest eigenvalue is known.
     *
     * @param smallest an eigenvalue that none is below
     */
    NegativeShare knowing(double smallest) {
        return smallest < -width ? this : new NegativeShare(width, 0, 0, 0);
    }

    /** Returns the share and its bounds, as a sentence without its end. */
    public String words() {
        if (high == 0) {
            return text("no eigenvalue is below %s", number(-width, 2));
        }
        return text(
                "%.1f %% of the eigenvalues are below %s (95 %%: between %.1f and %.1f); those nearer to 0 are not"
                        + " told from it",
                100 * share, number(-width, 2), 100 * low, 100 * high);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
