package io.orograph.curvature;

import io.orograph.data.Dataset;
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
 * All that is measured of the curvature at one point of weight space, one after the other: gradient and its noise,
 * extreme eigenvalues, trace with its parts, and on request the spectral density and the largest eigenvalue of each
 * parameter's block.
 *
 * @param largest how many of the largest eigenvalues
 * @param density whether the spectral density is wanted
 * @param layers whether the largest eigenvalue of each parameter's block is wanted
 * @param seed of all random starts
 */
public record CurvatureStudy(int largest, boolean density, boolean layers, long seed) {

    /** So many of the smallest eigenvalues are looked for, to tell one negative direction from several. */
    private static final int SMALLEST = 3;

    private static final double BLOCK_TOLERANCE = 1e-3;
    private static final int BLOCK_STEPS = 60;

    /** Hears how far it is. */
    public interface Listener extends Lanczos.Listener {

        Listener NONE = new Listener() {
            @Override
            public void part(String what, long done, long total) {}

            @Override
            public void ritz(int step, int limit, double[] values, double[] residuals) {}
        };

        /**
         * @param what is being measured
         */
        void part(String what, long done, long total);
    }

    /**
     * What was found.
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
            CriticalPointVerdict verdict) {

        public Result {
            layers = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(layers));
        }
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
        Evaluation evaluation = finite(objective.evaluate(theta, cancel));
        Hessian hessian = new Hessian(objective, theta, free, cancel);
        double gradientNorm = Vectors.norm(hessian.gradient());
        double noise = data.samples() < 2
                ? Double.NaN
                : GradientNoise.of(
                                choice,
                                data,
                                theta,
                                GradientNoise.DEFAULT_BATCHES,
                                objective.workers(),
                                progress(listener, "gradients of batches"),
                                cancel)
                        .standardError(free);
        Lanczos lanczos = new Lanczos(
                largest, SMALLEST, Lanczos.DEFAULT_TOLERANCE, Math.max(Lanczos.DEFAULT_STEPS, 4 * largest), seed);
        Lanczos.Result eigenvalues = lanczos.of(hessian, listener);
        Hutchinson.Result trace = Hutchinson.seeded(seed).of(hessian, free, progress(listener, "trace"));
        Optional<SpectralDensity.Result> spread = density
                ? Optional.of(SpectralDensity.seeded(seed).of(hessian, progress(listener, "density")))
                : Optional.empty();
        Map<String, Eigenpair> blocks = layers ? blocks(hessian, objective, listener) : Map.of();
        CriticalPointVerdict verdict = CriticalPointVerdict.of(new CriticalPointVerdict.Measured(
                evaluation.loss(),
                Vectors.norm(free.restrict(theta)),
                gradientNorm,
                noise,
                eigenvalues,
                spread.map(SpectralDensity.Result::negativeMass).orElse(Double.NaN)));
        return new Result(evaluation, gradientNorm, noise, eigenvalues, trace, spread, blocks, verdict);
    }

    /** Of the parameters that lead to the output; the block of another one is zero. */
    private Map<String, Eigenpair> blocks(Hessian hessian, Objective objective, Listener listener) {
        Map<String, Eigenpair> largestOf = new LinkedHashMap<>();
        Set<String> reaching = ReachingParameters.of(objective.network());
        Lanczos lanczos = new Lanczos(1, 0, BLOCK_TOLERANCE, BLOCK_STEPS, seed);
        for (FreeParameters.Block block : hessian.free().blocks()) {
            if (!reaching.contains(block.parameter().name())) {
                continue;
            }
            Lanczos.Result result = lanczos.of(hessian.block(block.parameter()), Lanczos.Listener.NONE);
            largestOf.put(block.parameter().name(), result.largest().get(0));
            listener.part("layers", largestOf.size(), hessian.free().blocks().size());
        }
        return largestOf;
    }

    private static ProgressListener progress(Listener listener, String what) {
        return (done, total) -> listener.part(what, done, total);
    }

    /**
     * @throws UndefinedCurvatureException if the loss is NaN or infinite
     */
    public static Evaluation finite(Evaluation evaluation) {
        if (!Double.isFinite(evaluation.loss())) {
            throw new UndefinedCurvatureException("The loss at the model's weights is " + evaluation.loss()
                    + ", so it has no curvature and no sharpness there; look at the data and the weights for infinite"
                    + " numbers.");
        }
        return evaluation;
    }
}
