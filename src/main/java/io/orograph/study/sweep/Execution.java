package io.orograph.study.sweep;

import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.study.Experiment;
import io.orograph.study.LoadedData;
import io.orograph.study.TrainingStudy;
import io.orograph.study.runs.RunSettings;
import io.orograph.study.sweep.SweptOutcome.End;
import io.orograph.task.CancelToken;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSettings;
import io.orograph.training.TrainingState;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** One run of a sweep: trained, or gone on with, and measured where it ended. */
final class Execution {

    private final Sweep sweep;
    private final Experiment experiment;
    private final RunFolder folder;
    private final Sweep.Listener listener;
    private final CancelToken cancel;

    Execution(Sweep sweep, Experiment experiment, RunFolder folder, Sweep.Listener listener, CancelToken cancel) {
        this.sweep = sweep;
        this.experiment = experiment;
        this.folder = folder;
        this.listener = listener;
        this.cancel = cancel;
    }

    /**
     * Trains and measures.
     *
     * @param test the test samples; null for none
     * @throws CancellationException if cancelled; the folder holds what the run goes on from
     */
    SweptOutcome outcome(LoadedData test) throws IOException {
        int samples = experiment.data().samples();
        TrainingSettings settings = settings();
        String text = experiment.model().sha256() + "; " + settings.text(samples);
        Optional<TrainingState> from = folder.state(text);
        CancelToken stop = new CancelToken();
        TrainingStudy.Result result;
        boolean reached;
        try (Recording recording = new Recording(from, text, stop)) {
            TrainingStudy study = new TrainingStudy(settings, 0, true, from);
            folder.say(RunSettings.of(experiment, study, true));
            result = study.run(experiment, recording, stop);
            reached = recording.recorder.isReached();
        }
        if (!result.complete() && !reached) {
            throw new CancellationException("cancelled");
        }
        Precision precision = experiment.objective().precision();
        folder.keepWeights(result.layout(), result.vector(), precision);
        Weights weights = Weights.of(
                folder.run().name(),
                new WeightsSource.Training(settings.optimizer().title(), result.steps()),
                asWritten(result.vector(), precision),
                experiment.layout().size());
        End end = result.diverged()
                ? End.DIVERGED
                : reached ? End.REACHED : sweep.stop().unreached();
        SweptOutcome outcome;
        try (Experiment there = experiment.at(weights)) {
            outcome = new Measuring(sweep.measures(), test, listener, cancel)
                    .outcome(folder.run(), there, result.steps(), end);
        }
        folder.end(outcome);
        return outcome;
    }

    private TrainingSettings settings() {
        SweepSetting setting = folder.run().setting();
        StopRule rule = sweep.stop();
        return new TrainingSettings(
                setting.optimizer(),
                LearningRateSchedule.CONSTANT,
                setting.batch(),
                rule.epochs(),
                folder.run().seed(),
                rule.every(),
                true);
    }

    /** What is measured is what the file holds, so that who opens that finds the same. */
    private static double[] asWritten(double[] vector, Precision precision) {
        double[] written = vector.clone();
        if (precision == Precision.SINGLE) {
            for (int i = 0; i < written.length; i++) {
                written[i] = (float) written[i];
            }
        }
        return written;
    }

    /** Hands the points to the recorder, and stops the training where the sweep is cancelled. */
    private final class Recording implements TrainingStudy.Listener, AutoCloseable {

        private final Optional<TrainingState> from;
        private final String settings;
        private final CancelToken stop;
        private RunRecorder recorder;

        Recording(Optional<TrainingState> from, String settings, CancelToken stop) {
            this.from = from;
            this.settings = settings;
            this.stop = stop;
        }

        @Override
        public TrainingRecorder recorder(ParameterLayout layout) throws IOException {
            TrainingState start = from.orElseGet(() -> TrainingState.beginning(new double[0]));
            recorder = new RunRecorder(folder, settings, start, sweep.stop(), stop);
            return recorder;
        }

        @Override
        public void progress(long done, long total) {
            listener.progress(done, total);
            if (cancel.isCancelled()) {
                stop.cancel();
            }
        }

        @Override
        public void close() throws IOException {
            if (recorder != null) {
                recorder.close();
            }
        }
    }
}
