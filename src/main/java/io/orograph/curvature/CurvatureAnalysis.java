package io.orograph.curvature;

import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The analysis of the curvature at one point of weight space, measured one after the other: gradient and its noise,
 * extreme eigenvalues, trace with its parts, and on request the spectral density and the largest eigenvalue of each
 * parameter's block.
 *
 * @param largest how many of the largest eigenvalues
 * @param density whether the spectral density is wanted
 * @param layers whether the largest eigenvalue of each parameter's block is wanted
 * @param effort how exactly
 * @param seed of all random starts
 * @param heldOut whether θ was not trained on the samples, so that they speak for the population
 * @param groups of samples that the errors of the eigenvalues are told by; 0 for none
 */
public record CurvatureAnalysis(
        int largest, boolean density, boolean layers, Effort effort, long seed, boolean heldOut, int groups) {

    /** So many of the smallest eigenvalues are looked for, to tell one negative direction from several. */
    public static final int SMALLEST = 3;

    private static final double BLOCK_TOLERANCE = 1e-3;
    private static final int BLOCK_STEPS = 60;

    /**
     * Hears how far it is, and what is found as it is found: gradient, eigenvalues, verdict, trace, density, layers. All from the thread of {@link #of}.
     */
    public interface Listener extends Lanczos.Listener {

        Listener NONE = (step, limit, values, residuals) -> {};

        /**
         * Reports the progress of a part of the analysis.
         *
         * @param what is being measured
         */
        default void part(String what, long done, long total) {}

        /**
         * Reports the gradient.
         *
         * @param noise standard error of the gradient; NaN for a single sample
         */
        default void gradient(Evaluation evaluation, double norm, double noise) {}

        default void eigenvalues(Lanczos.Result found) {}

        default void trace(Hutchinson.Result soFar) {}

        default void density(SpectralDensity.Result soFar) {}

        /**
         * Reports the largest eigenvalue of a layer.
         *
         * @param largest of one parameter's block
         */
        default void layer(String parameter, Eigenpair largest) {}

        default void verdict(CriticalPointVerdict soFar) {}

        default void population(PopulationTest found) {}

        /** Reports how far the eigenvalues may be off because the data are a sample. */
        default void errors(EigenvalueErrors found) {}
    }

    /**
     * The result of the computation.
     *
     * @param gradientNoise NaN for a single sample
     * @param density empty if not asked for
     * @param layers the largest eigenvalue of each parameter's block, by name; empty if not asked for
     */
    public record Result(
            Evaluation evaluation,
            double gradientNorm,
            double gradientNoise,
            Lanczos.Result eigenvalues,
            Hutchinson.Result trace,
            Optional<SpectralDensity.Result> density,
            Map<String, Eigenpair> layers,
            CriticalPointVerdict verdict,
            PopulationTest population,
            Optional<EigenvalueErrors> errors) {

        public Result {
            layers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        }
    }

    /**
     * Returns a sentence on the memory that it takes, if that bounds how far it comes.
     *
     * @param free the parameters that it is measured over
     * @throws io.orograph.task.NotEnoughMemoryException if there is too little for any of it
     */
    public Optional<String> memoryNotice(FreeParameters free) {
        int pairs = 2 * (largest + SMALLEST);
        VectorMemory.require(free.size(), pairs);
        return VectorMemory.notice(free.size(), pairs, Lanczos.DEFAULT_STEPS);
    }

    /**
     * Measures.
     *
     * @param objective of the same choice and data, in double precision
     * @throws UndefinedCurvatureException if the loss or its gradient is not finite
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public Result of(
            Objective objective,
            LossChoice choice,
            Dataset data,
            double[] theta,
            FreeParameters free,
            Listener listener,
            CancelToken cancel) {
        listener.part("gradient", 0, 1);
        Evaluation evaluation = finite(objective.evaluate(theta, cancel));
        Hessian hessian = new Hessian(objective, theta, free, cancel);
        double gradientNorm = Vectors.norm(hessian.gradient());
        double noise = noise(objective, choice, data, theta, free, listener, cancel);
        listener.gradient(evaluation, gradientNorm, noise);

        Lanczos.Result eigenvalues = effort.lanczos(largest, SMALLEST, seed)
                .kept(hessian, "eigenvalues", 0, (step, limit, values, rest) -> {
                    listener.part("eigenvalues", step, limit);
                    listener.ritz(step, limit, values, rest);
                });
        listener.eigenvalues(eigenvalues);
        listener.part("steps", 0, 1);
        CriticalPointVerdict verdict = CriticalPointVerdict.of(new PointTrial(
                        SampledLoss.of(objective, theta, free, cancel),
                        StepUnit.of(free),
                        hessian,
                        hessian.gradient(),
                        step -> free.restrict(objective.gradient(Vectors.sum(theta, 1, free.embed(step)), cancel)))
                .measured(eigenvalues, noise));
        listener.verdict(verdict);
        SampledSubject subject = new SampledSubject(choice, data, theta, objective.workers(), objective.kept());
        PopulationTest population = heldOut ? population(subject, free, listener, cancel) : PopulationTest.NOT_ASKED;
        listener.population(population);
        Optional<EigenvalueErrors> errors = groups == 0
                ? Optional.empty()
                : Optional.of(EigenvalueErrors.of(
                        subject,
                        free,
                        effort.lanczos(largest, SMALLEST, seed),
                        groups,
                        progress(listener, "eigenvalues without each group"),
                        cancel));
        errors.ifPresent(listener::errors);

        Hutchinson.Result trace = trace(hessian, free, listener);
        Optional<SpectralDensity.Result> spread =
                density ? Optional.of(density(hessian, eigenvalues, listener)) : Optional.empty();
        Map<String, Eigenpair> blocks = layers ? blocks(hessian, objective, listener) : Map.of();
        return new Result(
                evaluation, gradientNorm, noise, eigenvalues, trace, spread, blocks, verdict, population, errors);
    }

    private PopulationTest population(
            SampledSubject subject, FreeParameters free, Listener listener, CancelToken cancel) {
        listener.part("halves", 0, 1);
        return PopulationTest.of(subject, free, seed, cancel);
    }

    private static double noise(
            Objective objective,
            LossChoice choice,
            Dataset data,
            double[] theta,
            FreeParameters free,
            Listener listener,
            CancelToken cancel) {
        if (data.samples() < 2) {
            return Double.NaN;
        }
        return objective.kept()
                .part(objective.place(theta) + "/noise", 0, () -> new double[] {
                    GradientNoise.standardError(
                            objective,
                            new GradientNoise.Batches(choice, data),
                            theta,
                            free,
                            progress(listener, "gradients of batches"),
                            cancel)
                })[0];
    }

    private Hutchinson.Result trace(Hessian hessian, FreeParameters free, Listener listener) {
        Hutchinson hutchinson = effort.hutchinson(seed);
        return hutchinson.of(hessian, free, (Hutchinson.Result soFar) -> {
            listener.part("trace", soFar.probes(), hutchinson.probes());
            listener.trace(soFar);
        });
    }

    private SpectralDensity.Result density(Hessian hessian, Lanczos.Result eigenvalues, Listener listener) {
        Eigenpair smallest = eigenvalues.smallest().get(0);
        double floor = smallest.value() - smallest.residual();
        return effort.density(seed)
                .of(hessian, progress(listener, "density"), soFar -> listener.density(soFar.knowing(floor)))
                .knowing(floor);
    }

    /**
     * Returns the largest eigenvalues of the blocks that lead to the output; the block of another parameter is zero.
     */
    private Map<String, Eigenpair> blocks(Hessian hessian, Objective objective, Listener listener) {
        Map<String, Eigenpair> largestOf = new LinkedHashMap<>();
        Set<String> reaching = ReachingParameters.of(objective.network());
        Lanczos lanczos = new Lanczos(1, 0, Math.max(BLOCK_TOLERANCE, effort.tolerance()), BLOCK_STEPS, seed);
        for (FreeParameters.Block block : hessian.free().blocks()) {
            String name = block.parameter().name();
            if (reaching.contains(name)) {
                Lanczos.Result result = lanczos.kept(
                        hessian.block(block.parameter()), "layers", largestOf.size(), Lanczos.Listener.NONE);
                largestOf.put(name, result.largest().get(0));
                listener.layer(name, result.largest().get(0));
                listener.part(
                        "layers", largestOf.size(), hessian.free().blocks().size());
            }
        }
        return largestOf;
    }

    private static ProgressListener progress(Listener listener, String what) {
        return (done, total) -> listener.part(what, done, total);
    }

    /**
     * Returns an evaluation whose loss is finite.
     *
     * @throws UndefinedCurvatureException if the loss is NaN or infinite
     */
    public static Evaluation finite(Evaluation evaluation) {
        if (!Double.isFinite(evaluation.loss())) {
            throw new UndefinedCurvatureException("The loss at θ₀ is " + evaluation.loss()
                    + ", so it has no curvature and no sharpness there; look at the data and the weights for infinite"
                    + " numbers.");
        }
        return evaluation;
    }
}
