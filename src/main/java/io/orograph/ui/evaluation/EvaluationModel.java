package io.orograph.ui.evaluation;

import io.orograph.curvature.UndefinedCurvatureException;
import io.orograph.landscape.Landscape;
import io.orograph.model.OpenedModel;
import io.orograph.network.StatisticsPolicy;
import io.orograph.plane.Extent;
import io.orograph.plane.Normalization;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.plane.Section;
import io.orograph.study.DirectionKind;
import io.orograph.study.Directions;
import io.orograph.study.Experiment;
import io.orograph.study.FoundSection;
import io.orograph.study.GridSettings;
import io.orograph.study.KeptSection;
import io.orograph.study.KnownLandscapes;
import io.orograph.study.LandscapeForecast;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.SampleCertainty;
import io.orograph.study.SectionSource;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.task.LatestTask;
import io.orograph.ui.task.LatestWork;
import io.orograph.ui.task.Polled;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.LongProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
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

/**
 * The settings of the evaluation, and the evaluation itself. A change of a setting starts a new evaluation when it
 * comes to rest; the landscape shows what is evaluated so far, as often as the window keeps up with it.
 */
public final class EvaluationModel {

    public static final double MIN_RANGE = 0.05;
    public static final double MAX_RANGE = 3;
    public static final int MIN_RESOLUTION = 11;
    public static final int MAX_RESOLUTION = 201;

    private static final double UNKNOWN = -1;

    private final ObservableValue<Experiment> experiment;
    private final ObjectProperty<DirectionKind> directions =
            new SimpleObjectProperty<>(this, "directions", DirectionKind.RANDOM);
    private final ObjectProperty<Normalization> normalization =
            new SimpleObjectProperty<>(this, "normalization", RandomDirections.DEFAULT.normalization());
    private final BooleanProperty includeBias = new SimpleBooleanProperty(this, "includeBias");
    private final LongProperty seed = new SimpleLongProperty(this, "seed", RandomDirections.DEFAULT.seed());
    private final ObservableSet<String> held = FXCollections.observableSet();
    private final DoubleProperty range = new SimpleDoubleProperty(this, "range", 1);
    private final IntegerProperty resolution = new SimpleIntegerProperty(this, "resolution", 41);

    private final ObjectProperty<StatisticsPolicy> statistics =
            new SimpleObjectProperty<>(this, "statistics", StatisticsPolicy.OWN);
    private final ObjectProperty<Path> savedDirections = new SimpleObjectProperty<>(this, "savedDirections");
    private final ObjectProperty<Extent> region = new SimpleObjectProperty<>(this, "region");
    private final ReadOnlyObjectWrapper<LandscapeStudy.Result> opened = new ReadOnlyObjectWrapper<>(this, "opened");
    private final DoubleProperty precision = new SimpleDoubleProperty(this, "precision", 0);

    private final ReadOnlyObjectWrapper<FoundSection> given = new ReadOnlyObjectWrapper<>(this, "given");
    private final ReadOnlyObjectWrapper<LandscapeStudy.Result> shown = new ReadOnlyObjectWrapper<>(this, "shown");
    private final ReadOnlyObjectWrapper<Plane> shownPlane = new ReadOnlyObjectWrapper<>(this, "shownPlane");
    private final ReadOnlyBooleanWrapper ready = new ReadOnlyBooleanWrapper(this, "ready");
    private final ReadOnlyObjectWrapper<Landscape> landscape = new ReadOnlyObjectWrapper<>(this, "landscape");
    private final ReadOnlyDoubleWrapper cosine = new ReadOnlyDoubleWrapper(this, "cosine", Double.NaN);
    private final ReadOnlyDoubleWrapper progress = new ReadOnlyDoubleWrapper(this, "progress", 0);
    private final ReadOnlyStringWrapper status = new ReadOnlyStringWrapper(this, "status", "");
    private final ReadOnlyStringWrapper notice = new ReadOnlyStringWrapper(this, "notice", "");
    private final LongRunQuestion question = new LongRunQuestion();
    private final KeptSections kept = new KeptSections();
    private final KnownLandscapes known = new KnownLandscapes();
    private final LatestTask<EvaluationRun.Result> task;
    private final LatestTask<FoundSection> sections;
    private final LatestWork<EvaluationRun, EvaluationRun.Result> looking;
    private final SnapshotPace pace = new SnapshotPace(Polled.PERIOD.toMillis());

