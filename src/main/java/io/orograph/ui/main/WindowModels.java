package io.orograph.ui.main;

import io.orograph.landscape.Landscape;
import io.orograph.study.Experiment;
import io.orograph.study.ProfileStudy;
import io.orograph.ui.connectivity.ConnectivityModel;
import io.orograph.ui.connectivity.StoredConnectivity;
import io.orograph.ui.curvature.ConvexityModel;
import io.orograph.ui.curvature.CurvatureModel;
import io.orograph.ui.curvature.StoredCurvature;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.evaluation.OpenedLandscape;
import io.orograph.ui.experiment.ExperimentModel;
import io.orograph.ui.heatmap.HeatmapModel;
import io.orograph.ui.history.HistoryModel;
import io.orograph.ui.history.UndoModel;
import io.orograph.ui.pins.PinsModel;
import io.orograph.ui.recovery.Recovery;
import io.orograph.ui.runs.RunsModel;
import io.orograph.ui.runs.SharedPlaneModel;
import io.orograph.ui.runs.StoredRuns;
import io.orograph.ui.session.SessionPart;
import io.orograph.ui.sharpness.MeasuresModel;
import io.orograph.ui.sharpness.PlaneMarks;
import io.orograph.ui.sharpness.SharpnessModel;
import io.orograph.ui.sharpness.StoredMeasures;
import io.orograph.ui.slices.ProfilesModel;
import io.orograph.ui.slices.SlicesModel;
import io.orograph.ui.surface.SurfaceModel;
import io.orograph.ui.task.StudyWords;
import io.orograph.ui.training.OptimizerTrajectoryModel;
import io.orograph.ui.training.PathModel;
import io.orograph.ui.training.StoredPath;
import io.orograph.ui.training.StoredTraining;
import io.orograph.ui.training.TrainingModel;
import io.orograph.ui.weights.WeightsModel;
import io.orograph.ui.workspace.Workspace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;

/**
 * The models that the views of the window show and change: makes them, has each follow what it depends on, and owns the
 * threads they work on.
 */
final class WindowModels {

