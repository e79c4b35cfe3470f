package io.orograph.ui.curvature;

import io.orograph.curvature.CurvatureAnalysis;
import io.orograph.curvature.Effort;
import io.orograph.curvature.Lanczos;
import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.model.OpenedModel;
import io.orograph.study.Experiment;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.session.Costly;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.Polled;
import io.orograph.ui.task.StudyKeeper;
import io.orograph.ui.task.StudyWords;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;

/**
 * A study of the curvature at θ₀ of the open experiment, started and cancelled by the person. Its values are looked at
 * ten times a second while it runs. Each value of an earlier study stays, as stale, until the new one has its own.
 */
public final class CurvatureModel {

    public static final int MAX_LARGEST = 50;

    /** Enough for the larger eigenvalues of most networks, and few enough to wait for. */
    private static final int USUAL_SAMPLES = 500;

    /** Groups of samples that intervals are told by. */
    static final int GROUPS = 8;

    private static final double UNKNOWN = -1;

    /** The kind of study, in what is kept. */
    public static final String KIND = "curvature";

    private final ObservableValue<Experiment> experiment;
    private final Set<String> held;
    private final IntegerProperty largest = new SimpleIntegerProperty(this, "largest", Lanczos.DEFAULT_LARGEST);
    private final IntegerProperty samples = new SimpleIntegerProperty(this, "samples", USUAL_SAMPLES);
    private final ObjectProperty<Effort> effort = new SimpleObjectProperty<>(this, "effort", Effort.USUAL);
    private final BooleanProperty density = new SimpleBooleanProperty(this, "density", true);
    private final BooleanProperty layers = new SimpleBooleanProperty(this, "layers", true);
    private final BooleanProperty intervals = new SimpleBooleanProperty(this, "intervals", false);
    private final BooleanProperty heldOut = new SimpleBooleanProperty(this, "heldOut", false);

    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready");
    private final ReadOnlyIntegerWrapper available = new ReadOnlyIntegerWrapper(this, "available", 0);
    private final ReadOnlyObjectWrapper<CurvatureReading> reading =
            new ReadOnlyObjectWrapper<>(this, "reading", CurvatureReading.NOTHING);
    private final ReadOnlyObjectWrapper<CurvatureReading> found =
            new ReadOnlyObjectWrapper<>(this, "found", CurvatureReading.NOTHING);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final LatestTask<CurvatureRun> task;
    private OpenedModel model;
    private CurvatureRun current;
    private StudyKeeper keeper = StudyKeeper.NONE;

    /** The study that runs or ended last on what is open; null for none, or one of a session. */
    private CurvatureRun last;

    private long begun;
    private double took;

    /** What a session found, which waits for its model to be open; null while nothing does. */
    private CurvatureReading awaited;

    /** The reading that was there when the analysis began. */
    private CurvatureReading earlier = CurvatureReading.NOTHING;

    /**
     * Makes a curvature model.
     *
     * @param experiment what to study; null while nothing is open
     * @param held names of the parameters that are held fixed, read when a study starts
     */
    public CurvatureModel(
            ObservableValue<Experiment> experiment, Set<String> held, Executor background, Problems problems) {
        this.experiment = experiment;
        this.held = held;
        this.task = new LatestTask<>(background, this::finish, cause -> fail(cause, problems));
        Polled.during(task.runningProperty(), this::look);
        experiment.addListener((property, old, now) -> takeExperiment(now));
    }

    private void takeExperiment(Experiment now) {
        task.drop();
        end("");
        ready.set(now != null);
        available.set(now == null ? 0 : now.data().samples());
        found.set(CurvatureReading.NOTHING);
        last = null;
        if (now == null || now.model() != model) {
            reading.set(CurvatureReading.NOTHING);
            model = now == null ? null : now.model();
        }
        if (now != null && awaited != null) {
            reading.set(awaited);
            found.set(awaited);
            status.set("As it was saved");
            awaited = null;
        }
    }

    /** Shows what a session found as soon as its model is open. */
    void restore(CurvatureReading saved) {
        awaited = saved;
    }

    /** Returns what goes when something else is opened; empty if there is nothing. */
    Optional<Costly> costly() {
        if (last == null || found.get() == CurvatureReading.NOTHING) {
            return Optional.empty();
        }
        boolean runs = current != null;
        double seconds = runs ? (System.nanoTime() - begun) / 1e9 : took;
        return Optional.of(new Costly(
                runs ? "curvature that is measured" : "curvature", seconds, runs, keeper.leaves(seconds), last));
    }

    /** Starts or cancels, as the button does. */
    public void startOrCancel() {
        if (task.runningProperty().get()) {
            cancel();
        } else {
            start();
        }
    }

    /** Starts a study with the settings as they are. */
    public void start() {
        Experiment subject = experiment.getValue();
        if (subject == null) {
            return;
        }
        start(subject, Set.copyOf(held));
    }

