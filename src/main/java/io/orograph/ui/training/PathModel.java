package io.orograph.ui.training;

import io.orograph.arrays.NamedArrays;
import io.orograph.choice.Named;
import io.orograph.model.checkpoint.CheckpointReaders;
import io.orograph.model.checkpoint.WeightMatch;
import io.orograph.network.StatisticsPolicy;
import io.orograph.network.Weights;
import io.orograph.plane.PlanePath;
import io.orograph.plane.WeightSeries;
import io.orograph.plot.Overlay;
import io.orograph.session.StoredResult;
import io.orograph.study.Command;
import io.orograph.study.Experiment;
import io.orograph.study.OtherWeights;
import io.orograph.study.Trajectory;
import io.orograph.study.runs.RunSettings;
import io.orograph.training.CheckpointSeries;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.Overlays;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.session.Costly;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.StudyKeeper;
import io.orograph.ui.task.StudyWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.util.Duration;

/**
 * The path of a training over the landscape: from checkpoint files or from a training in the window. The model lays the
 * plane of its principal directions through it, has that evaluated, and draws itself over it, with a marker that can be
 * moved along it. The path goes when another plane is evaluated.
 */
public final class PathModel {

    /** The kind of study, in what is kept. */
    public static final String KIND = "path";

    private static final String STATISTICS = "statistics";
    private static final String CHECKPOINTS = "checkpoints";

    private static final Duration STEP = Duration.millis(160);

    private final ObservableValue<Experiment> experiment;
    private final EvaluationModel evaluation;
    private final Overlays overlays;
    private final LatestTask<ShownPath> working;
    private final LatestTask<Opened> opening;
    private final LatestTask<StoredPath.Read> restoring;
    private final LatestTask<Runnable> reading;
    private final ReadOnlyObjectWrapper<ShownPath> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<Opened> opened = new ReadOnlyObjectWrapper<>(this, "opened");
    private final IntegerProperty position = new SimpleIntegerProperty(this, "position");
    private final BooleanProperty playing = new SimpleBooleanProperty(this, "playing");
    private final ObjectProperty<StatisticsPolicy> statistics =
            new SimpleObjectProperty<>(this, "statistics", StatisticsPolicy.OWN);
    private final Timeline play = new Timeline(new KeyFrame(STEP, event -> advance()));

    private final PathSharpnessModel sharpness;
    private final PathPassesModel passes;
    private final LivePath live;
    private StudyKeeper keeper = StudyKeeper.NONE;

    /** The path of a session that waits for its network; null while none does. */
    private StoredResult awaited;

    /** The path that came with a session and is shown as it was; null while none is. */
    private ShownPath ofSession;

    private long begun;
    private double took;

    /** The path that is shown, or will be; null while none is. */
    private Wanted wanted;

    private record Wanted(String title, WeightSeries series, Command origin, Optional<RunSettings> trained) {}

    /**
     * Checkpoint files and how their arrays go with the model.
     *
     * @param arrays of the last file, to choose others from
     * @param statistics how many running statistics they have besides the weights
     */
    record Opened(List<Path> files, WeightMatch match, List<NamedArrays.Array> arrays, int statistics) {}

    public PathModel(
            ObservableValue<Experiment> experiment,
            EvaluationModel evaluation,
            Overlays overlays,
            Executor background,
            Problems problems) {
        this.experiment = experiment;
        this.evaluation = evaluation;
        this.overlays = overlays;
        this.working =
                new LatestTask<>(background, this::laid, cause -> problems.report("The path cannot be shown", cause));
        this.sharpness = new PathSharpnessModel(experiment, background, problems);
        this.passes = new PathPassesModel(experiment, overlays, background, problems);
        this.live = new LivePath(experiment, evaluation, overlays, background, problems);
        passes.wantedProperty().addListener((property, was, is) -> draw());
        this.opening = new LatestTask<>(
                background, this::take, cause -> problems.report("The checkpoints cannot be used", cause));
        this.restoring = new LatestTask<>(
                background, this::putBack, cause -> problems.report("The path of the session cannot be shown", cause));
        play.setCycleCount(Animation.INDEFINITE);
        this.reading = new LatestTask<>(
                background, Runnable::run, cause -> problems.report("The point cannot be read", cause));
        position.addListener((property, old, now) -> draw());
        statistics.addListener((property, old, now) -> begin());
        evaluation.shownPlaneProperty().addListener((property, old, now) -> draw());
        evaluation.givenProperty().addListener((property, old, now) -> {
            if (shown.get() != null && now != shown.get().section()) {
                clear();
            }
        });
        experiment.addListener((property, old, now) -> {
            working.drop();
            opening.drop();
            restoring.drop();
            opened.set(null);
            clear();
            if (now != null && awaited != null) {
                StoredResult saved = awaited;
                awaited = null;
                restoring.start((cancel, progress) -> StoredPath.read(saved, now));
            }
        });
        playing.addListener((property, was, is) -> {
            if (is) {
                play.playFromStart();
            } else {
                play.stop();
            }
        });
    }

