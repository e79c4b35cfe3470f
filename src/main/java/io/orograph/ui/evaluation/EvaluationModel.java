package io.orograph.ui.evaluation;

import io.orograph.experiment.Experiment;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.landscape.LandscapeEvaluator;
import io.orograph.plane.Normalization;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.InvalidationListener;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableSet;
import javafx.collections.SetChangeListener;
import javafx.util.Duration;

/**
 * What to evaluate, and the evaluation. A change of a setting starts a new evaluation when it comes to rest; the
 * landscape shows what is evaluated so far, ten times a second.
 */
public final class EvaluationModel {

    public static final double MIN_RANGE = 0.05;
    public static final double MAX_RANGE = 3;
    public static final int MIN_RESOLUTION = 11;
    public static final int MAX_RESOLUTION = 201;

    private static final Duration POLL = Duration.millis(100);

    private final ObservableValue<Experiment> experiment;
    private final ObjectProperty<Normalization> normalization =
            new SimpleObjectProperty<>(this, "normalization", RandomDirections.DEFAULT.normalization());
    private final BooleanProperty includeBias = new SimpleBooleanProperty(this, "includeBias");
    private final LongProperty seed = new SimpleLongProperty(this, "seed", RandomDirections.DEFAULT.seed());
    private final ObservableSet<String> held = FXCollections.observableSet();
    private final DoubleProperty range = new SimpleDoubleProperty(this, "range", 1);
    private final IntegerProperty resolution = new SimpleIntegerProperty(this, "resolution", 41);

    private final ReadOnlyObjectWrapper<Landscape> landscape = new ReadOnlyObjectWrapper<>(this, "landscape");
    private final ReadOnlyDoubleWrapper cosine = new ReadOnlyDoubleWrapper(this, "cosine", Double.NaN);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final LatestTask<Run> task;
    private final Timeline poll = new Timeline(new KeyFrame(POLL, event -> publishSnapshot()));
    private volatile Run current;

    /** One evaluation in the making. */
    private record Run(Plane plane, LandscapeEvaluator evaluator, int workers, CancelToken cancel) {}

    /**
     * @param experiment what to evaluate; null while nothing is open
     */
    public EvaluationModel(ObservableValue<Experiment> experiment, Executor background, Problems problems) {
        this.experiment = experiment;
        this.task = new LatestTask<>(background, this::finish, cause -> {
            end("The evaluation failed.");
            problems.report("The evaluation failed", cause);
        });
        poll.setCycleCount(Animation.INDEFINITE);
        task.runningProperty().addListener((observable, was, is) -> {
            if (is) {
                poll.play();
            } else {
                poll.stop();
            }
        });
        InvalidationListener changed = observable -> evaluateWhenAtRest();
        normalization.addListener(changed);
        includeBias.addListener(changed);
        seed.addListener(changed);
        range.addListener(changed);
        resolution.addListener(changed);
        held.addListener((SetChangeListener<String>) change -> evaluateWhenAtRest());
        experiment.addListener((observable, old, now) -> takeExperiment(old, now));
    }

    private void takeExperiment(Experiment old, Experiment now) {
        task.drop();
        end("");
        landscape.set(null);
        if (old != null && (now == null || old.model() != now.model())) {
            held.clear();
        }
        if (now != null) {
            evaluate();
        }
    }

    private void evaluateWhenAtRest() {
        if (experiment.getValue() != null) {
            task.startWhenAtRest(work());
        }
    }

    /** Evaluates now with the settings as they are. */
    public void evaluate() {
        if (experiment.getValue() != null) {
            task.start(work());
        }
    }

    /** Ends the running evaluation; what is evaluated stays. */
    public void cancel() {
        task.cancel();
    }

    /** Draws other directions: takes the next seed. */
    public void newDirections() {
        seed.set(seed.get() + 1);
    }

    private LatestTask.Work<Run> work() {
        Experiment subject = experiment.getValue();
        RandomDirections directions =
                new RandomDirections(normalization.get(), includeBias.get(), seed.get(), Set.copyOf(held));
        Grid grid = Grid.square(range.get(), resolution.get());
        return (cancel, ignored) -> {
            Plane plane = directions.plane(subject.layout(), subject.weights());
            LandscapeEvaluator evaluator =
                    new LandscapeEvaluator(subject.objective(), plane, grid, subject.provenance(directions, grid));
            Run run = new Run(plane, evaluator, subject.objective().workers(), cancel);
            if (!cancel.isCancelled()) {
                current = run;
            }
            evaluator.run(ProgressListener.NONE, cancel);
            return run;
        };
    }

    private void finish(Run run) {
        publish(run);
        Landscape result = landscape.get();
        String time =
                String.format(java.util.Locale.ROOT, "%.2f s", run.evaluator().seconds());
        end(
                result.isComplete()
                        ? String.format(
                                "%,d cells in %s · %d workers", result.grid().cells(), time, run.workers())
                        : String.format(
                                "Cancelled after %,d of %,d cells",
                                result.evaluatedCells(), result.grid().cells()));
    }

    private void end(String text) {
        current = null;
        progress.set(0);
        status.set(text);
    }

    private void publishSnapshot() {
        Run run = current;
        if (run != null && !run.cancel().isCancelled() && run.evaluator().evaluatedCells() > 0) {
            publish(run);
            Landscape soFar = landscape.get();
            int cells = soFar.grid().cells();
            progress.set((double) soFar.evaluatedCells() / cells);
            status.set(String.format(
                    "Evaluating: %,d of %,d cells · %s left · %d workers",
                    soFar.evaluatedCells(), cells, timeLeft(run, soFar), run.workers()));
        }
    }

    private void publish(Run run) {
        cosine.set(run.plane().cosine());
        landscape.set(run.evaluator().snapshot());
    }

    private static String timeLeft(Run run, Landscape soFar) {
        int done = soFar.evaluatedCells();
        double seconds = run.evaluator().seconds() * (soFar.grid().cells() - done) / done;
        if (seconds < 1) {
            return "under 1 s";
        }
        return seconds < 90 ? Math.round(seconds) + " s" : Math.round(seconds / 60) + " min";
    }

    public ObjectProperty<Normalization> normalizationProperty() {
        return normalization;
    }

    /** Whether biases and normalisation scales and shifts move too. */
    public BooleanProperty includeBiasProperty() {
        return includeBias;
    }

    public LongProperty seedProperty() {
        return seed;
    }

    /** Names of the parameters that are held fixed. */
    public ObservableSet<String> held() {
        return held;
    }

    /** How far the plane reaches to each side, in units of the directions. */
    public DoubleProperty rangeProperty() {
        return range;
    }

    /** Cells along each side; odd, so that one lies on θ₀. */
    public IntegerProperty resolutionProperty() {
        return resolution;
    }

    /** The landscape so far; null before the first cell. */
    public ReadOnlyObjectProperty<Landscape> landscapeProperty() {
        return landscape.getReadOnlyProperty();
    }

    /** Cosine of the angle between the two directions; NaN before the first evaluation. */
    public ReadOnlyDoubleProperty cosineProperty() {
        return cosine.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return task.runningProperty();
    }

    /** Share of the cells evaluated while an evaluation runs; else 0. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** One line about the running or the last evaluation. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }
}
