package io.orograph.curvature;

import io.orograph.math.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The largest and smallest eigenvalues of a symmetric operator with their eigenvectors, by the Lanczos method with full
 * reorthogonalisation (Lanczos 1950; for Hessians of networks Ghorbani et al. 2019, arXiv 1901.10159). The iteration
 * ends when each wanted Ritz pair has the estimated residual |β·s| ≤ tolerance·max|λ|, or at the limit of steps; the
 * residuals of the result are computed anew and tell how far it came.
 *
 * @param largest how many of the largest eigenvalues (algebraically: 3 before −5)
 * @param smallest how many of the smallest
 * @param tolerance relative to the largest eigenvalue in absolute value; an eigenvalue that stands apart is far more
 *     exact than its residual, by the square of it over the gap (Parlett 1980)
 * @param steps at most
 * @param seed of the random start
 */
public record Lanczos(int largest, int smallest, double tolerance, int steps, long seed) {

    public static final int DEFAULT_LARGEST = 5;
    public static final double DEFAULT_TOLERANCE = 1e-4;
    public static final int DEFAULT_STEPS = 300;

    /** Up to here the small problem is solved at every step, afterwards at every few: it grows with the cube. */
    private static final int SMALL = 40;

    private static final int STRIDE = 5;

    /** Share of the memory that the basis may take. */
    private static final double MEMORY_SHARE = 0.4;

    /** A wrong product shows in the residuals by far more than this; both kinds of product round a little. */
    private static final double PROOF = 4;

    /** Hears the wanted values while they converge. */
    @FunctionalInterface
    public interface Listener {

        Listener NONE = (step, limit, values, residuals) -> {};

        /**
         * Reports the Ritz values after a step.
         *
         * @param step products so far
         * @param limit most products
         * @param values the largest ones in descending order, then the smallest ones in ascending order
         * @param residuals their estimates
         */
        void ritz(int step, int limit, double[] values, double[] residuals);
    }

    /**
     * The result of the computation.
     *
     * @param largest in descending order
     * @param smallest in ascending order
     * @param steps products with the operator, without those for the residuals
     * @param converged whether all came below the tolerance
     */
    public record Result(List<Eigenpair> largest, List<Eigenpair> smallest, int steps, boolean converged) {

        public Result {
            largest = List.copyOf(largest);
            smallest = List.copyOf(smallest);
        }
    }

    /**
     * Checks that something is wanted and can be reached.
     *
     * @throws IllegalArgumentException if nothing is wanted, or tolerance or steps are not positive
     */
    public Lanczos {
        if (largest < 0 || smallest < 0 || largest + smallest < 1) {
            throw new IllegalArgumentException("at least one eigenvalue must be wanted");
        }
        if (!(tolerance > 0) || steps < 1) {
            throw new IllegalArgumentException("tolerance and steps must be positive");
        }
    }

    /** Returns a search for the largest few and the smallest one, to the default tolerance. */
    public static Lanczos top(int largest, long seed) {
        return new Lanczos(largest, 1, DEFAULT_TOLERANCE, Math.max(DEFAULT_STEPS, 4 * largest), seed);
    }

    /**
     * Computes them, by the operator's quick products where these prove right: the residuals, each from one more product,
     * must be as small as the recurrence says. Keeps one vector a step.
     *
     * @throws java.util.concurrent.CancellationException if the operator is cancelled
     */
    public Result of(SymmetricOperator operator, Listener listener) {
        SymmetricOperator quick = operator.quick();
        Run first = run(quick, listener);
        return quick == operator || first.isProved(tolerance)
                ? first.result()
                : run(operator, listener).result();
    }

    /**
     * A run of the recurrence.
     *
     * @param values the Ritz values of the recurrence
     * @param residuals its estimates
     */
    private record Run(Result result, double[] values, double[] residuals) {

