package io.orograph.sharpness;

import io.orograph.math.JacobiEigen;
import io.orograph.math.Vectors;
import io.orograph.objective.Moments;
import io.orograph.task.ProgressListener;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keskar's sharpness in a random subspace: φ over L(θ + Az), |z_i| ≤ ε·(|(A⁺θ)_i| + 1), with the columns of A random
 * directions of length 1 and A⁺ its pseudo-inverse (Keskar et al. 2017, equations 3 and 4, with 100 columns). By
 * {@link BoxAscent}, in several subspaces: their mean, with the standard error that the draw of a subspace leaves.
 *
 * @param epsilon size of the box
 * @param dimensions of the subspace; fewer where the network has fewer weights or A would not fit into 160 MB
 * @param iterations of the ascent
 * @param seed of the subspaces and of the starts
 * @param subspaces over which it is the mean
 */
public record KeskarSubspaceSharpness(double epsilon, int dimensions, int iterations, long seed, int subspaces)
        implements SharpnessMeasure {

    public static final int DEFAULT_DIMENSIONS = 100;

    /** Subspaces: the fewest whose scatter is worth a number. */
    private static final int SUBSPACES = 5;

    /** Of a linear congruential generator of 64 bits (Knuth, MMIX): the next subspace's seed. */
    private static final long SEED_FACTOR = 6364136223846793005L;

    private static final int MOST_ENTRIES = 20_000_000;

    /** Makes the mean over as many subspaces as tell their scatter. */
    public KeskarSubspaceSharpness(double epsilon, int dimensions, int iterations, long seed) {
        this(epsilon, dimensions, iterations, seed, SUBSPACES);
    }

    @Override
    public Definition definition() {
        return new Definition(
                "keskar-subspace",
                "Keskar's φ in a random subspace of " + dimensions + " dimensions, ε = "
                        + KeskarSharpness.plain(epsilon),
                "100·(max L(θ + Az) − L(θ))/(1 + L(θ)), |zᵢ| ≤ ε(|(A⁺θ)ᵢ| + 1)",
                "Keskar et al. 2017, arXiv 1609.04836");
    }

    @Override
    public Set<Rescaling> invariances() {
        return Set.of();
    }

    @Override
    public Measurement measure(MeasuredPoint point, ProgressListener progress) {
        Moments values = new Moments();
        AtomicInteger gradients = new AtomicInteger();
        long seeds = seed;
        String note = "";
        List<Double> sums = List.of();
        for (int i = 0; i < subspaces; i++) {
            Measurement one = inOne(point, seeds, gradients, progress);
            values.add(one.value());
            List<Double> without = one.replicates().withoutGroup();
            sums = i == 0 ? without : Replicates.sums(sums, without);
            note = one.note();
            seeds = seeds * SEED_FACTOR + 1;
        }
        List<Double> means = sums.stream().map(sum -> sum / subspaces).toList();
        return new Measurement(
                values.mean(),
                values.standardError(),
                note + ", mean over " + subspaces + " subspaces",
                Replicates.sampled(means),
                Double.NaN);
    }

    private Measurement inOne(MeasuredPoint point, long drawn, AtomicInteger gradients, ProgressListener progress) {
        double[] theta = point.theta();
        double[][] columns = columns(theta.length, drawn);
        double[] bound = coordinates(columns, theta);
        for (int i = 0; i < bound.length; i++) {
            bound[i] = epsilon * (Math.abs(bound[i]) + 1);
        }
        BoxAscent ascent = new BoxAscent(
                new BoxAscent.Target() {
                    @Override
                    public double value(double[] z) {
                        return point.increase(moved(theta, columns, z));
                    }

                    @Override
                    public double[] gradient(double[] z) {
                        progress.progress(gradients.incrementAndGet(), (long) subspaces * (iterations + 1));
                        double[] whole = point.objective().gradient(moved(theta, columns, z), point.cancel());
                        return transposed(columns, whole);
                    }
                },
                bound);
        BoxAscent.Maximum found = ascent.maximize(iterations, drawn);
        return KeskarSharpness.phi(point, found.value(), moved(theta, columns, found.place()));
    }

    private double[][] columns(int size, long drawn) {
        int count = Math.max(1, Math.min(Math.min(dimensions, size), MOST_ENTRIES / size));
        Random random = new Random(drawn);
        double[][] columns = new double[count][];
        for (int i = 0; i < count; i++) {
            columns[i] = Vectors.gaussian(random, size);
            Vectors.scale(columns[i], 1 / Vectors.norm(columns[i]));
        }
        return columns;
    }

    private static double[] transposed(double[][] columns, double[] whole) {
        double[] products = new double[columns.length];
        for (int i = 0; i < products.length; i++) {
            products[i] = Vectors.dot(columns[i], whole);
        }
        return products;
    }

    private static double[] moved(double[] theta, double[][] columns, double[] z) {
        double[] moved = theta.clone();
        for (int i = 0; i < z.length; i++) {
            Vectors.add(moved, z[i], columns[i]);
        }
        return moved;
    }

    /** Returns A⁺θ = (AᵀA)⁻¹Aᵀθ through the eigenvalues of AᵀA. */
    private static double[] coordinates(double[][] columns, double[] theta) {
        double[][] gram = new double[columns.length][];
        for (int i = 0; i < gram.length; i++) {
            gram[i] = transposed(columns, columns[i]);
        }
        JacobiEigen eigen = new JacobiEigen(gram);
        double[] right = transposed(columns, theta);
        double[] result = new double[right.length];
        for (int k = 0; k < right.length; k++) {
            double[] vector = eigen.vector(k);
            if (eigen.value(k) > 1e-12 * eigen.value(0)) {
                Vectors.add(result, Vectors.dot(vector, right) / eigen.value(k), vector);
            }
        }
        return result;
    }
}