    /** The model of the latest experiment, to which the held parameters belong. */
    private OpenedModel model;

    /** The experiment whose landscape is shown; null where it is a file's, or there is none. */
    private Experiment shownSubject;

    /** Settings of before that wait for their model to be opened; null if none do. */
    private RestoredEvaluation restored;

    /** A plane of before that is shown again; null if none is. */
    private FoundSection restoredSection;

    private Awaiting awaiting;

    /** Whether settings are being taken back, of which none is the last word. */
    private boolean takingBack;

    /** Whether what is shown is of the experiment that comes next. */
    private boolean shownBefore;

    /** Whether its plane is laid again as soon as that experiment is there. */
    private boolean goesOn;

    /** Whether the run that is begun takes no cells that came with a sample. */
    private boolean anew;

    /** Whether the run that is begun is of a plane that another follows soon. */
    private boolean beginsPassing;

    /** Whether the run that goes on, or was the last, is of such a plane. */
    private boolean passing;

    /** The run of the last plane that another was to follow soon, and whether it is what is shown. */
    private EvaluationRun lastPassing;

    private boolean showsPassing;

    private EvaluationKeeper keeper = EvaluationKeeper.NONE;

    /** The run that goes on now; null while none does. */
    private EvaluationRun current;

    /** The seconds that a cell of the open experiment took in its last evaluation; NaN before the first. */
    private double secondsPerCell = Double.NaN;

    /**
     * Makes the model of the evaluation.
     *
     * @param experiment what to evaluate; null while nothing is open
     */
    public EvaluationModel(ObservableValue<Experiment> experiment, Executor background, Problems problems) {
        this.experiment = experiment;
        this.task = new LatestTask<>(background, this::finish, cause -> {
            boolean noDirections = cause instanceof UndefinedCurvatureException;
            end(noDirections ? "There are no such directions" : "The evaluation failed");
            problems.report(noDirections ? "The directions cannot be computed" : "The evaluation failed", cause);
        });
        this.sections = new LatestTask<>(
                background,
                this::showAgain,
                cause -> problems.report("The plane that was kept cannot be shown again", cause));
        this.looking =
                new LatestWork<>(background, Platform::runLater, EvaluationRun::snapshot, this::publishIfCurrent);
        Polled.during(task.runningProperty(), this::look);
        // Not by invalidation: that is told once until somebody reads the value, and each change restarts the rest.
        for (ObservableValue<?> setting :
                List.of(directions, normalization, includeBias, seed, range, savedDirections)) {
            setting.addListener((observable, old, now) -> {
                if (!takingBack) {
                    given.set(null);
                    region.set(null);
                }
                evaluateWhenAtRest();
            });
        }
        directions.addListener((observable, old, now) -> savedDirections.set(null));
        for (ObservableValue<?> setting : List.of(resolution, statistics, precision, region)) {
            setting.addListener((observable, old, now) -> evaluateWhenAtRest());
        }
        held.addListener((SetChangeListener<String>) change -> evaluateWhenAtRest());
        experiment.addListener((observable, old, now) -> takeExperiment(now));
    }