    /** Reads how checkpoints go with the open model, then shows their path; one file stands for its whole folder. */
    public void openCheckpoints(List<Path> chosen) {
        List<Path> places =
                chosen.size() == 1 ? List.of(chosen.get(0).toAbsolutePath().getParent()) : chosen;
        open(places, Map.of());
    }

    /** Reads checkpoints, where a person chose some of the arrays. */
    private void open(List<Path> places, Map<String, String> chosen) {
        Experiment subject = experiment.getValue();
        if (subject == null) {
            return;
        }
        opening.start((cancel, progress) -> {
            List<Path> files = CheckpointSeries.files(places);
            CheckpointSeries series =
                    OtherWeights.series(files, chosen, subject.loss().network());
            List<Path> steps = series.files();
            try (NamedArrays last = CheckpointReaders.open(steps.get(steps.size() - 1))) {
                return new Opened(steps, series.match(), last.arrays(), series.statistics());
            }
        });
    }

    private void take(Opened now) {
        opened.set(now);
        CheckpointSeries series = new CheckpointSeries(now.files(), now.match(), now.statistics());
        Trajectory asked = Trajectory.of(series, now.match().chosen(), statistics.get());
        show(asked.title(), series, asked.origin(), Optional.empty());
    }

    /**
     * Takes another array for a parameter and shows the path anew.
     *
     * @throws IllegalArgumentException if its shape does not fit
     */
    void choose(String parameter, NamedArrays.Array array) {
        Opened now = opened.get();
        take(new Opened(now.files(), now.match().with(parameter, array), now.arrays(), now.statistics()));
    }

    /**
     * Shows a path in the plane along which it moves most.
     *
     * @param title what moved, such as "20 checkpoints"
     * @param origin the options of a command that say where it comes from
     * @param trained how it was trained; empty for checkpoints
     */
    public void show(String title, WeightSeries series, Command origin, Optional<RunSettings> trained) {
        wanted = new Wanted(title, series, origin, trained);
        begin();
    }

    /** Shows the path of a session as soon as what it is of is open. */
    void restore(StoredResult path) {
        awaited = path;
    }

    /** Shows a path as it was saved: nothing is read or laid anew. */
    private void putBack(StoredPath.Read read) {
        ShownPath path = read.path();
        // While no path is wanted: a choice of statistics would lay it anew.
        wanted = null;
        statistics.set(path.asked().statistics());
        wanted = new Wanted(path.title(), path.series(), path.asked().origin(), path.trained());
        ofSession = path;
        publish(path);
        position.set(read.position());
        opened.set(read.opened());
    }

    /** Tells whether the path is shown as it came with a session. */
    boolean isOfSession() {
        return ofSession != null && ofSession == shown.get();
    }

    /** Returns the path of checkpoints that goes when something else is opened; empty where a session has it. */
    Optional<Costly> costly() {
        boolean runs = working.runningProperty().get();
        ShownPath now = shown.get();
        boolean ofCheckpoints = wanted != null && wanted.series() instanceof CheckpointSeries;
        if (!ofCheckpoints || !runs && (now == null || isOfSession())) {
            return Optional.empty();
        }
        double seconds = runs ? (System.nanoTime() - begun) / 1e9 : took;
        return Optional.of(
                new Costly("path of checkpoints", seconds, runs, keeper.leaves(seconds), runs ? working : now));
    }

    private void begin() {
        Experiment subject = experiment.getValue();
        Wanted path = wanted;
        if (subject != null && path != null) {
            begun = System.nanoTime();
            Trajectory study = new Trajectory(path.title(), path.series(), statistics.get(), path.origin());
            evaluation.cancel();
            if (path.series() instanceof CheckpointSeries checkpoints) {
                StudyWords words = words(checkpoints);
                working.start((cancel, progress) -> keeper.keep(subject, () -> words, own -> {
                    // With an objective of its own, whose losses are kept.
                    try (Experiment alone = own.at(own.weights())) {
                        return ShownPath.of(study, study.run(alone, progress::progress, cancel), path.trained());
                    }
                }));
            } else {
                working.start((cancel, progress) ->
                        ShownPath.of(study, study.run(subject, progress::progress, cancel), path.trained()));
            }
        }
    }

    /** Returns what shows a training while it runs. */
    LivePath live() {
        return live;
    }

    /** Returns SAM's passes at the marker. */
    PathPassesModel passes() {
        return passes;
    }

