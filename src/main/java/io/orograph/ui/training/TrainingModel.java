package io.orograph.ui.training;

import io.orograph.network.RunningStatistics;
import io.orograph.network.Weights;
import io.orograph.plane.WeightSeries;
import io.orograph.study.Experiment;
import io.orograph.study.Outputs;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.TrainingStudy;
import io.orograph.study.TwicePenalised;
import io.orograph.study.WeightsFile;
import io.orograph.study.runs.Run;
import io.orograph.training.TrainingPoint;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.session.Costly;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.Polled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/**
 * A training of the open network, run in the background: its settings, its losses as they come, and its weights. When it
 * ends or is stopped, its path is shown over the landscape.
 */
public final class TrainingModel {

    private static final int FEWEST_POINTS = 3;

    /** The least time between two times that a running training is offered to be kept. */
    private static final Duration KEPT_EVERY = Duration.ofSeconds(1);

    private final ObservableValue<Experiment> experiment;
    private final PathModel path;
    private final TrainingChoices choices = new TrainingChoices();
    private final LatestTask<TrainingRun> training;
    private final LatestTask<Path> saving;
    private final LatestTask<TrainingRun> restoring;
    private final ReadOnlyObjectWrapper<List<TrainingPoint>> points =
            new ReadOnlyObjectWrapper<>(this, "points", List.of());
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress");
    private final ReadOnlyObjectWrapper<TrainingRun> ended = new ReadOnlyObjectWrapper<>(this, "ended");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready");
    private final ObservableValue<String> notice;
    private final ReadOnlyBooleanWrapper normalizes = new ReadOnlyBooleanWrapper(this, "normalizes");
    private final Executor background;
    private final ReadOnlyObjectWrapper<List<SharpnessPoint>> sharpness =
            new ReadOnlyObjectWrapper<>(this, "sharpness", List.of());
    private final Problems problems;
    private Consumer<Run> list = run -> {};
    private Consumer<Run> listAgain = run -> {};
    private SharpnessProbe probe;
    private TrainingKeeper keeper = TrainingKeeper.NONE;
    private long begun;
    private long lastKept;
    private TrainingRun current;

    /** The path that was shown last of a training; null before the first. */
    private WeightSeries laid;

    /** The training of a session that waits for its network; null while none does. */
    private StoredTraining.Restored awaited;

    /** The training of a session that is being read; null for one that the recovery kept. */
    private StoredTraining.Restored ofSession;

    /** The training whose weights were saved; null for none. */
    private TrainingRun saved;

    public TrainingModel(
            ObservableValue<Experiment> experiment, PathModel path, Executor background, Problems problems) {
        this.experiment = experiment;
        this.notice = Bindings.createStringBinding(
                () -> Optional.ofNullable(experiment.getValue())
                        .flatMap(subject -> TwicePenalised.notice(
                                subject, choices.weightDecayProperty().get()))
                        .orElse(""),
                experiment,
                choices.weightDecayProperty());
        this.path = path;
        this.background = background;
        this.problems = problems;
        this.training = new LatestTask<>(background, this::finish, cause -> {
            status.set("The training failed");
            problems.report("The training failed", cause);
        });
        this.saving = new LatestTask<>(
                background,
                file -> {
                    status.set("Saved " + file.getFileName());
                    background.execute(keeper::forget);
                },
                cause -> {
                    saved = null;
                    problems.report("The trained model cannot be saved", cause);
                });
        this.restoring = new LatestTask<>(
                background,
                this::restored,
                cause -> problems.report("The training that was kept cannot be gone on with", cause));
        Polled.during(training.runningProperty(), this::look);
        choices.followedProperty()
                .addListener((property, was, is) -> path.live().setWanted(is));
        experiment.addListener((property, old, now) -> {
            // What was trained stays where only θ₀ is another: it may have become θ₀.
            if (old == null || !old.isOfSameModelAndData(now)) {
                forget();
            }
            ready.set(now != null);
            if (now != null && awaited != null) {
                restore(now, awaited);
                awaited = null;
            }
            normalizes.set(
                    now != null && !RunningStatistics.of(now.loss().network()).isEmpty());
        });
    }

    private void forget() {
        stop();
        path.live().rest();
        measureNoMore();
        training.drop();
        restoring.drop();
        current = null;
        laid = null;
        ended.set(null);
        points.set(List.of());
        sharpness.set(List.of());
        status.set("");
    }

