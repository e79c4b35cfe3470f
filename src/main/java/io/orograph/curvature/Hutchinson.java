package io.orograph.curvature;

import io.orograph.math.Vectors;
import io.orograph.network.Parameter;
import io.orograph.objective.Moments;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The trace of the Hessian from random probes: tr H = E[vᵀHv] with entries of v that are ±1 (Hutchinson 1990; for
 * networks Yao et al. 2020, PyHessian, arXiv 1912.07145). The variance is 2·Σᵢ≠ⱼHᵢⱼ²: none on a diagonal matrix. Each
 * probe also gives the part of every parameter, v_pᵀ(Hv)_p. Probes are drawn until the standard error is below a share
 * of the trace, or to the limit.
 *
 * <p>The smallest blocks, whose parts would drown in the noise of the others, are summed exactly, a product a number, and
 * the probes are zero there. Their standard error is 0.
 *
 * @param relativeError wanted standard error as a share of |tr H|
 * @param probes at most
 * @param seed of the probes
 * @param exact how many numbers of the smallest blocks are summed exactly at most
 */
public record Hutchinson(double relativeError, int probes, long seed, int exact) {

    public static final double DEFAULT_RELATIVE_ERROR = 0.02;
    public static final int DEFAULT_PROBES = 200;

    /** Share of the probes, one in so many, that exact parts may cost besides. */
    private static final int EXACT_SHARE = 4;

    /** Before this many, the standard error is itself too uncertain to stop by. */
    private static final int FEWEST = 10;

    /**
     * An estimate.
     *
     * @param mean of the trace
     * @param standardError of that mean; NaN for a single probe, 0 where it is exact
     */
    public record Estimate(double mean, double standardError) {

        private static Estimate of(Moments moments) {
            return new Estimate(moments.mean(), moments.standardError());
        }
    }

    /**
     * The trace, and what of it each parameter's block on the diagonal has.
     *
     * @param parameters by name, in the order of the layout
     * @param probes drawn; none where all is exact
     */
    public record Result(Estimate trace, Map<String, Estimate> parameters, int probes) {

        public Result {
            parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        }
    }

    /**
     * Checks the error and the number of probes.
     *
     * @throws IllegalArgumentException if the error is not positive or there are fewer than two probes
     */
    public Hutchinson {
        if (!(relativeError > 0) || probes < 2) {
            throw new IllegalArgumentException("a positive error and at least two probes are needed");
        }
    }

    /** Makes an estimator that spends up to a quarter of the limit of probes on exact parts besides. */
    public Hutchinson(double relativeError, int probes, long seed) {
        this(relativeError, probes, seed, probes / EXACT_SHARE);
    }

    /** Returns an estimator of the default error. */
    public static Hutchinson seeded(long seed) {
        return new Hutchinson(DEFAULT_RELATIVE_ERROR, DEFAULT_PROBES, seed);
    }

    /**
     * Estimates the trace.
     *
     * @throws java.util.concurrent.CancellationException if the operator is cancelled
     */
    public Result of(SymmetricOperator operator, FreeParameters free, ProgressListener progress) {
        return of(operator, free, (Result soFar) -> progress.progress(soFar.probes(), probes));
    }

    /**
     * Estimates the trace, and tells the estimate so far after every probe.
     *
     * @throws java.util.concurrent.CancellationException if the operator is cancelled
     */
    public Result of(SymmetricOperator operator, FreeParameters free, Consumer<Result> soFar) {
        Random random = new Random(seed);
        List<FreeParameters.Block> blocks = free.blocks();
        double[] sums = exactParts(operator, blocks);
        double known = Arrays.stream(sums).filter(part -> !Double.isNaN(part)).sum();
        List<Moments> parts = new ArrayList<>();
        blocks.forEach(block -> parts.add(new Moments()));
        Moments trace = new Moments();
        boolean isKnown = Arrays.stream(sums).noneMatch(Double::isNaN);
        while (!isKnown && trace.count() < probes && !isExact(trace)) {
            double[] v = Vectors.rademacher(random, operator.size());
            clear(v, blocks, sums);
            double[] found = operator.part("probes", trace.count(), () -> parts(operator.apply(v), v, blocks));
            double whole = known;
            for (int i = 0; i < parts.size(); i++) {
                if (Double.isNaN(sums[i])) {
                    parts.get(i).add(found[i]);
                    whole += found[i];
                }
            }
            trace.add(whole);
            soFar.accept(result(blocks, sums, parts, trace));
        }
        return result(blocks, sums, parts, trace);
    }

