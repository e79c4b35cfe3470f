package io.orograph.ui.training;

import io.orograph.experiment.Experiment;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.RunningStatistics;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.training.Holdout;
import io.orograph.training.Training;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingState;
import io.orograph.training.Trajectory;
import io.orograph.training.WeightsNpz;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;

/**
 * A training of the open network, run in the background: its settings, its losses as they come, and its weights. When it
 * ends or is stopped, its path is shown over the landscape.
 */
public final class TrainingModel {

    private static final Duration POLL = Duration.millis(100);
    private static final int FEWEST_POINTS = 3;

    private final ObservableValue<Experiment> experiment;
    private final PathModel path;
    private final TrainingChoices choices = new TrainingChoices();
    private final LatestTask<Run> training;
    private final LatestTask<Path> saving;
    private final ReadOnlyObjectWrapper<List<TrainingPoint>> points =
            new ReadOnlyObjectWrapper<>(this, "points", List.of());
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress");
    private final ReadOnlyObjectWrapper<Run> ended = new ReadOnlyObjectWrapper<>(this, "ended");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready");
    private final ReadOnlyBooleanWrapper normalizes = new ReadOnlyBooleanWrapper(this, "normalizes");
    private final Timeline poll = new Timeline(new KeyFrame(POLL, event -> look()));
    private Run current;

    public TrainingModel(
            ObservableValue<Experiment> experiment, PathModel path, Executor background, Problems problems) {
        this.experiment = experiment;
        this.path = path;
        this.training = new LatestTask<>(background, this::finish, cause -> {
            status.set("The training failed");
            problems.report("The training failed", cause);
        });
        this.saving = new LatestTask<>(
                background,
                file -> status.set("Saved " + file.getFileName()),
                cause -> problems.report("The trained model cannot be saved", cause));
        poll.setCycleCount(Animation.INDEFINITE);
        training.runningProperty().addListener((property, was, is) -> {
            if (is) {
                poll.play();
            } else {
                poll.stop();
            }
        });
        experiment.addListener((property, old, now) -> {
            forget();
            ready.set(now != null);
            normalizes.set(
                    now != null && !RunningStatistics.of(now.loss().network()).isEmpty());
        });
    }

    private void forget() {
        stop();
        training.drop();
        current = null;
        ended.set(null);
        points.set(List.of());
        status.set("");
    }

    /** One training, on the background thread but for its trajectory, which is read from everywhere. */
    static final class Run implements TrainingRecorder {

        private final Experiment subject;
        private final Trajectory trajectory;
        private final TrainingChoices.Chosen chosen;
        private final TrainingState start;
        private final TrainingPoint before;
        private final CancelToken stop = new CancelToken();
        private volatile Training.Result result;
        private volatile TrainingState last;
        private volatile double share;

        /**
         * @param start the state to go on from; null for the beginning
         * @param before the point whose steps come before those of this run; null if this one counts them itself
         */
        Run(
                Experiment subject,
                Trajectory trajectory,
                TrainingChoices.Chosen chosen,
                TrainingState start,
                TrainingPoint before) {
            this.subject = subject;
            this.trajectory = trajectory;
            this.chosen = chosen;
            this.start = start;
            this.before = before;
        }

        Run train(CancelToken cancel) throws IOException {
            Holdout split = Holdout.split(
                    subject.data(), chosen.validation(), chosen.settings().seed());
            ProgressListener listener = (done, total) -> {
                share = (double) done / total;
                if (cancel.isCancelled()) {
                    stop.cancel();
                }
            };
            try (Objective train = new Objective(
                            subject.loss(), split.train(), subject.objective().precision(), 1);
                    Objective held = split.validation() == null
                            ? null
                            : new Objective(
                                    subject.loss(),
                                    split.validation(),
                                    subject.objective().precision(),
                                    1)) {
                if (subject.objective().givesWay()) {
                    train.giveWay();
                }
                Training training = new Training(subject.loss(), split.train(), train, held, chosen.settings());
                result = training.run(start == null ? beginning(training) : start, this, listener, stop);
            }
            return this;
        }

        private TrainingState beginning(Training training) {
            double[] state =
                    chosen.fresh() ? training.freshState(chosen.settings().seed()) : training.fileState();
            return new TrainingState(0, state, List.of());
        }

        @Override
        public void keep(TrainingState state) {
            last = state;
        }

        @Override
        public void record(TrainingPoint point, double[] theta) {
            if (before == null) {
                trajectory.record(point, theta);
            } else if (point.step() > 0) {
                trajectory.record(
                        new TrainingPoint(
                                before.step() + point.step(),
                                before.epoch() + point.epoch(),
                                point.learningRate(),
                                point.train(),
                                point.validation()),
                        theta);
            }
        }

