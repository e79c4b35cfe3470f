package io.orograph.curvature;

import io.orograph.math.Vectors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The largest and smallest eigenvalues of a symmetric operator with their eigenvectors, by the Lanczos method with full
 * reorthogonalisation (Lanczos 1950; for Hessians of networks Ghorbani et al. 2019, arXiv 1901.10159). The iteration
 * ends when each wanted Ritz pair has the estimated residual |β·s| ≤ tolerance·max|λ|, or at the limit of steps; the
 * residuals of the result are computed anew and tell how far it came.
 *
 * <p>The space that one start spans holds one vector of each eigenspace. So where several eigenvalues are wanted at an end,
 * the search begins again from another start, orthogonal to what was found, until nothing comes that belongs among them: a
 * multiple eigenvalue occurs as often as it is one, and only then have they converged.
 *
 * @param largest how many of the largest eigenvalues (algebraically: 3 before −5)
 * @param smallest how many of the smallest
 * @param tolerance relative to the largest eigenvalue in absolute value; an eigenvalue that stands apart is far more
 *     exact than its residual, by the square of it over the gap (Parlett 1980)
 * @param steps at most, from each start
 * @param seed of the random starts
 * @param ownScale whether the tolerance of each eigenvalue is relative to that eigenvalue, as far as rounding allows it
 */
public record Lanczos(int largest, int smallest, double tolerance, int steps, long seed, boolean ownScale) {

    public static final int DEFAULT_LARGEST = 5;
    public static final double DEFAULT_TOLERANCE = 1e-4;
    public static final int DEFAULT_STEPS = 300;

    /** Up to here the small problem is solved at every step, afterwards at every few: it grows with the cube. */
    private static final int SMALL = 40;

    private static final int STRIDE = 5;

    /** Share of the largest eigenvalue below which products round: no smaller residual can be asked for. */
    private static final double ROUNDING = 1e-6;

    /** Estimated residuals by which a Ritz value must lie below those wanted to be no more waited for. */
    private static final double CLEARANCE = 2;

    /** A wrong product shows in the residuals by far more than this; both kinds of product round a little. */
    private static final double PROOF = 4;

    /** Numbers before the pairs of a kept result. */
    private static final int HEAD = 3;

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
     * @param converged whether all came below the tolerance, and multiple ones are all there
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

