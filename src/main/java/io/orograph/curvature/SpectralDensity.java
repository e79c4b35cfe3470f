package io.orograph.curvature;

import io.orograph.math.Vectors;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * The spectral density of a symmetric operator, by stochastic Lanczos quadrature: for a random probe v of length 1, a
 * few Lanczos steps give nodes (Ritz values) and weights (squares of the first entries of their vectors) of a Gauss
 * quadrature of vᵀf(H)v, whose mean over probes is tr f(H)/n (Ubaru, Chen and Saad 2017; for networks Ghorbani et al.
 * 2019, arXiv 1901.10159).
 *
 * @param probes random starts, averaged
 * @param steps of Lanczos for each: as many nodes; fewer where the memory holds no more vectors
 * @param seed of the probes
 */
public record SpectralDensity(int probes, int steps, long seed) {

    public static final int DEFAULT_PROBES = 5;
    public static final int DEFAULT_STEPS = 60;

    /** A broadening of this share of the spectrum's width. */
    private static final double BROADENING = 0.01;

    /** The number of broadenings by which a density is drawn beyond the outermost nodes. */
    private static final double MARGIN = 4;

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
     * @param negative share of the eigenvalues that are negative
     * @param negativeMass Σ|λ| of the negative ones over Σ|λ| of all: share of the curvature that bends down; 0 if
     *     there is no curvature
     */
    public record Result(double[] nodes, double[] weights, NegativeShare negative, double negativeMass) {

        /** Returns what is left of it where the smallest eigenvalue is known. */
        Result knowing(double smallest) {
            return new Result(nodes, weights, negative.knowing(smallest), negativeMass);
        }

        /** Returns the density broadened by 1 % of the width. */
        public Curve curve(int points) {
            double low = Arrays.stream(nodes).min().orElse(0);
            double high = Arrays.stream(nodes).max().orElse(0);
            double width = high > low ? high - low : Math.max(1e-12, Math.abs(high));
            return curve(points, BROADENING * width);
        }

        /**
         * Returns the mean over the nodes of Gaussians of standard deviation σ; its integral is 1.
         *
         * @param points at least 2
         */
        public Curve curve(int points, double sigma) {
            double low = Arrays.stream(nodes).min().orElse(0) - MARGIN * sigma;
            double high = Arrays.stream(nodes).max().orElse(0) + MARGIN * sigma;
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
        int limit = Math.min(Math.min(steps, operator.size()), VectorMemory.basis(operator.size(), 0));
        List<NegativeShare.Quadrature> quadratures = new ArrayList<>();
        for (int probe = 0; probe < probes; probe++) {
            double[] start = Vectors.rademacher(random, operator.size());
            long before = (long) probe * limit;
            boolean[] isComputed = new boolean[1];
            double[] packed = operator.part("density of " + limit + " nodes", probe, () -> {
                isComputed[0] = true;
                KrylovBasis basis = new KrylovBasis(operator, start, random);
                while (basis.steps() < limit) {
                    basis.step();
                    progress.progress(before + basis.steps(), (long) probes * limit);
                }
                return packed(quadrature(basis), basis.restarts());
            });
            for (int i = 0; i < packed[0] && !isComputed[0]; i++) {
                // What the probe drew is drawn again, so that the next one is the same.
                Vectors.gaussian(random, operator.size());
            }
            quadratures.add(unpacked(packed));
            soFar.accept(result(quadratures, operator.size()));
        }
        return result(quadratures, operator.size());
    }

    /** Ritz values come in descending order, the nodes of a quadrature in ascending order. */
    private static NegativeShare.Quadrature quadrature(KrylovBasis basis) {
        SymmetricEigen ritz = basis.ritz();
        int count = basis.steps();
        double[] nodes = new double[count];
        double[] squares = new double[count];
        for (int i = 0; i < count; i++) {
            int from = count - 1 - i;
            nodes[i] = ritz.values()[from];
            squares[i] = ritz.vectors()[from][0] * ritz.vectors()[from][0];
        }
        return new NegativeShare.Quadrature(nodes, squares, basis.isExhausted());
    }

    private static double[] packed(NegativeShare.Quadrature quadrature, int drawn) {
        return DoubleStream.concat(
                        DoubleStream.of(drawn, quadrature.isExact() ? 1 : 0),
                        DoubleStream.concat(Arrays.stream(quadrature.nodes()), Arrays.stream(quadrature.weights())))
                .toArray();
    }

    private static NegativeShare.Quadrature unpacked(double[] packed) {
        int middle = 1 + packed.length / 2;
        return new NegativeShare.Quadrature(
                Arrays.copyOfRange(packed, 2, middle),
                Arrays.copyOfRange(packed, middle, packed.length),
                packed[1] != 0);
    }

    private static Result result(List<NegativeShare.Quadrature> probes, int size) {
        double negative = 0;
        double all = 0;
        for (NegativeShare.Quadrature probe : probes) {
            for (int i = 0; i < probe.nodes().length; i++) {
                double mass = probe.weights()[i] * Math.abs(probe.nodes()[i]);
                all += mass;
                negative += probe.nodes()[i] < 0 ? mass : 0;
            }
        }
        return new Result(
                joined(probes, NegativeShare.Quadrature::nodes, 1),
                joined(probes, NegativeShare.Quadrature::weights, 1.0 / probes.size()),
                NegativeShare.of(probes, size),
                all == 0 ? 0 : negative / all);
    }

    private static double[] joined(
            List<NegativeShare.Quadrature> probes, Function<NegativeShare.Quadrature, double[]> part, double factor) {
        return probes.stream()
                .map(part)
                .flatMapToDouble(Arrays::stream)
                .map(x -> x * factor)
                .toArray();
    }
}