    /** Has each training listed, while it trains and when it has ended, on the FX thread. */
    public void listIn(Consumer<Run> runs, Consumer<Run> again) {
        list = runs;
        listAgain = again;
    }

    /** Trains from the start that is chosen. */
    public void start() {
        start(background, 1);
    }

    /**
     * Trains from the start that is chosen, and waits at recorded points until the sharpness there is measured, if it is to
     * be: what is then known of it is the same on a fast and on a slow computer.
     *
     * @param every of so many recorded points it is measured at one
     */
    public void startWaiting(int every) {
        start(Runnable::run, every);
    }

    private void start(Executor measures, int every) {
        Experiment subject = experiment.getValue();
        if (subject != null) {
            begin(TrainingRun.of(subject, choices.chosen(subject.data().samples())), measures, every);
        }
    }

    /** Trains on from where the last training ended: see {@link TrainingRun#goingOn}. */
    public void goOn() {
        TrainingRun last = ended.get();
        if (last != null) {
            begin(last.goingOn(choices));
        }
    }

    /** Has trainings kept from the next one on. */
    public void keepWith(TrainingKeeper keeps) {
        keeper = keeps;
    }

    private void keep(TrainingRun run, boolean finished) {
        run.kept(finished, seconds()).ifPresent(training -> {
            lastKept = System.nanoTime();
            background.execute(() -> keeper.keep(training));
        });
    }

    /**
     * Goes on with a training that was kept, on what is open now: trains on from where it was, or shows it as it ended.
     *
     * @param file of what was kept
     * @param endedAfter the seconds that its steps took, where it had ended
     */
    public void goOn(Path file, TrainingPathWords words, OptionalDouble endedAfter) {
        Experiment subject = experiment.getValue();
        if (subject != null) {
            ofSession = null;
            restoring.start((cancel, ignored) -> TrainingRun.kept(subject, file, words, endedAfter));
        }
    }

    /** Shows a training of a session as soon as what it trained is open. */
    void restore(StoredTraining.Restored training) {
        awaited = training;
    }

    private void restore(Experiment subject, StoredTraining.Restored training) {
        ofSession = training;
        restoring.start((cancel, ignored) -> training.result()
                .read(file -> TrainingRun.kept(
                        subject,
                        file,
                        TrainingPathWords.read(training.words()),
                        OptionalDouble.of(training.seconds()))));
    }

    /** Returns the training that runs or ended last as it is now; empty before its first point. */
    Optional<TrainingKeeper.Kept> kept() {
        TrainingRun run = current == null ? ended.get() : current;
        return run == null ? Optional.empty() : run.kept(current == null, seconds());
    }