    private final ExecutorService background = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "background");
        thread.setDaemon(true);
        return thread;
    });

    private final Problems problems;
    private final BackgroundWork work;
    private final DisplaySettings display;
    private final Workspace workspace;
    private final EvaluationModel evaluation;
    private final SharpnessModel sharpness;
    private final MeasuresModel measures;
    private final CurvatureModel curvature;
    private final ConvexityModel convexity;
    private final ProfilesModel profiles;
    private final PathModel path;
    private final TrainingModel training;
    private final OptimizerTrajectoryModel trajectories;
    private final ConnectivityModel connectivity;
    private final WeightsModel weights;
    private final RunsModel runs;
    private final SharedPlaneModel sharedPlane;
    private final ExperimentModel experiment;
    private final OpenedLandscape opened;

    /** The landscape with the numbers that are chosen to be shown as its losses. */
    private final ObservableValue<Landscape> drawn;

    private final ObservableValue<Landscape> colored;

    private final UndoModel undo;
    private final HistoryModel history;
    private final PinsModel pins;

    /**
     * Makes them.
     *
     * @param notices told what a person should know and need not act on
     */
    WindowModels(DisplaySettings display, Problems problems, Consumer<String> notices) {
        this.problems = problems;
        this.display = display;
        this.work = new BackgroundWork(background, problems);
        this.workspace = new Workspace(background, problems);
        ObservableValue<Experiment> experiment = workspace.experimentProperty();
        this.evaluation = new EvaluationModel(experiment, background, problems);
        workspace.modelProperty().addListener((property, old, now) -> {
            if (experiment.getValue() == null) {
                // A landscape of a file may be shown, which is not this model's.
                evaluation.clear();
            }
        });
        this.sharpness = new SharpnessModel(experiment, evaluation.landscapeProperty(), background, problems);
        new PlaneMarks(sharpness, display.overlays());
        this.measures = new MeasuresModel(experiment, background, problems);
        this.curvature = new CurvatureModel(experiment, evaluation.held(), background, problems);
        this.convexity = new ConvexityModel(
                experiment, evaluation.shownPlaneProperty(), evaluation.landscapeProperty(), evaluation.held(), work);
        this.profiles = new ProfilesModel(experiment, evaluation.landscapeProperty(), work);
        this.path = new PathModel(experiment, evaluation, display.overlays(), background, problems);
        this.training = new TrainingModel(experiment, path, background, problems);
        this.trajectories = new OptimizerTrajectoryModel(experiment, evaluation, display, training.choices(), work);
        this.connectivity = new ConnectivityModel(workspace, evaluation, display.overlays(), training.choices(), work);
        this.runs = new RunsModel(experiment, work);
        this.sharedPlane = new SharedPlaneModel(experiment, evaluation, display.overlays(), work);
        training.listIn(runs::put, runs::putBack);
        this.experiment = new ExperimentModel(workspace, work);
        this.opened = new OpenedLandscape(evaluation, display.overlays(), background, problems);
        this.weights =
                new WeightsModel(workspace, evaluation.landscapeProperty(), display.crosshairProperty(), notices, work);
        evaluation.landscapeProperty().addListener((property, old, now) -> display.suggestScale(now));
        this.drawn = Bindings.createObjectBinding(
                () -> display.heights(evaluation.landscapeProperty().get()),
                evaluation.landscapeProperty(),
                display.quantityProperty());
        this.colored = Bindings.createObjectBinding(
                () -> display.colors(evaluation.landscapeProperty().get()),
                evaluation.landscapeProperty(),
                display.quantityProperty(),
                display.colorQuantityProperty());
        this.undo = new UndoModel(workspace, evaluation, display);
        this.pins = new PinsModel(evaluation, display.overlays());
        this.history = new HistoryModel(evaluation, undo);
    }

    /** Returns a new model of the surface over the landscape that is evaluated. */
    SurfaceModel surface() {
        SurfaceModel model = new SurfaceModel(display, background);
        model.readFromProperty().bind(evaluation.landscapeProperty());
        model.landscapeProperty().bind(drawn);
        model.colorsProperty().bind(colored);
        return model;
    }

    /** Returns a new model of its heatmap, which shows what the colours do. */
    HeatmapModel heatmap() {
        HeatmapModel model = new HeatmapModel(display, background);
        model.convexityProperty().bind(convexity.mapProperty());
        model.convexityStaleProperty().bind(convexity.runningProperty());
        model.readFromProperty().bind(evaluation.landscapeProperty());
        model.landscapeProperty()
                .bind(Bindings.createObjectBinding(
                        () -> colored.getValue() == null ? drawn.getValue() : colored.getValue(), drawn, colored));
        model.nameBy(pins::put);
        return model;
    }

    /** Returns a new model of its slices. */
    SlicesModel slices() {
        SlicesModel model = new SlicesModel(display);
        model.othersProperty().bind(profiles.foundProperty().map(ProfileStudy.Result::profiles));
        model.landscapeProperty().bind(evaluation.landscapeProperty());
        return model;
    }

    /** Runs what takes long, and is told what goes wrong. */
    BackgroundWork work() {
        return work;
    }

    /** Returns where what goes wrong is shown. */
    Problems problems() {
        return problems;
    }

    DisplaySettings display() {
        return display;
    }

    /** Returns what is open. */
    Workspace workspace() {
        return workspace;
    }

    EvaluationModel evaluation() {
        return evaluation;
    }

    HistoryModel history() {
        return history;
    }

    /** Returns the named points of the plane. */
    PinsModel pins() {
        return pins;
    }

    UndoModel undo() {
        return undo;
    }

    SharpnessModel sharpness() {
        return sharpness;
    }

    MeasuresModel measures() {
        return measures;
    }

    CurvatureModel curvature() {
        return curvature;
    }

    ConvexityModel convexity() {
        return convexity;
    }

    ProfilesModel profiles() {
        return profiles;
    }

    PathModel path() {
        return path;
    }

    TrainingModel training() {
        return training;
    }

    OptimizerTrajectoryModel trajectories() {
        return trajectories;
    }

    ConnectivityModel connectivity() {
        return connectivity;
    }

    ExperimentModel experiment() {
        return experiment;
    }

    RunsModel runs() {
        return runs;
    }

    /** Shows the paths of runs in one plane. */
    SharedPlaneModel sharedPlane() {
        return sharedPlane;
    }

    /** Opens exported landscapes. */
    OpenedLandscape opened() {
        return opened;
    }

    /** Returns the model of θ₀ and of what can be made it. */
    WeightsModel weights() {
        return weights;
    }

    /** Has all that is asked kept, from the next question on. */
    void keepWith(Recovery recovery) {
        evaluation.keepWith(recovery);
        training.keepWith(recovery.trainings());
        runs.keepWith(recovery.runs());
        curvature.keepWith(recovery);
        measures.keepWith(recovery);
        convexity.keepWith(recovery);
        profiles.keepWith(recovery);
        path.keepWith(recovery);
        connectivity.keepWith(recovery);
    }

    /** Returns whose results a session holds beside the landscapes. */
    List<SessionPart> sessionParts() {
        ObservableValue<Experiment> experiment = workspace.experimentProperty();
        return List.of(
                new StoredMeasures(measures, experiment),
                new StoredCurvature(curvature, experiment),
                new StoredTraining(training),
                new StoredPath(path, experiment),
                new StoredRuns(runs),
                new StoredConnectivity(connectivity, experiment));
    }

    /** Returns who asks a study again, by its kind. */
    Map<String, Consumer<StudyWords>> studies() {
        Map<String, Consumer<StudyWords>> studies = new HashMap<>(connectivity.goingOn());
        studies.put(CurvatureModel.KIND, curvature::goOn);
        studies.put(MeasuresModel.MEASURES, measures::goOn);
        studies.put(MeasuresModel.INVARIANCE, words -> measures.checkInvariance());
        studies.put(ConvexityModel.KIND, convexity::goOn);
        studies.put(ProfilesModel.KIND, profiles::goOn);
        studies.put(PathModel.KIND, path::goOn);
        return studies;
    }

    /** Ends what runs. */
    void cancel() {
        evaluation.cancel();
        training.cancel();
        path.cancel();
        trajectories.clear();
        runs.cancel();
        sharedPlane.cancel();
        experiment.pause();
        connectivity.cancel();
    }

    /** Frees what is open and ends the threads. */
    void close() {
        workspace.close();
        background.shutdownNow();
    }
}