    /**
     * Takes other data or another loss for the same model: the old landscape stays until the new one has its first
     * cells.
     */
    private void takeExperiment(Experiment now) {
        task.drop();
        sections.drop();
        notice.set("");
        given.set(null);
        end("");
        ready.set(now != null);
        secondsPerCell = Double.NaN;
        boolean otherModel = now != null && now.model() != model;
        boolean keeps = shownBefore && now != null;
        shownBefore = shownBefore && now == null;
        if (now == null && !shownBefore || otherModel && !keeps) {
            landscape.set(null);
            shown.set(null);
            shownPlane.set(null);
            cosine.set(Double.NaN);
            opened.set(null);
        }
        if (otherModel) {
            model = now.model();
            held.clear();
            savedDirections.set(null);
            region.set(null);
        }
        restoredSection = null;
        if (now != null) {
            RestoredEvaluation before = restored;
            restored = null;
            begin(before, keeps && !goesOn);
        }
    }

    /**
     * Begins with another experiment.
     *
     * @param before what was evaluated when it was open last; null for nothing
     * @param isShown whether its landscape is shown already
     */
    private void begin(RestoredEvaluation before, boolean isShown) {
        if (awaiting != null) {
            Awaiting settings = awaiting;
            awaiting = null;
            takeBack(settings.settings(), settings.given());
        } else if (isShown) {
            if (before != null) {
                before.settings().applyToOpen(this);
            }
            task.drop();
            status.set("As it was saved; Evaluate lays its plane again");
        } else if (before != null) {
            goOn(before, experiment.getValue());
        } else {
            evaluate();
        }
    }

    /** Settings that are taken back once the experiment that goes with them is there. */
    private record Awaiting(EvaluationSettings settings, FoundSection given) {}

    /**
     * Takes all settings as they were before, and evaluates with them: cells that are known are not evaluated again.
     *
     * @param plane the plane that was evaluated; null for one of the settings
     */
    public void takeBack(EvaluationSettings settings, FoundSection plane) {
        takingBack = true;
        settings.applyTo(this);
        settings.applyToOpen(this);
        takingBack = false;
        given.set(plane);
        evaluate();
    }

    /** Takes settings and evaluates with them, also the cells that came with a sample; nothing while nothing is open. */
    public void evaluateAnew(EvaluationSettings settings) {
        anew = true;
        takeBack(settings, null);
        anew = false;
    }

    /** Does the same as soon as another experiment is there, which is being put together. */
    public void takeBackWhenReady(EvaluationSettings settings, FoundSection plane) {
        awaiting = new Awaiting(settings, plane);
    }

    /**
     * Shows a landscape of before while its model is being opened, which then goes on where it was.
     *
     * @param found evaluated by the experiment that is to come
     * @param goOn whether its plane is laid again at once, for which it need not be evaluated; else when a person evaluates
     */
    public void showBefore(LandscapeStudy.Result found, boolean goOn) {
        show(found);
        opened.set(null);
        status.set("");
        shownBefore = true;
        goesOn = goOn;
    }

    /** Evaluates a part of the plane in place of the range, with the same resolution; null for the range again. */
    public void evaluateRegion(Extent part) {
        region.set(part);
        evaluate();
    }

    /** Returns the cells that were evaluated, which no evaluation evaluates again. */
    public KnownLandscapes known() {
        return known;
    }

    /** Has evaluations kept from the next one on. */
    public void keepWith(EvaluationKeeper keeps) {
        keeper = keeps;
    }

    /** Takes an evaluation of before, with which the model that is opened next is evaluated. */
    public void restore(RestoredEvaluation before) {
        before.settings().applyTo(this);
        restored = before;
    }

    private void goOn(RestoredEvaluation before, Experiment now) {
        before.settings().applyToOpen(this);
        if (before.section().isEmpty()) {
            evaluate();
            return;
        }
        Path file = before.section().get();
        sections.start((cancel, ignored) -> KeptSection.read(file, now));
    }

    private void showAgain(FoundSection section) {
        restoredSection = section;
        evaluateOver(section);
    }

    /** Tells whether a section was read from what was kept, so that nobody else knows what lies on it. */
    boolean isRestored(Section section) {
        return restoredSection != null && restoredSection.section() == section;
    }