    private void start(Experiment subject, Set<String> fixed) {
        CurvatureRun run = new CurvatureRun(
                subject,
                new CurvatureAnalysis(
                        largest.get(),
                        density.get(),
                        layers.get(),
                        effort.get(),
                        0,
                        heldOut.get(),
                        intervals.get() ? GROUPS : 0),
                samples.get(),
                fixed);
        StudyWords words = words(fixed);
        current = run;
        last = run;
        begun = System.nanoTime();
        earlier = reading.get();
        found.set(CurvatureReading.NOTHING);
        task.start((cancel, ignored) -> keeper.keep(subject, () -> words, own -> run.run(own, cancel)));
        look();
    }

    private StudyWords words(Set<String> fixed) {
        return StudyWords.of(KIND, KIND)
                .with("largest", largest.get())
                .with("samples", samples.get())
                .with("effort", effort.get().name())
                .with("density", density.get())
                .with("layers", layers.get())
                .with("intervals", intervals.get())
                .with("held_out", heldOut.get())
                .with("held", new TreeSet<>(fixed));
    }

    /** Has studies kept from the next one on. */
    public void keepWith(StudyKeeper keeps) {
        keeper = keeps;
    }

    /** Starts a study with the settings that one of before had. */
    public void goOn(StudyWords before) {
        before.number("largest").ifPresent(count -> largest.set(Math.max(1, Math.min(MAX_LARGEST, (int) count))));
        before.number("samples").ifPresent(count -> samples.set(Math.max(1, (int) count)));
        Arrays.stream(Effort.values())
                .filter(choice -> choice.name().equals(before.text("effort")))
                .forEach(effort::set);
        density.set(before.isOn("density"));
        layers.set(before.isOn("layers"));
        intervals.set(before.isOn("intervals"));
        heldOut.set(before.isOn("held_out"));
        if (experiment.getValue() != null) {
            start(experiment.getValue(), Set.copyOf(before.list("held")));
        }
    }

    /** Ends the study at once and keeps what it has found. The workers stop at their next tile. */
    public void cancel() {
        task.drop();
        if (current != null) {
            publish(current);
            end("Cancelled; what was found stays");
        }
    }

    private void finish(CurvatureRun run) {
        // What it was not asked for goes: it is of another study.
        earlier = CurvatureReading.NOTHING;
        publish(run);
        end(summary(run));
    }

    private static String summary(CurvatureRun run) {
        return String.format(
                "Measured at %s on %,d samples, effort: %s",
                run.weights(), run.samples(), run.analysis().effort().label());
    }

    private void fail(Throwable cause, Problems problems) {
        if (cause instanceof UndefinedCurvatureException) {
            end(cause.getMessage());
        } else {
            end("The curvature could not be measured");
            problems.report("The curvature cannot be measured", cause);
        }
    }

    private void end(String text) {
        if (current != null) {
            took = (System.nanoTime() - begun) / 1e9;
        }
        current = null;
        progress.set(0);
        status.set(text);
    }

    private void look() {
        if (current != null) {
            publish(current);
            CurvatureRun.Stage stage = current.stage();
            progress.set(stage.total() == 0 ? UNKNOWN : (double) stage.done() / stage.total());
            status.set(
                    stage.total() <= 1
                            ? "Measuring: " + stage.what()
                            : String.format(
                                    "Measuring: %s, %,d of at most %,d", stage.what(), stage.done(), stage.total()));
        }
    }

    private void publish(CurvatureRun run) {
        CurvatureReading now = run.reading();
        found.set(now);
        if (now != CurvatureReading.NOTHING) {
            reading.set(earlier == CurvatureReading.NOTHING ? now : now.over(earlier));
        }
    }

    /** Returns how many of the largest eigenvalues are wanted. */
    public IntegerProperty largestProperty() {
        return largest;
    }

    /** Returns how many of the samples in use are measured on, at most. */
    public IntegerProperty samplesProperty() {
        return samples;
    }

    public ObjectProperty<Effort> effortProperty() {
        return effort;
    }

    /** Tells whether the spectral density is measured too. */
    public BooleanProperty densityProperty() {
        return density;
    }

    /** Tells whether the largest eigenvalue of each parameter's block is measured too. */
    public BooleanProperty layersProperty() {
        return layers;
    }

    /** Tells whether the eigenvalues get intervals for the data being a sample. */
    public BooleanProperty intervalsProperty() {
        return intervals;
    }

    /** Tells whether θ₀ was not trained on the samples, so that they speak for the population. */
    public BooleanProperty heldOutProperty() {
        return heldOut;
    }

    /** Tells whether there is something to study. */
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    /** Returns how many samples there are to choose from; 0 while nothing is open. */
    public ReadOnlyIntegerProperty availableProperty() {
        return available.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return task.runningProperty();
    }

    /** Returns what there is to show: what is found so far, and of the rest what the study before found; never null. */
    ReadOnlyObjectProperty<CurvatureReading> readingProperty() {
        return reading.getReadOnlyProperty();
    }

    /**
     * Returns what the running or the last study found: what is shown beyond it is of an earlier one or of other data.
     */
    public ReadOnlyObjectProperty<CurvatureReading> foundProperty() {
        return found.getReadOnlyProperty();
    }

    /** Returns one line about the running or the last study; why there is no curvature, if so. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** Returns the progress of the part that runs, 0 to 1; -1 while unknown; 0 while nothing runs. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }
}
