package io.orograph.study;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.curvature.Lanczos;
import io.orograph.curvature.PreconditionedHessian;
import io.orograph.curvature.SymmetricOperator;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.data.Dataset;
import io.orograph.math.Vectors;
import io.orograph.network.Precision;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.training.StabilityLine;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSettings;
import io.orograph.training.TrainingState;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Measures the sharpness of the loss while a network is trained: at every so manieth step that is recorded, on all training
 * samples, by the Lanczos method in double precision. Another recorder keeps the points themselves.
 *
 * <p>Running statistics of batch normalisation are held as they are at the step. Where a training normalises by batches its
 * steps are on another function than that, so that no line is named for it.
 */
public final class SharpnessWatch implements TrainingRecorder {

    /** λmax to a hundredth of a per cent of itself, as everywhere. */
    private static final Lanczos LARGEST = new Lanczos(1, 0, Lanczos.DEFAULT_TOLERANCE, Lanczos.DEFAULT_STEPS, 0);

    private final Experiment experiment;
    private final Dataset samples;
    private final TrainingSettings settings;
    private final long every;
    private final TrainingRecorder others;
    private final Listener measured;
    private final CancelToken cancel;
    private long last = TrainingState.NONE;

    /** Hears of each measurement, on the thread that trains. */
    @FunctionalInterface
    public interface Listener {

        /**
         * Takes a measurement.
         *
         * @throws IOException if it cannot be kept, which ends the training
         */
        void measured(SharpnessPoint point) throws IOException;
    }

    /**
     * What is watched.
     *
     * @param experiment whose network is trained
     * @param settings of the training
     * @param samples that it trains on
     * @param every steps between two measurements, of those that are recorded
     */
    public record Subject(Experiment experiment, TrainingSettings settings, Dataset samples, long every) {}

    /**
     * Makes a watch.
     *
     * @param others who keeps the points
     * @param measured hears of each measurement, on the thread that trains
     * @param cancel asked within each
     */
    public SharpnessWatch(Subject subject, TrainingRecorder others, Listener measured, CancelToken cancel) {
        this.experiment = subject.experiment();
        this.samples = subject.samples();
        this.settings = subject.settings();
        this.every = subject.every();
        this.others = others;
        this.measured = measured;
        this.cancel = cancel;
    }

    @Override
    public void record(TrainingPoint point, double[] state) throws IOException {
        others.record(point, state);
    }

    @Override
    public void keep(TrainingState state) throws IOException {
        others.keep(state);
        if (state.steps() % every == 0 && state.steps() > last && state.recorded() == state.steps()) {
            last = state.steps();
            measured.measured(at(state));
        }
    }

    private SharpnessPoint at(TrainingState state) {
        int weights = experiment.layout().size();
        boolean normalizes = state.state().length > weights;
        StabilityLine.Known known = StabilityLine.of(settings, samples.samples(), rate(state.steps()), state);
        Optional<StabilityLine> line = normalizes ? Optional.empty() : known.line();
        String reason = normalizes
                ? "its steps normalise by the statistics of each batch, and the sharpness is that with the running ones"
                : known.reason();
        try (Objective objective = experiment.objectiveAt(state.state(), samples, Precision.DOUBLE)) {
            double[] theta = Arrays.copyOf(state.state(), weights);
            Hessian hessian = new Hessian(objective, theta, FreeParameters.all(experiment.layout()), cancel);
            double norm = Vectors.norm(hessian.gradient());
            double largest = largest(hessian);
            double sharpness = line.map(of -> sharpness(of, hessian, largest)).orElse(largest);
            double at = line.map(StabilityLine::sharpness).orElse(Double.NaN);
            return new SharpnessPoint(state.steps(), largest, sharpness, at, reason, norm);
        } catch (UndefinedCurvatureException e) {
            return new SharpnessPoint(
                    state.steps(), Double.NaN, Double.NaN, Double.NaN, "the loss has no curvature here", Double.NaN);
        }
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