    /** Shows nothing: what was shown is not of the model that is open now, and there are no data yet to evaluate it on. */
    public void clear() {
        takeExperiment(null);
    }

    private void evaluateWhenAtRest() {
        if (experiment.getValue() != null && !shownBefore) {
            task.startWhenAtRest(this::begin);
        }
    }

    /** Evaluates now with the settings as they are. */
    public void evaluate() {
        if (experiment.getValue() != null) {
            task.start(begin());
        }
    }

    /**
     * Ends the running evaluation at once; what is evaluated stays, or what was there before if not one cell is. The
     * workers stop at their next tile.
     */
    public void cancel() {
        task.drop();
        EvaluationRun run = current;
        if (run != null) {
            boolean replaced = run.hasCells() && publish(run.snapshot());
            end(
                    replaced && run.evaluatedCells() == 0
                            ? EvaluationText.cancelledAtFirstLook(run.firstSamples())
                            : EvaluationText.cancelled(run.evaluatedCells(), run.cells(), replaced));
        }
    }

    /** Evaluates or cancels, as the button and its key do. */
    public void evaluateOrCancel() {
        if (task.runningProperty().get()) {
            cancel();
        } else {
            evaluateAnew();
        }
    }

    /** Evaluates now with the settings as they are, also the cells that came with a sample. */
    private void evaluateAnew() {
        if (experiment.getValue() != null) {
            anew = true;
            evaluate();
            anew = false;
        }
    }

    /** Draws other directions: takes the next seed. */
    public void newDirections() {
        seed.set(seed.get() + 1);
    }

    private LatestTask.Work<EvaluationRun.Result> begin() {
        SectionSource source = given.get() == null ? chosen() : given.get();
        EvaluationRun run = new EvaluationRun(
                        experiment.getValue(),
                        new LandscapeStudy(
                                source,
                                grid(),
                                precision.get() > 0 ? Optional.of(precision.get()) : Optional.empty(),
                                true),
                        known,
                        keeper,
                        EvaluationSettings.of(this))
                .anew(anew);
        current = run;
        passing = beginsPassing;
        lastPassing = passing ? run : lastPassing;
        shownBefore = false;
        opened.set(null);
        question.begin();
        pace.reset();
        showProgress(run);
        return (cancel, ignored) -> run.run(cancel);
    }

    private GridSettings grid() {
        GridSettings whole = GridSettings.square(range.get(), resolution.get());
        return region.get() == null ? whole : whole.within(region.get());
    }

    /** Returns where the plane through θ₀ comes from that is asked for. */
    private SectionSource chosen() {
        if (savedDirections.get() != null) {
            return new Directions.Saved(savedDirections.get(), statistics.get());
        }
        RandomDirections asked =
                new RandomDirections(normalization.get(), includeBias.get(), seed.get(), Set.copyOf(held));
        return kept.keeping(directions.get().source(asked, statistics.get()));
    }

    /** Evaluates a plane that was laid through given weights, until other directions are asked for. */
    public void evaluateOver(FoundSection section) {
        region.set(null);
        given.set(section);
        evaluate();
    }

    /** Goes back to random directions through the weights of the model file. */
    public void evaluateRandom() {
        if (given.get() != null) {
            region.set(null);
            given.set(null);
            evaluate();
        }
    }

    /**
     * Evaluates a plane that another follows soon, as while a network is trained: it is shown when all of it is evaluated, and
     * is neither one of the landscapes of before nor a choice that is taken back.
     */
    public void evaluatePassing(FoundSection section) {
        beginsPassing = true;
        evaluateOver(section);
        beginsPassing = false;
    }

    /** Tells whether the plane that is evaluated, or was last, is such a one. */
    public boolean isPassing() {
        return passing;
    }

    /** Tells whether the plane that is shown is such a one: another may be evaluated already, which is none. */
    public boolean showsPassing() {
        return showsPassing;
    }