    /** Makes a search whose tolerance is relative to the largest eigenvalue. */
    public Lanczos(int largest, int smallest, double tolerance, int steps, long seed) {
        this(largest, smallest, tolerance, steps, seed, false);
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
        Start start = new Start(List.of(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0, seed);
        Run first = proved(operator, start, listener);
        Result result = first.result();
        boolean single = largest <= 1 && smallest <= 1;
        return single || !result.converged() || first.complete() ? result : settled(operator, first, listener);
    }

    /**
     * Computes them as {@link #of}, or takes those that the operator kept of the same search.
     *
     * @param table what they are of
     * @param row which of several
     */
    public Result kept(SymmetricOperator operator, String table, int row, Listener listener) {
        int limit = limit(operator.size());
        String of = limit < Math.min(steps, operator.size()) ? table + " in " + limit + " vectors" : table;
        return unpacked(operator.part(of, row, () -> packed(of(operator, listener))), operator.size());
    }

    private static double[] packed(Result result) {
        List<Eigenpair> pairs = new ArrayList<>(result.largest());
        pairs.addAll(result.smallest());
        double[] head = {result.largest().size(), result.steps(), result.converged() ? 1 : 0};
        return Stream.concat(
                        Stream.of(head),
                        pairs.stream()
                                .flatMap(
                                        pair -> Stream.of(new double[] {pair.value(), pair.residual()}, pair.vector())))
                .flatMapToDouble(Arrays::stream)
                .toArray();
    }

    private static Result unpacked(double[] packed, int size) {
        List<Eigenpair> pairs = new ArrayList<>();
        for (int at = HEAD; at < packed.length; at += 2 + size) {
            double[] vector = Arrays.copyOfRange(packed, at + 2, at + 2 + size);
            pairs.add(new Eigenpair(packed[at], vector, packed[at + 1]));
        }
        int large = (int) packed[0];
        return new Result(pairs.subList(0, large), pairs.subList(large, pairs.size()), (int) packed[1], packed[2] != 0);
    }

    /** Begins again beside what was found, until nothing more belongs among the wanted. */
    private Result settled(SymmetricOperator operator, Run first, Listener listener) {
        Result found = first.result();
        FoundPairs pairs = new FoundPairs(found, largest, smallest);
        Listener same =
                (step, limit, values, residuals) -> listener.ritz(step, limit, first.values(), first.residuals());
        int steps = found.steps();
        long seeds = seed;
        while (pairs.size() < operator.size()) {
            Start beside = new Start(
                    pairs.vectors(),
                    pairs.least(),
                    pairs.greatest(),
                    first.scale(),
                    steps,
                    ++seeds * 0x9E3779B97F4A7C15L);
            Run more = proved(operator, beside, same);
            steps += more.result().steps();
            boolean entered = pairs.add(more.result(), tolerance * first.scale());
            if (!more.result().converged()) {
                return pairs.result(steps, false);
            }
            if (!entered || more.complete()) {
                break;
            }
        }
        return pairs.result(steps, true);
    }

    /**
     * The start of a search, and what the search is for.
     *
     * @param known eigenvectors that it stays orthogonal to
     * @param above the value that a large one must exceed to be wanted
     * @param below the value that a small one must be under
     * @param scale of the operator, where it is known
     * @param before products taken already
     */
    private record Start(List<double[]> known, double above, double below, double scale, int before, long seed) {}

    /** Runs by quick products where these prove right. */
    private Run proved(SymmetricOperator operator, Start start, Listener listener) {
        SymmetricOperator quick = operator.quick();
        Run first = run(quick, start, listener);
        return quick == operator || isProved(first, start) ? first : run(operator, start, listener);
    }

    /** Returns the residual that a value may have. */
    private double allowed(double value, double scale) {
        return tolerance
                * (ownScale ? Math.min(scale, Math.max(Math.abs(value), ROUNDING / tolerance * scale)) : scale);
    }

    /**
     * A search.
     *
     * @param values the Ritz values of the recurrence
     * @param residuals its estimates
     * @param scale the largest |λ| known
     * @param complete whether it spans all that there is
     */
    private record Run(Result result, double[] values, double[] residuals, double scale, boolean complete) {}

    /**
     * Tells whether products confirm the pairs that are wanted: a wrong one makes the recurrence's values and residuals
     * large.
     */
    private boolean isProved(Run run, Start start) {
        List<Eigenpair> pairs = new ArrayList<>(run.result().largest());
        int top = pairs.size();
        pairs.addAll(run.result().smallest());
        double scale = Math.max(
                start.scale(),
                pairs.stream().mapToDouble(pair -> Math.abs(pair.value())).max().orElse(0));
        return IntStream.range(0, run.values().length).allMatch(i -> {
            double value = run.values()[i];
            double residual = run.residuals()[i];
            if (isOut(value, residual, i < top, start)) {
                return true;
            }
            double bound = PROOF * Math.max(run.result().converged() ? 0 : residual, allowed(value, scale));
            return pairs.get(i).residual() <= bound && Math.abs(pairs.get(i).value() - value) <= bound;
        });
    }

    /** Tells whether a value lies clearly beyond those wanted. */
    private static boolean isOut(double value, double residual, boolean large, Start start) {
        return large ? value + CLEARANCE * residual <= start.above() : value - CLEARANCE * residual >= start.below();
    }

    private Run run(SymmetricOperator operator, Start start, Listener listener) {
        // Its normal numbers take a tenth of the time of those of java.util.Random, which is that of a small gradient.
        RandomGenerator random = new SplittableRandom(start.seed());
        int space = operator.size() - start.known().size();
        double[] vector = start.known().isEmpty() ? start(operator, random) : Vectors.gaussian(random, operator.size());
        KrylovBasis basis = new KrylovBasis(operator, vector, start.known(), random);
        int limit = Math.min(limit(operator.size()), space);
        int high = Math.min(largest, space);
        int low = Math.min(smallest, space);
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
                listener.ritz(start.before() + step, start.before() + limit, values, residuals);
                double scale = Math.max(
                        start.scale(), Math.max(Math.abs(ritz.values()[0]), Math.abs(ritz.values()[step - 1])));
                int top = Math.min(high, step);
                boolean converged = IntStream.range(0, values.length)
                        .allMatch(i -> residuals[i] <= allowed(values[i], scale)
                                || isOut(values[i], residuals[i], i < top, start));
                if (step >= limit || converged) {
                    Result result = result(operator, basis, ritz, top, Math.min(low, step), converged);
                    return new Run(result, values, residuals, scale, basis.isComplete());
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

    /** Returns how many vectors of a basis are kept at most: fewer than steps where the memory holds no more. */
    private int limit(int size) {
        return Math.min(steps, VectorMemory.basis(size, 2 * (largest + smallest)));
    }
}