    /** Estimates the trace as {@link #of}, or takes the one that the operator kept. */
    public Result kept(SymmetricOperator operator, FreeParameters free, ProgressListener progress) {
        return unpacked(operator.part("trace", 0, () -> packed(of(operator, free, progress))), free);
    }

    private static double[] packed(Result result) {
        List<Double> numbers = new ArrayList<>(List.of((double) result.probes()));
        Stream.concat(Stream.of(result.trace()), result.parameters().values().stream())
                .forEach(estimate -> {
                    numbers.add(estimate.mean());
                    numbers.add(estimate.standardError());
                });
        return numbers.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Result unpacked(double[] packed, FreeParameters free) {
        Map<String, Estimate> parameters = new LinkedHashMap<>();
        int at = 3;
        for (FreeParameters.Block block : free.blocks()) {
            parameters.put(block.parameter().name(), new Estimate(packed[at], packed[at + 1]));
            at += 2;
        }
        return new Result(new Estimate(packed[1], packed[2]), parameters, (int) packed[0]);
    }

    /** The exact parts of the smallest blocks; NaN for the others. */
    private double[] exactParts(SymmetricOperator operator, List<FreeParameters.Block> blocks) {
        double[] sums = new double[blocks.size()];
        Arrays.fill(sums, Double.NaN);
        int affordable = exact;
        int[] bySize = IntStream.range(0, sums.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> size(blocks.get(i))))
                .mapToInt(i -> i)
                .toArray();
        for (int i : bySize) {
            affordable -= size(blocks.get(i));
            if (affordable < 0) {
                break;
            }
            sums[i] = 0;
            for (int j = blocks.get(i).offset(); j < blocks.get(i).end(); j++) {
                double[] unit = new double[operator.size()];
                unit[j] = 1;
                int row = j;
                sums[i] += operator.part("diagonal", row, () -> new double[] {operator.apply(unit)[row]})[0];
            }
        }
        return sums;
    }

    private static int size(FreeParameters.Block block) {
        return block.end() - block.offset();
    }

    private static void clear(double[] v, List<FreeParameters.Block> blocks, double[] sums) {
        for (int i = 0; i < sums.length; i++) {
            if (!Double.isNaN(sums[i])) {
                Arrays.fill(v, blocks.get(i).offset(), blocks.get(i).end(), 0);
            }
        }
    }

    private static double[] parts(double[] product, double[] v, List<FreeParameters.Block> blocks) {
        return blocks.stream().mapToDouble(block -> part(block, v, product)).toArray();
    }

    private static double part(FreeParameters.Block block, double[] v, double[] product) {
        double part = 0;
        for (int j = block.offset(); j < block.end(); j++) {
            part += v[j] * product[j];
        }
        return part;
    }

    private static Result result(List<FreeParameters.Block> blocks, double[] sums, List<Moments> parts, Moments trace) {
        Map<String, Estimate> parameters = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Parameter parameter = blocks.get(i).parameter();
            boolean isExact = !Double.isNaN(sums[i]);
            parameters.put(parameter.name(), isExact ? new Estimate(sums[i], 0) : Estimate.of(parts.get(i)));
        }
        Estimate whole = trace.count() == 0 ? new Estimate(Arrays.stream(sums).sum(), 0) : Estimate.of(trace);
        return new Result(whole, parameters, trace.count());
    }

    private boolean isExact(Moments trace) {
        return trace.count() >= FEWEST && trace.standardError() <= relativeError * Math.abs(trace.mean());
    }
}
