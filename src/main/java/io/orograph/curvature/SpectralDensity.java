package io.orograph.curvature;

import io.orograph.math.Vectors;
import io.orograph.objective.Moments;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The spectral density of a symmetric operator, by stochastic Lanczos quadrature: for a random probe v of length 1, a
 * few Lanczos steps give nodes (Ritz values) and weights (squares of the first entries of their vectors) of a Gauss
 * quadrature of vᵀf(H)v, whose mean over probes is tr f(H)/n (Ubaru, Chen and Saad 2017; for networks Ghorbani et al.
 * 2019, arXiv 1901.10159).
 *
 * @param probes random starts, averaged
 * @param steps of Lanczos for each: as many nodes
 * @param seed of the probes
 */
public record SpectralDensity(int probes, int steps, long seed) {

    public static final int DEFAULT_PROBES = 5;
    public static final int DEFAULT_STEPS = 60;

    /** A broadening of this share of the spectrum's width. */
    private static final double BROADENING = 0.01;

    /** The number of broadenings by which a density is drawn beyond the outermost nodes. */
    private static final double MARGIN = 4;

    /** An eigenvalue this share of the largest one in absolute value is told from zero. */
    private static final double ZERO = 1e-6;

    /**
     * A density on evenly spaced values.
     *
     * @param values in ascending order
     * @param densities at them, per unit of eigenvalue
     * @param sigma standard deviation of the Gaussian that each node is spread to
     */
    public record Curve(double[] values, double[] densities, double sigma) {}

    /**
     * The quadrature.
     *
     * @param nodes of all probes
     * @param weights of all probes, summing to 1
     * @param negativeShare of the eigenvalues that are negative (below −10⁻⁶ of the largest in absolute value)
     * @param negativeShareError its standard error over the probes; NaN for one
     * @param negativeMass Σ|λ| of the negative ones over Σ|λ| of all: share of the curvature that bends down; 0 if
     *     there is no curvature
     */
    public record Result(
            double[] nodes, double[] weights, double negativeShare, double negativeShareError, double negativeMass) {

        /** Returns the density broadened by 1 % of the width. */
        public Curve curve(int points) {
            double low = java.util.Arrays.stream(nodes).min().orElse(0);
            double high = java.util.Arrays.stream(nodes).max().orElse(0);
            double width = high > low ? high - low : Math.max(1e-12, Math.abs(high));
            return curve(points, BROADENING * width);
        }

        /**
         * Returns the mean over the nodes of Gaussians of standard deviation σ; its integral is 1.
         *
         * @param points at least 2
         */
        public Curve curve(int points, double sigma) {
            double low = java.util.Arrays.stream(nodes).min().orElse(0) - MARGIN * sigma;
            double high = java.util.Arrays.stream(nodes).max().orElse(0) + MARGIN * sigma;
            double[] values = new double[points];
            double[] densities = new double[points];
            for (int i = 0; i < points; i++) {
                values[i] = low + (high - low) * i / (points - 1);
                for (int j = 0; j < nodes.length; j++) {
                    double t = (values[i] - nodes[j]) / sigma;
                    densities[i] += weights[j] * Math.exp(-t * t / 2) / (sigma * Math.sqrt(2 * Math.PI));
                }
            }
            return new Curve(values, densities, sigma);
        }
    }

    /**
     * Checks the numbers of probes and steps.
     *
     * @throws IllegalArgumentException if there is no probe or no step
     */
    public SpectralDensity {
        if (probes < 1 || steps < 1) {
            throw new IllegalArgumentException("at least one probe and one step are needed");
        }
    }

    public static SpectralDensity seeded(long seed) {
        return new SpectralDensity(DEFAULT_PROBES, DEFAULT_STEPS, seed);
    }

    /**
     * Estimates the density; progress counts the products.
     *
     * @throws java.util.concurrent.CancellationException if the operator is cancelled
     */
    public Result of(SymmetricOperator operator, ProgressListener progress) {
        return of(operator, progress, soFar -> {});
    }

    /**
     * Estimates the density, and tells the quadrature so far after every probe.
     *
     * @throws java.util.concurrent.CancellationException if the operator is cancelled
     */
    public Result of(SymmetricOperator operator, ProgressListener progress, Consumer<Result> soFar) {
        Random random = new Random(seed);
        int limit = Math.min(steps, operator.size());
        List<double[]> nodes = new ArrayList<>();
        List<double[]> weights = new ArrayList<>();
        for (int probe = 0; probe < probes; probe++) {
            KrylovBasis basis = new KrylovBasis(operator, Vectors.rademacher(random, operator.size()), random);
            while (basis.steps() < limit) {
                basis.step();
                progress.progress((long) probe * limit + basis.steps(), (long) probes * limit);
            }
            SymmetricEigen ritz = basis.ritz();
            double[] squares = new double[limit];
            for (int i = 0; i < limit; i++) {
                squares[i] = ritz.vectors()[i][0] * ritz.vectors()[i][0];
            }
            nodes.add(ritz.values());
            weights.add(squares);
            soFar.accept(result(nodes, weights));
        }
        return result(nodes, weights);
    }

    private static Result result(List<double[]> nodes, List<double[]> weights) {
        double largest = nodes.stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .map(Math::abs)
                .max()
                .orElse(0);
        Moments shares = new Moments();
        double negative = 0;
        double all = 0;
        for (int probe = 0; probe < nodes.size(); probe++) {
            double share = 0;
            for (int i = 0; i < nodes.get(probe).length; i++) {
                double node = nodes.get(probe)[i];
                double weight = weights.get(probe)[i];
                all += weight * Math.abs(node);
                if (node < -ZERO * largest) {
                    share += weight;
                    negative -= weight * node;
                }
            }
            shares.add(share);
        }
        return new Result(
                joined(nodes, 1),
                joined(weights, 1.0 / weights.size()),
                shares.mean(),
                shares.standardError(),
                all == 0 ? 0 : negative / all);
    }

    private static double[] joined(List<double[]> parts, double factor) {
        return parts.stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .map(x -> x * factor)
                .toArray();
    }
}