        double[] state() {
            return result.theta();
        }

        ParameterLayout layout() {
            return trajectory.layout();
        }

        private String title() {
            return chosen.settings().optimizer().title();
        }
    }

    /** Trains from the start that is chosen. */
    public void start() {
        Experiment subject = experiment.getValue();
        if (subject != null) {
            TrainingChoices.Chosen chosen = choices.chosen(subject.data().samples());
            ParameterLayout layout = Training.layout(subject.loss(), chosen.settings());
            begin(new Run(
                    subject,
                    new Trajectory(layout, layout.size() - subject.layout().size()),
                    chosen,
                    null,
                    null));
        }
    }

    /**
     * Trains on from where the last training ended. With the same settings it goes on as if it had not stopped, to the
     * epochs that it was to have, or if it has them so many more. With others the optimiser begins anew.
     */
    public void goOn() {
        Run last = ended.get();
        if (last == null) {
            return;
        }
        int samples = last.subject.data().samples();
        // What a state consists of stays, so that all of the path is of one kind.
        TrainingChoices.Chosen chosen =
                choices.chosen(samples).withStatistics(last.chosen.settings().batchStatistics());
        boolean same = chosen.validation() == last.chosen.validation()
                && chosen.settings().text(samples).equals(last.chosen.settings().text(samples));
        if (same && last.last != null) {
            int epochs = last.result.complete()
                    ? last.chosen.settings().epochs() + chosen.settings().epochs()
                    : Math.max(
                            last.chosen.settings().epochs(), chosen.settings().epochs());
            begin(new Run(last.subject, last.trajectory, chosen.withEpochs(epochs), last.last, last.before));
            return;
        }
        List<TrainingPoint> so = last.trajectory.points();
        TrainingState from = new TrainingState(0, last.state(), List.of());
        begin(new Run(last.subject, last.trajectory, chosen, from, so.get(so.size() - 1)));
    }

    private void begin(Run run) {
        path.cancel();
        current = run;
        ended.set(null);
        training.start((cancel, ignored) -> run.train(cancel));
        look();
    }

    /** Stops the training after the step that runs; what is recorded stays, and its path is shown. */
    public void stop() {
        if (current != null) {
            current.stop.cancel();
        }
    }

    private void look() {
        Run run = current;
        if (run != null) {
            points.set(run.trajectory.points());
            progress.set(run.share);
            status.set(String.format(Locale.ROOT, "%s: %.0f %%", run.title(), 100 * run.share));
        }
    }

    private void finish(Run run) {
        look();
        current = null;
        Training.Result result = run.result;
        List<TrainingPoint> recorded = run.trajectory.points();
        if (recorded.isEmpty()) {
            status.set("Stopped before the first point");
            return;
        }
        ended.set(run);
        status.set(String.format(
                Locale.ROOT,
                "%s: %s %,d steps in %.1f s",
                run.title(),
                result.complete() ? "done," : "stopped after",
                result.taken(),
                result.stepSeconds()));
        if (recorded.size() >= FEWEST_POINTS) {
            path.show(run.title(), run.trajectory.weights());
        }
    }

    /** Saves the trained model: as .npz its weights, else as ONNX with the graph of the file that is open. */
    void save(Path file) {
        Run run = ended.get();
        if (run == null) {
            return;
        }
        Experiment subject = run.subject;
        double[] state = run.state();
        saving.start((cancel, ignored) -> {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
                WeightsNpz.write(file, run.layout(), state, subject.objective().precision());
            } else {
                OnnxWriter.write(subject.model().path(), run.layout(), state, file);
            }
            return file;
        });
    }

    /** Ends what runs, when the window closes. */
    public void cancel() {
        stop();
        training.drop();
    }

    public TrainingChoices choices() {
        return choices;
    }

    /** What is recorded so far, read ten times a second. */
    ReadOnlyObjectProperty<List<TrainingPoint>> pointsProperty() {
        return points.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return training.runningProperty();
    }

    /** Whether there is something to train. */
    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /** Whether the network has batch normalisations whose statistics a training can move. */
    ReadOnlyBooleanProperty normalizesProperty() {
        return normalizes.getReadOnlyProperty();
    }

    /** 0 to 1. */
    ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** The training that ended last, with weights to save or to go on from; null while there is none. */
    ReadOnlyObjectProperty<Run> endedProperty() {
        return ended.getReadOnlyProperty();
    }
}