    private double seconds() {
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Tells whether its path lies over the landscape that is shown, and not that of checkpoints. */
    boolean isPathOverPlane() {
        return current == null && laid != null && path.isOverPlane(laid);
    }

    /** Returns what goes when something else is opened; empty where it was saved. */
    Optional<Costly> costly() {
        if (current != null) {
            return Optional.of(new Costly("training that runs", seconds(), true, isLeft(seconds()), current));
        }
        TrainingRun run = ended.get();
        if (run == null || run == saved) {
            return Optional.empty();
        }
        double took = run.result().stepSeconds();
        return Optional.of(new Costly("training", took, false, isLeft(took), run));
    }

    private boolean isLeft(double seconds) {
        return keeper.leaves(seconds);
    }

    private void restored(TrainingRun run) {
        choices.choose(run.chosen());
        if (run.result() == null) {
            begin(run);
        } else {
            current = run;
            begun = System.nanoTime();
            saved = ofSession == null ? null : run;
            points.set(run.points());
            // What the list has of it already is more: the times of its steps, its sharpness.
            run.listed().ifPresent(listAgain);
            end(run, ofSession == null || ofSession.isOverPlane());
        }
    }

    private void begin(TrainingRun run) {
        begin(run, background, 1);
    }

    private void begin(TrainingRun run, Executor measures, int every) {
        path.cancel();
        begun = System.nanoTime();
        lastKept = begun;
        current = run;
        ended.set(null);
        measureNoMore();
        sharpness.set(run.sharpness());
        if (choices.sharpnessProperty().get()) {
            probe = new SharpnessProbe(
                    measures,
                    every,
                    cause -> Platform.runLater(() -> problems.report("The sharpness cannot be measured", cause)));
            run.measureWith(probe, () -> Platform.runLater(() -> measured(run)));
        }
        path.live().follow(run);
        training.start((cancel, ignored) -> run.train(cancel));
        look();
    }

    private void measured(TrainingRun run) {
        if (run == current || run == ended.get()) {
            sharpness.set(run.sharpness());
            run.listed().ifPresent(list);
        }
    }

    /** Tells whether the sharpness of a step is being measured, which may be after the training has ended. */
    public boolean isMeasuring() {
        return probe != null && probe.isMeasuring();
    }

    private void measureNoMore() {
        if (probe != null) {
            probe.cancel();
            probe = null;
        }
    }

    /** Stops the training after the step that runs; what is recorded stays, and its path is shown. */
    public void stop() {
        if (current != null) {
            current.stop();
        }
    }

    private void look() {
        TrainingRun run = current;
        if (run != null) {
            List<TrainingPoint> recorded = run.points();
            if (recorded.size() != points.get().size() || !recorded.equals(points.get())) {
                points.set(recorded);
                run.listed().ifPresent(list);
            }
            progress.set(run.share());
            path.live().look();
            if (System.nanoTime() - lastKept > KEPT_EVERY.toNanos()) {
                keep(run, false);
            }
            status.set(String.format(Locale.ROOT, "%s: %.0f %%", run.title(), 100 * run.share()));
        }
    }

    private void finish(TrainingRun run) {
        run.listed().ifPresent(list);
        end(run, true);
    }

    /** Shows what a training found, and if so asked its path over the landscape. */
    private void end(TrainingRun run, boolean showsPath) {
        look();
        current = null;
        path.live().rest();
        TrainingStudy.Result result = run.result();
        List<TrainingPoint> recorded = run.points();
        if (recorded.isEmpty()) {
            status.set("Stopped before the first point");
            return;
        }
        ended.set(run);
        keep(run, true);
        status.set(String.format(
                Locale.ROOT,
                "%s: %s %,d steps in %.1f s",
                run.title(),
                outcome(result),
                result.taken(),
                result.stepSeconds()));
        if (showsPath && recorded.size() >= FEWEST_POINTS) {
            laid = run.weights();
            path.show(run.title(), laid, run.record(), run.listed().flatMap(Run::settings));
        }
    }

    private static String outcome(TrainingStudy.Result result) {
        if (result.diverged()) {
            return "diverged, its loss is not finite any more: choose a smaller learning rate;";
        }
        return result.complete() ? "done," : "stopped after";
    }

    /** Returns the weights where the last training ended, with the running statistics that it left. */
    public Weights trained() {
        return ended.get().trained();
    }

    /** Saves the trained model: as .npz its weights, else as ONNX with the graph of the file that is open. */
    public void save(Path file) {
        TrainingRun run = ended.get();
        if (run == null) {
            return;
        }
        Experiment subject = run.subject();
        double[] state = run.state();
        saved = run;
        saving.start((cancel, ignored) -> {
            Outputs.WEIGHTS.write(file, new WeightsFile(subject, run.layout(), state));
            return file;
        });
    }

    /** Ends what runs, when the window closes. */
    public void cancel() {
        stop();
        path.live().rest();
        measureNoMore();
        training.drop();
        restoring.drop();
    }

    public TrainingChoices choices() {
        return choices;
    }

    /** What is recorded so far, read ten times a second. */
    ReadOnlyObjectProperty<List<TrainingPoint>> pointsProperty() {
        return points.getReadOnlyProperty();
    }

    /** Returns the sharpness where it was measured so far. */
    ReadOnlyObjectProperty<List<SharpnessPoint>> sharpnessProperty() {
        return sharpness.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return training.runningProperty();
    }

    /** Whether there is something to train. */
    ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /** Returns what a person should know before a training as it is chosen; empty if there is nothing. */
    ObservableValue<String> noticeProperty() {
        return notice;
    }

    /** Tells whether the network has batch normalisations whose statistics a training can move. */
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
    ReadOnlyObjectProperty<TrainingRun> endedProperty() {
        return ended.getReadOnlyProperty();
    }
}
