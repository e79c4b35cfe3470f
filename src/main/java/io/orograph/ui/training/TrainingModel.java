package io.orograph.ui.training;

import io.orograph.experiment.Experiment;
import io.orograph.model.onnx.OnnxWriter;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.training.FreshWeights;
import io.orograph.training.Holdout;
import io.orograph.training.Training;
import io.orograph.training.TrainingPoint;
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
    static final class Run {

        private final Experiment subject;
        private final Trajectory trajectory;
        private final TrainingChoices.Chosen chosen;
        private final double[] start;
        private final TrainingPoint before;
        private final CancelToken stop = new CancelToken();
        private volatile Training.Result result;
        private volatile double share;

        /**
         * @param before the point that this goes on from, the last of the trajectory; null for the first run
         */
        Run(
                Experiment subject,
                Trajectory trajectory,
                TrainingChoices.Chosen chosen,
                double[] start,
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
                result = new Training(subject.loss(), split.train(), train, held, chosen.settings())
                        .run(start, this::record, listener, stop);
            }
            return this;
        }

        private void record(TrainingPoint point, double[] theta) {
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

        double[] theta() {
            return result.theta();
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
            double[] start = chosen.fresh()
                    ? FreshWeights.draw(subject.layout(), chosen.settings().seed())
                    : subject.weights();
            begin(new Run(subject, new Trajectory(subject.layout()), chosen, start, null));
        }
    }

    /** Trains on from where the last training ended, with the settings of now; the optimiser's moments begin anew. */
    public void goOn() {
        Run last = ended.get();
        if (last != null) {
            List<TrainingPoint> so = last.trajectory.points();
            TrainingChoices.Chosen chosen = choices.chosen(last.subject.data().samples());
            begin(new Run(last.subject, last.trajectory, chosen, last.theta(), so.get(so.size() - 1)));
        }
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
                result.steps(),
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
        double[] theta = run.theta();
        saving.start((cancel, ignored) -> {
            if (file.toString().toLowerCase(Locale.ROOT).endsWith(".npz")) {
                WeightsNpz.write(
                        file, subject.layout(), theta, subject.objective().precision());
            } else {
                OnnxWriter.write(subject.model().path(), subject.layout(), theta, file);
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