    /** Returns the sharpness along the path. */
    PathSharpnessModel sharpness() {
        return sharpness;
    }

    private StudyWords words(CheckpointSeries checkpoints) {
        Map<String, String> chosen = new TreeMap<>(checkpoints.match().chosen());
        return StudyWords.of(KIND, "path")
                .with(STATISTICS, statistics.get().label())
                .with("parameters", chosen.keySet())
                .with("arrays", chosen.values())
                .reading(CHECKPOINTS, checkpoints.files());
    }

    /** Has paths of checkpoints kept from the next one on. */
    public void keepWith(StudyKeeper keeps) {
        keeper = keeps;
    }

    /** Shows the path of checkpoints as before. */
    public void goOn(StudyWords before) {
        Named.find(StatisticsPolicy.class, before.text(STATISTICS)).ifPresent(statistics::set);
        List<String> parameters = before.list("parameters");
        List<String> arrays = before.list("arrays");
        Map<String, String> chosen = new TreeMap<>();
        for (int i = 0; i < Math.min(parameters.size(), arrays.size()); i++) {
            chosen.put(parameters.get(i), arrays.get(i));
        }
        open(before.paths(CHECKPOINTS), chosen);
    }

    private void laid(ShownPath now) {
        took = (System.nanoTime() - begun) / 1e9;
        publish(now);
    }

    private void publish(ShownPath now) {
        boolean again = shown.get() != null && shown.get().series() == now.series();
        playing.set(false);
        shown.set(now);
        sharpness.follow(now);
        if (!again) {
            position.set(now.path().size() - 1);
        }
        evaluation.evaluateOver(now.section());
        draw();
    }

    private void clear() {
        playing.set(false);
        wanted = null;
        shown.set(null);
        sharpness.follow(null);
        draw();
    }

    private void draw() {
        ShownPath now = shown.get();
        boolean there =
                pathOverPlane().isPresent() && position.get() < now.path().size();
        overlays.put(this, there ? now.overlay(position.get()) : Overlay.NONE);
        passes.at(there ? now : null, position.get());
    }

    /** Returns the path that is drawn over the landscape: none while that is over another plane. */
    public Optional<PlanePath> pathOverPlane() {
        return Optional.ofNullable(shown.get())
                .filter(now -> evaluation.isShown(now.section()))
                .map(ShownPath::path);
    }

    /** Tells whether the path of a series is drawn over the landscape. */
    boolean isOverPlane(WeightSeries series) {
        return pathOverPlane().isPresent() && shown.get().series() == series;
    }

    private void advance() {
        ShownPath now = shown.get();
        if (now != null) {
            position.set((position.get() + 1) % now.path().size());
        }
    }

    /**
     * Reads the weights at the marker, in the background.
     *
     * @param use takes them, on the FX thread
     */
    public void weightsAtMarker(Consumer<Weights> use) {
        ShownPath now = shown.get();
        Experiment subject = experiment.getValue();
        if (now != null && subject != null) {
            int at = position.get();
            reading.start((cancel, progress) -> {
                Weights weights = now.weights(subject.layout())
                        .weights(at, subject.layout().size());
                Weights whole = weights.hasStatistics()
                        ? weights
                        : weights.with(subject.weightsOfModel().statistics());
                return () -> use.accept(whole);
            });
        }
    }

    /** Ends what runs. */
    public void cancel() {
        opening.drop();
        restoring.drop();
        working.drop();
        sharpness.cancel();
        playing.set(false);
    }

    /** Returns the path; null while there is none. */
    ReadOnlyObjectProperty<ShownPath> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Returns the checkpoints that were opened last; null if none were since the model was opened. */
    ReadOnlyObjectProperty<Opened> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /** Returns the point of the path at which the marker is, from 0. */
    public IntegerProperty positionProperty() {
        return position;
    }

    /** Tells whether the marker walks along the path, over and over. */
    public BooleanProperty playingProperty() {
        return playing;
    }

    /** Returns the statistics of batch normalisations with which it is evaluated; a change evaluates it anew. */
    public ObjectProperty<StatisticsPolicy> statisticsProperty() {
        return statistics;
    }

    /** Tells whether there are statistics to choose for the network that is open. */
    public ObservableValue<Boolean> normalizesProperty() {
        return experiment.map(open -> !open.statistics().isEmpty()).orElse(false);
    }

    /** Tells whether a plane is being laid through a path. */
    public ReadOnlyBooleanProperty runningProperty() {
        return working.runningProperty();
    }

    /** Returns the progress, 0 to 1 while a plane is laid; -1 where it is not known. */
    public ReadOnlyDoubleProperty progressProperty() {
        return working.progressProperty();
    }
}
