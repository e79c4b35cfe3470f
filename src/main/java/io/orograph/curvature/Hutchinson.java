package io.orograph.curvature;

import io.orograph.math.Vectors;
import io.orograph.network.Parameter;
import io.orograph.objective.Moments;
import io.orograph.task.ProgressListener;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

/**
 * The trace of the Hessian from random probes: tr H = E[vᵀHv] with entries of v that are ±1 (Hutchinson 1990; for
 * networks Yao et al. 2020, PyHessian, arXiv 1912.07145). The variance is 2·Σᵢ≠ⱼHᵢⱼ²: none on a diagonal matrix. Each
 * probe also gives the part of every parameter, v_pᵀ(Hv)_p. Probes are drawn until the standard error is below a share
 * of the trace, or to the limit.
 *
 * @param relativeError wanted standard error as a share of |tr H|
 * @param probes at most
 * @param seed of the probes
 */
public record Hutchinson(double relativeError, int probes, long seed) {

    public static final double DEFAULT_RELATIVE_ERROR = 0.02;
    public static final int DEFAULT_PROBES = 200;

    /** Before this many, the standard error is itself too uncertain to stop by. */
    private static final int FEWEST = 10;

    /**
     * An estimate.
     *
     * @param mean of the trace
     * @param standardError of that mean; NaN for a single probe
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
     * @param probes drawn
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
        List<Moments> parts = new ArrayList<>();
        blocks.forEach(block -> parts.add(new Moments()));
        Moments trace = new Moments();
        while (trace.count() < probes && !isExact(trace)) {
            double[] v = Vectors.rademacher(random, operator.size());
            double[] product = operator.apply(v);
            double whole = 0;
            for (int i = 0; i < parts.size(); i++) {
                double part = 0;
                for (int j = blocks.get(i).offset(); j < blocks.get(i).end(); j++) {
                    part += v[j] * product[j];
                }
                parts.get(i).add(part);
                whole += part;
            }
            trace.add(whole);
            soFar.accept(result(blocks, parts, trace));
        }
        return result(blocks, parts, trace);
    }

    private static Result result(List<FreeParameters.Block> blocks, List<Moments> parts, Moments trace) {
        Map<String, Estimate> parameters = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            Parameter parameter = blocks.get(i).parameter();
            parameters.put(parameter.name(), Estimate.of(parts.get(i)));
        }
        return new Result(Estimate.of(trace), parameters, trace.count());
    }

    private boolean isExact(Moments trace) {
        return trace.count() >= FEWEST && trace.standardError() <= relativeError * Math.abs(trace.mean());
    }
}