        /**
         * Tells whether exact products confirm the pairs: a wrong one makes the recurrence's values and residuals
         * large.
         */
        boolean isProved(double tolerance) {
            List<Eigenpair> pairs = new ArrayList<>(result.largest());
            pairs.addAll(result.smallest());
            double scale = pairs.stream()
                    .mapToDouble(pair -> Math.abs(pair.value()))
                    .max()
                    .orElse(0);
            return IntStream.range(0, values.length).allMatch(i -> {
                double bound = PROOF * Math.max(result.converged() ? 0 : residuals[i], tolerance * scale);
                return pairs.get(i).residual() <= bound && Math.abs(pairs.get(i).value() - values[i]) <= bound;
            });
        }
    }

    private Run run(SymmetricOperator operator, Listener listener) {
        // Its normal numbers take a tenth of the time of those of java.util.Random, which is that of a small gradient.
        RandomGenerator random = new SplittableRandom(seed);
        KrylovBasis basis = new KrylovBasis(operator, start(operator, random), random);
        int limit = Math.min(Math.min(steps, operator.size()), affordable(operator.size()));
        int high = Math.min(largest, operator.size());
        int low = Math.min(smallest, operator.size());
        while (true) {
            basis.step();
            int step = basis.steps();
            // Before that, one Ritz value would stand for a large and a small one.
            if (step >= limit || step >= high + low && (step <= SMALL || step % STRIDE == 0)) {
                SymmetricEigen ritz = basis.ritz();
                int[] wanted = wanted(step, high, low);
                double[] residuals = Arrays.stream(wanted)
                        .mapToDouble(i -> Math.abs(basis.coupling() * ritz.vectors()[i][step - 1]))
                        .toArray();
                double[] values =
                        Arrays.stream(wanted).mapToDouble(i -> ritz.values()[i]).toArray();
                listener.ritz(step, limit, values, residuals);
                double scale = Math.max(Math.abs(ritz.values()[0]), Math.abs(ritz.values()[step - 1]));
                boolean converged = Arrays.stream(residuals).allMatch(r -> r <= tolerance * scale);
                if (step >= limit || converged) {
                    return new Run(
                            result(operator, basis, ritz, Math.min(high, step), Math.min(low, step), converged),
                            values,
                            residuals);
                }
            }
        }
    }

    /**
     * Returns a random vector, which has a part along every eigenvector, and half as much of the operator's lead, if it
     * has one: as much could take the other away, as in a space of one dimension.
     */
    private static double[] start(SymmetricOperator operator, RandomGenerator random) {
        double[] start = Vectors.gaussian(random, operator.size());
        double[] lead = operator.lead();
        double norm = lead == null ? 0 : Vectors.norm(lead);
        if (norm > 0) {
            Vectors.add(start, Vectors.norm(start) / (2 * norm), lead);
        }
        return start;
    }

    private static int[] wanted(int step, int high, int low) {
        int top = Math.min(high, step);
        int bottom = Math.min(low, step);
        int[] wanted = new int[top + bottom];
        for (int i = 0; i < wanted.length; i++) {
            wanted[i] = i < top ? i : step - 1 - (i - top);
        }
        return wanted;
    }

    private static Result result(
            SymmetricOperator operator, KrylovBasis basis, SymmetricEigen ritz, int high, int low, boolean converged) {
        List<Eigenpair> top = new ArrayList<>();
        List<Eigenpair> bottom = new ArrayList<>();
        for (int index : wanted(basis.steps(), high, low)) {
            double[] vector = basis.vector(ritz.vectors()[index]);
            Eigenpair pair = Eigenpair.of(operator, vector);
            (top.size() < high ? top : bottom).add(pair);
        }
        return new Result(top, bottom, basis.steps(), converged);
    }

    /** Returns how many vectors the memory holds. */
    private static int affordable(int size) {
        double vectors = MEMORY_SHARE * Runtime.getRuntime().maxMemory() / Double.BYTES / size;
        return (int) Math.max(2, Math.min(Integer.MAX_VALUE, vectors));
    }
}