    /**
     * Shows a landscape that was evaluated before, until another one is evaluated.
     *
     * @param found as it was opened from a file
     */
    public void show(LandscapeStudy.Result found) {
        task.drop();
        passing = false;
        given.set(null);
        end("Opened; its cells are those of the file");
        cosine.set(Double.NaN);
        shownSubject = null;
        shownBefore = false;
        opened.set(found);
        showsPassing = false;
        shown.set(found);
        shownPlane.set(found.landscape().section().plane().orElse(null));
        landscape.set(found.landscape());
    }

    private void finish(EvaluationRun.Result result) {
        EvaluationRun run = result.run();
        publish(result);
        end(
                Double.isNaN(run.cosine())
                        ? "Nothing moves: every parameter is held fixed or left out of the directions"
                        : EvaluationText.finished(
                                new EvaluationText.Effort(run.cells(), run.knownCells(), run.seconds(), run.workers()),
                                SampleCertainty.words(result.found().landscape())));
    }

    private void end(String text) {
        EvaluationRun run = current;
        int evaluated = run == null ? 0 : run.evaluatedCells() - run.knownCells();
        if (evaluated > 0) {
            secondsPerCell = run.seconds() / evaluated;
        }
        current = null;
        question.end();
        progress.set(0);
        status.set(text);
    }

    private void look() {
        EvaluationRun run = current;
        if (run != null) {
            double now = System.nanoTime() / 1e6;
            boolean first = run.hasStarted() && landscape.get() == null;
            // A plane that follows another takes its place at once, as a whole: what is seen changes smoothly.
            boolean holdsBack = passing && landscape.get() != null;
            if (!holdsBack && (run.hasCells() || first) && pace.look(now)) {
                pace.taken(now);
                looking.request(run);
            }
            showProgress(run);
            question.look(run);
        }
    }

    private void publishIfCurrent(EvaluationRun.Result result) {
        if (result.run() == current) {
            publish(result);
        }
    }

    /**
     * Shows a result, unless what is shown is of the same place and has more cells: a finer grid that has just begun, or was
     * cancelled, says less than the coarse one before.
     *
     * @return whether it is shown now
     */
    private boolean publish(EvaluationRun.Result result) {
        notice.set(String.join("\n", result.run().notices()));
        boolean ofTheSame = result.run().subject() == shownSubject;
        if (ofTheSame && !ShownPlace.showsMore(result.found().landscape(), landscape.get())) {
            return false;
        }
        shownSubject = result.run().subject();
        cosine.set(result.run().cosine());
        showsPassing = result.run() == lastPassing;
        shown.set(result.found());
        shownPlane.set(result.found().landscape().section().vectors());
        landscape.set(result.found().landscape());
        return true;
    }

    private void showProgress(EvaluationRun run) {
        if (run.isComputingDirections()) {
            EvaluationRun.DirectionsProgress soFar = run.directionsProgress();
            progress.set(soFar == null ? UNKNOWN : (double) soFar.done() / soFar.total());
            status.set(EvaluationText.directions(soFar));
            return;
        }
        int done = run.evaluatedCells();
        if (done == 0 && run.isFirstLook()) {
            progress.set((double) run.firstLookCells() / run.cells());
            status.set(
                    EvaluationText.firstLook(run.firstLookCells(), run.cells(), run.firstSamples(), run.secondsLeft()));
            return;
        }
        double left = done == 0 && !Double.isNaN(secondsPerCell) ? secondsPerCell * run.cells() : run.secondsLeft();
        progress.set(done == 0 ? UNKNOWN : (double) done / run.cells());
        status.set(EvaluationText.running(done, run.cells(), left, run.workers()));
    }

    /** Returns the kind of the two directions. */
    public ObjectProperty<DirectionKind> directionsProperty() {
        return directions;
    }

    /** Returns the scaling of random directions; computed ones have length 1. */
    public ObjectProperty<Normalization> normalizationProperty() {
        return normalization;
    }

