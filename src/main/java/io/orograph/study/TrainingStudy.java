package io.orograph.study;

import io.orograph.network.ParameterLayout;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.training.Holdout;
import io.orograph.training.Training;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSettings;
import io.orograph.training.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a training of the network leads, from θ₀ or from fresh weights.
 *
 * @param settings of optimiser, batches and epochs
 * @param validation share of the samples that is not trained on but validated with, 0 to below 1
 * @param fresh whether it begins with new weights instead of θ₀
 * @param from a training of the same settings that it goes on with, to the bit as if that had not stopped; empty for one
 *     from the beginning
 */
public record TrainingStudy(TrainingSettings settings, double validation, boolean fresh, Optional<TrainingState> from)
        implements Study<TrainingStudy.Listener, TrainingStudy.Result> {

    /** Hears of the steps, and is given the weights that are to be kept. */
    public interface Listener extends StudyListener {

        /** Hears nothing and keeps nothing. */
        Listener NONE = (done, total) -> {};

        /**
         * Returns who keeps the points of the training; asked once, before it begins.
         *
         * @param layout of what is recorded: θ, and behind it the running statistics that are trained
         * @throws IOException if there is no place to keep them, which ends the study
         */
        default TrainingRecorder recorder(ParameterLayout layout) throws IOException {
            return (point, state) -> {};
        }
    }

    /**
     * Where it ended.
     *
     * @param optimizer as a title
     * @param end the weights there, with the running statistics that were trained
     * @param layout of the recorded vectors
     * @param vector the weights and behind them the running statistics that were trained, by that layout
     * @param last the last recorded point
     * @param steps taken in all, also before it went on
     * @param taken of these, the ones of this run
     * @param complete whether all epochs were done; else it was cancelled
     * @param stepSeconds time that the steps of this run took, without the evaluations at recorded points
     */
    public record Result(
            String optimizer,
            Weights end,
            ParameterLayout layout,
            double[] vector,
            TrainingPoint last,
            long steps,
            long taken,
            boolean complete,
            double stepSeconds,
            Command command) {

        /** Tells whether the training diverged: the loss that it ended with is infinite or none. */
        public boolean diverged() {
            return last != null && !Double.isFinite(last.train().loss());
        }
    }

    /** Returns a study that begins at the beginning. */
    public static TrainingStudy of(TrainingSettings settings, double validation, boolean fresh) {
        return new TrainingStudy(settings, validation, fresh, Optional.empty());
    }

    /** Returns the layout of what a training records: θ, and behind it the running statistics that it moves. */
    public static ParameterLayout layout(Experiment experiment, TrainingSettings settings) {
        return Training.layout(experiment.loss(), settings);
    }

    /** Returns the samples to train on and those to validate with. */
    public Holdout split(Experiment experiment) {
        return Holdout.split(experiment.data(), validation, settings.seed());
    }

    @Override
    public Result run(Experiment experiment, Listener listener, CancelToken cancel) throws IOException {
        listener.stage("Training");
        Holdout split = split(experiment);
        UnsuitableModelsException.ifUntrainable(experiment, split.train().samples(), settings);
        int workers = split.validation() == null ? experiment.objective().workers() : 1;
        try (Objective onTrain = objective(experiment, split.train(), workers);
                Objective onValidation =
                        split.validation() == null ? null : objective(experiment, split.validation(), workers)) {
            Training training = new Training(experiment.loss(), split.train(), onTrain, onValidation, settings);
            TrainingState start = from.orElseGet(
                    () -> TrainingState.beginning(fresh ? training.freshState(settings.seed()) : training.fileState()));
            Training.Result result = training.run(start, listener.recorder(training.layout()), listener, cancel);
            Weights end = Weights.of(
                    "step " + result.steps(),
                    new WeightsSource.Training(settings.optimizer().title(), result.steps()),
                    result.theta(),
                    experiment.layout().size());
            return new Result(
                    settings.optimizer().title(),
                    end,
                    training.layout(),
                    result.theta(),
                    result.last(),
                    result.steps(),
                    result.taken(),
                    result.complete(),
                    result.stepSeconds(),
                    command(experiment));
        }
    }

    private static Objective objective(Experiment experiment, io.orograph.data.Dataset samples, int workers) {
        Objective objective =
                new Objective(experiment.loss(), samples, experiment.objective().precision(), workers);
        if (experiment.objective().givesWay()) {
            objective.giveWay();
        }
        return objective;
    }

    /** Returns the command that trains the same. */
    public Command command(Experiment experiment) {
        Command options = TrainingCommand.options(settings).flag(fresh, "--fresh");
        if (validation > 0) {
            options = options.with("--validation", validation);
        }
        if (settings.recordEvery() > 0) {
            options = options.with("--record-every", settings.recordEvery());
        }
        return experiment.command("train", options);
    }

    /**
     * Returns the command that trains the same and writes what is recorded into a folder.
     *
     * @param stride writes only every so manieth point, and the last
     */
    public Command recording(Experiment experiment, Path folder, long stride) {
        long every = settings.recordEvery() > 0
                ? settings.recordEvery()
                : settings.stepsPerEpoch(split(experiment).train().samples());
        TrainingStudy sparser = stride == 1
                ? this
                : new TrainingStudy(settings.withRecordEvery((int) (every * stride)), validation, fresh, from);
        return sparser.command(experiment).with("--record", folder);
    }
}
