package io.orograph.study;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.GradientNoise;
import io.orograph.curvature.Hessian;
import io.orograph.curvature.Lanczos;
import io.orograph.curvature.NoiseScale;
import io.orograph.curvature.PreconditionedHessian;
import io.orograph.curvature.SymmetricOperator;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.network.Precision;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.training.StabilityLine;
import io.orograph.training.TrainingSettings;
import io.orograph.training.TrainingState;
import java.util.Arrays;
import java.util.Optional;

/**
 * How sharp the loss is at a step of a training: λmax on all training samples, by the Lanczos method in double precision,
 * with the line of its optimiser where there is one; and how noisy the gradients of its minibatches are there.
 *
 * <p>Running statistics of batch normalisation are held as they are at the step. Where a training normalises by batches its
 * steps are on another function than that, so that no line is named for it.
 *
 * @param experiment whose network is trained
 * @param settings of the training; null where they are not known
 * @param samples that it trains on
 */
public record StepSharpness(Experiment experiment, TrainingSettings settings, Dataset samples) {

    /** λmax to a hundredth of a per cent of itself, as everywhere. */
    private static final Lanczos LARGEST = new Lanczos(1, 0, Lanczos.DEFAULT_TOLERANCE, Lanczos.DEFAULT_STEPS, 0);

    /** The steps are on another function than the sharpness is of. */
    private static final StabilityLine.Known NORMALIZED = StabilityLine.unknown(
            "its steps normalise by the statistics of each batch, and the sharpness is that with the running ones");

    /** Nothing is known of the training. */
    private static final StabilityLine.Known UNKNOWN =
            StabilityLine.unknown("how it was trained is not known here: there is no settings.json");

    /**
     * Measures it.
     *
     * @param state of the training there
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    public SharpnessPoint at(TrainingState state, CancelToken cancel) {
        StabilityLine.Known known = StabilityLine.of(settings, samples.samples(), rate(state.steps()), state);
        return at(state.steps(), state.state(), known, cancel);
    }

    /**
     * Measures it where weights are all that is known of the step.
     *
     * @param other weights of the network, whose running statistics hold where these have none
     * @throws java.util.concurrent.CancellationException if cancelled
     */
    SharpnessPoint atPoint(long step, Weights weights, Weights other, CancelToken cancel) {
        Weights whole = weights.hasStatistics() ? weights : weights.with(other.statistics());
        StabilityLine.Known known =
                settings == null ? UNKNOWN : StabilityLine.withoutMoments(settings, samples.samples(), rate(step));
        return at(step, whole.vector(StatisticsPolicy.OWN), known, cancel);
    }

    private SharpnessPoint at(long step, double[] vector, StabilityLine.Known known, CancelToken cancel) {
        boolean normalizes = settings != null
                && settings.batchStatistics()
                && vector.length > experiment.layout().size();
        StabilityLine.Known held = normalizes ? NORMALIZED : known;
        Optional<StabilityLine> line = held.line();
        try (Objective objective = experiment.objectiveAt(vector, samples, Precision.DOUBLE)) {
            double[] theta = Arrays.copyOf(vector, experiment.layout().size());
            Hessian hessian = new Hessian(objective, theta, FreeParameters.all(experiment.layout()), cancel);
            double norm = Vectors.norm(hessian.gradient());
            double largest = largest(hessian);
            double sharpness = line.map(of -> sharpness(of, hessian, largest)).orElse(largest);
            double at = line.map(StabilityLine::sharpness).orElse(Double.NaN);
            return new SharpnessPoint(step, largest, sharpness, at, held.reason(), norm)
                    .withNoise(noise(objective, vector, theta, cancel));
        } catch (UndefinedCurvatureException e) {
            return new SharpnessPoint(
                    step, Double.NaN, Double.NaN, Double.NaN, "the loss has no curvature here", Double.NaN);
        }
    }

    /** The noise of minibatch gradients in samples; NaN where a single sample has none. */
    private double noise(Objective objective, double[] vector, double[] theta, CancelToken cancel) {
        if (samples.samples() < 2) {
            return Double.NaN;
        }
        GradientNoise.Batches groups =
                new GradientNoise.Batches(experiment.lossAt(vector, samples), samples, NoiseScale.DEFAULT_GROUPS);
        return NoiseScale.of(objective, groups, theta, (done, total) -> {}, cancel)
                .scale();
    }

    private static double sharpness(StabilityLine line, Hessian hessian, double largest) {
        return line.preconditioner()
                .map(diagonal -> largest(PreconditionedHessian.of(hessian, diagonal, line.decay())))
                .orElse(largest + line.decay());
    }

    private static double largest(SymmetricOperator operator) {
        return LARGEST.of(operator, Lanczos.Listener.NONE).largest().get(0).value();
    }

    private double rate(long step) {
        long total = settings.stepsPerEpoch(samples.samples()) * settings.epochs();
        return settings.schedule().at(settings.optimizer().learningRate(), step, total);
    }
}