    /** Tells whether biases and normalisation scales and shifts move too. */
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

    /** Returns what the running evaluation takes, where that is so much that a person is asked; else null. */
    public ReadOnlyObjectProperty<LandscapeForecast> forecastProperty() {
        return question.forecastProperty();
    }

    /** Returns how far the plane reaches to each side, in units of the directions. */
    public DoubleProperty rangeProperty() {
        return range;
    }

    /** Returns the number of cells along each side; odd, so that one lies on θ₀. */
    public IntegerProperty resolutionProperty() {
        return resolution;
    }

    /** Returns the part of the plane that is evaluated in place of the range; null for the range. */
    public ObjectProperty<Extent> regionProperty() {
        return region;
    }

    /** Returns the landscape of a file that is shown; null while what is shown was evaluated, or nothing is. */
    public ReadOnlyObjectProperty<LandscapeStudy.Result> openedProperty() {
        return opened.getReadOnlyProperty();
    }

    /** Returns the landscape so far; null before the first cell. */
    public ReadOnlyObjectProperty<Landscape> landscapeProperty() {
        return landscape.getReadOnlyProperty();
    }

    /** Returns the plane through given weights that is evaluated; null for random directions. */
    public ReadOnlyObjectProperty<FoundSection> givenProperty() {
        return given.getReadOnlyProperty();
    }

    /**
     * Returns the landscape with what an export of it holds; null before the first cell. The property changes just
     * before the landscape.
     */
    public ReadOnlyObjectProperty<LandscapeStudy.Result> shownProperty() {
        return shown.getReadOnlyProperty();
    }

    /** Returns which statistics of batch normalisations a plane through θ₀ is evaluated with. */
    public ObjectProperty<StatisticsPolicy> statisticsProperty() {
        return statistics;
    }

    /** Returns a file of directions that are taken as they are; null for those of {@link #directionsProperty}. */
    public ObjectProperty<Path> savedDirectionsProperty() {
        return savedDirections;
    }

    /**
     * Returns the largest standard error of a cell to accept, as a share of the surface's range: only as many samples
     * are used as that takes; 0 to use all.
     */
    public DoubleProperty precisionProperty() {
        return precision;
    }

    /** Tells whether the landscape that is shown is over a plane that was given. */
    public boolean isShown(FoundSection section) {
        return shown.get() != null && shown.get().landscape().section() == section.section();
    }

    /**
     * Returns the plane of the landscape that is shown; null while there is none. The property changes just before the
     * landscape.
     */
    public ReadOnlyObjectProperty<Plane> shownPlaneProperty() {
        return shownPlane.getReadOnlyProperty();
    }

    /** Returns how many numbers of a plane's vectors are weights; running statistics follow them. */
    public int parameters(Plane plane) {
        int all = plane.first().length;
        Experiment open = experiment.getValue();
        return open == null ? all : Math.min(all, open.layout().size());
    }

    /** Returns the cosine of the angle between the two directions; NaN before the first evaluation. */
    public ReadOnlyDoubleProperty cosineProperty() {
        return cosine.getReadOnlyProperty();
    }

    /** Tells whether there is something to evaluate. */
    public ReadOnlyBooleanProperty readyProperty() {
        return ready.getReadOnlyProperty();
    }

    public ReadOnlyBooleanProperty runningProperty() {
        return task.runningProperty();
    }

    /** Returns the share of the cells evaluated while an evaluation runs, -1 before its first; else 0. */
    public ReadOnlyDoubleProperty progressProperty() {
        return progress.getReadOnlyProperty();
    }

    /** Returns what a person should know of the evaluation of these data, in sentences; empty if nothing. */
    public ReadOnlyStringProperty noticeProperty() {
        return notice.getReadOnlyProperty();
    }

    /** Returns one line about the running or the last evaluation. */
    public ReadOnlyStringProperty statusProperty() {
        return status.getReadOnlyProperty();
    }
}
