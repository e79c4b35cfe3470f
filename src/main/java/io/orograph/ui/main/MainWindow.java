package io.orograph.ui.main;

import io.orograph.experiment.Sample;
import io.orograph.experiment.Samples;
import io.orograph.ui.compare.CompareWindow;
import io.orograph.ui.curvature.ConvexityModel;
import io.orograph.ui.curvature.CurvatureModel;
import io.orograph.ui.curvature.CurvatureView;
import io.orograph.ui.data.DataView;
import io.orograph.ui.dialog.FileChooserQuestions;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.dialog.ProblemDialog;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluateButton;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.evaluation.EvaluationView;
import io.orograph.ui.export.ExportActions;
import io.orograph.ui.heatmap.HeatmapModel;
import io.orograph.ui.heatmap.HeatmapView;
import io.orograph.ui.model.ModelView;
import io.orograph.ui.settings.Memory;
import io.orograph.ui.settings.Settings;
import io.orograph.ui.settings.SettingsStore;
import io.orograph.ui.sharpness.MeasuresModel;
import io.orograph.ui.sharpness.PlaneMarks;
import io.orograph.ui.sharpness.SharpnessModel;
import io.orograph.ui.sharpness.SharpnessView;
import io.orograph.ui.slices.SlicesModel;
import io.orograph.ui.slices.SlicesView;
import io.orograph.ui.surface.SurfaceModel;
import io.orograph.ui.surface.SurfaceView;
import io.orograph.ui.training.BallModel;
import io.orograph.ui.training.PathModel;
import io.orograph.ui.training.TrainingFiles;
import io.orograph.ui.training.TrainingModel;
import io.orograph.ui.training.TrainingTab;
import io.orograph.ui.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** The window: model and settings to the left, surface and heatmap in the middle, what they mean to the right. */
public final class MainWindow {

    private static final int COLUMN_DIVIDERS = 2;
    private static final double SIDE_WIDTH = 324;
    private static final double SHARPNESS_WIDTH = 290;
    private static final double SMALLEST_WIDTH = 980;
    private static final double SMALLEST_HEIGHT = 640;
    private static final double NARROWEST_SIDE = 264;
    private static final double NARROWEST_SHARPNESS = 248;
    /** Of the window's width, as long as that lies between the narrowest and the usual. */
    private static final double SIDE_SHARE = 0.225;

    private static final double SHARPNESS_SHARE = 0.205;

    private final Stage stage;
    private final Memory memory;
    private final ExecutorService background = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "background");
        thread.setDaemon(true);
        return thread;
    });

    private final Problems problems;
    private final Workspace workspace;
    private final EvaluationModel evaluation;
    private final SharpnessModel sharpness;
    private final MeasuresModel measures;
    private final CurvatureModel curvature;
    private final ConvexityModel convexity;
    private final DisplaySettings display = new DisplaySettings();
    private final PathModel path;
    private final TrainingModel training;
    private final BallModel balls;
    private final SurfaceView surface;
    private final HeatmapView heatmap;
    private final SlicesView slices;
    private final FileActions files;
    private final TrainingFiles trainingFiles;
    private final ExportActions exports;
    private final CompareWindow compare;
    private final Headline headline;
    private final Presentation presentation;
    private final List<Sample> samples;
    private final SplitPane columns = new SplitPane();
    private final StackPane middle = new StackPane();
    private final PlotArea plots;

    public MainWindow(Stage stage, SettingsStore store) {
        this(stage, store, memory -> new FileChooserQuestions(stage, memory));
    }

    /**
     * @param questions how the person is asked for files
     */
    MainWindow(Stage stage, SettingsStore store, Function<Memory, FileQuestions> questions) {
        this.stage = stage;
        this.memory = new Memory(store, stage, display);
        this.problems = new ProblemDialog(stage);
        this.workspace = new Workspace(background, problems);
        this.evaluation = new EvaluationModel(workspace.experimentProperty(), background, problems);
        this.sharpness = new SharpnessModel(
                workspace.experimentProperty(), evaluation.landscapeProperty(), background, problems);
        new PlaneMarks(sharpness, display.overlays());
        this.measures = new MeasuresModel(workspace.experimentProperty(), background, problems);
        this.curvature = new CurvatureModel(workspace.experimentProperty(), evaluation.held(), background, problems);
        this.convexity = new ConvexityModel(
                workspace.experimentProperty(),
                evaluation.shownPlaneProperty(),
                evaluation.landscapeProperty(),
                evaluation.held(),
                background,
                problems);
        this.path = new PathModel(workspace.experimentProperty(), evaluation, display.overlays(), background, problems);
        this.training = new TrainingModel(workspace.experimentProperty(), path, background, problems);
        this.balls = new BallModel(
                workspace.experimentProperty(), evaluation, display, training.choices(), background, problems);
        evaluation.landscapeProperty().addListener((property, old, now) -> display.suggestScale(now));
        this.surface = new SurfaceView(surfaceModel());
        this.heatmap = new HeatmapView(heatmapModel());
        balls.listenTo(surface);
        balls.listenTo(heatmap);
        this.slices = new SlicesView(slicesModel());
        this.plots = new PlotArea(surface, heatmap, slices);
        FileQuestions asking = questions.apply(memory);
        this.files = new FileActions(asking, new Notice(stage)::show, workspace, memory);
        this.trainingFiles = new TrainingFiles(asking, path, training);
        this.exports = new ExportActions(stage, evaluation.landscapeProperty(), surface, asking, background, problems);

        this.headline = new Headline(evaluation.landscapeProperty(), workspace.sampleProperty());
        this.samples = samples(problems);

        this.compare = new CompareWindow(stage, display, workspace, samples, asking, background, problems);
        DisplayBar displayBar = new DisplayBar(display);
        BorderPane root = new BorderPane(columns());
        this.presentation = new Presentation(List.of(new Presentation.Kept(columns, middle)), List.of(displayBar));
        presentation.onProperty().addListener((property, was, is) -> plots.showSurfaceOnly(is));
        root.getStyleClass().add("orograph");
        MainMenu menu = new MainMenu(
                files,
                exports,
                evaluation,
                trainingFiles,
                compare,
                surface,
                display,
                presentation,
                new About(stage, workspace.experimentProperty()),
                samples,
                stage);
        root.setTop(new VBox(menu.bar(), displayBar));
        root.setBottom(new MainStatus(workspace, evaluation, exports));
        Settings remembered = memory.settingsProperty().get();
        prepareStage(new Scene(root, remembered.width(), remembered.height()));
        memory.restoreWindow();
    }

    private static List<Sample> samples(Problems problems) {
        try {
            return Samples.all();
        } catch (IOException e) {
            // Once there is a window to show it in.
            Platform.runLater(() -> problems.report("The samples cannot be read", e));
            return List.of();
        }
    }

    private void prepareStage(Scene scene) {
        files.acceptDrops(scene);
        Look.follow(scene, display);
        stage.setScene(scene);
        stage.titleProperty()
                .bind(headline.titleProperty().map(shown -> shown.isEmpty() ? "Orograph" : shown + " – Orograph"));
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        stage.setOnShown(event -> placeDividers());
    }

    /** Once there is a size to divide. */
    private void placeDividers() {
        List<Double> remembered = memory.settingsProperty().get().dividers();
        double width = columns.getWidth();
        if (remembered.size() < COLUMN_DIVIDERS) {
            columns.setDividerPositions(
                    clamp(SIDE_SHARE * width, NARROWEST_SIDE, SIDE_WIDTH) / width,
                    1 - clamp(SHARPNESS_SHARE * width, NARROWEST_SHARPNESS, SHARPNESS_WIDTH) / width);
        } else {
            columns.setDividerPositions(remembered.get(0), remembered.get(1));
        }
        columns.layout();
        plots.restoreDividers(remembered.stream().skip(COLUMN_DIVIDERS).toList());
        // The arrow keys turn the surface from the start.
        surface.requestFocus();
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private List<Double> dividers() {
        List<Double> dividers = new ArrayList<>();
        Arrays.stream(columns.getDividerPositions()).forEach(dividers::add);
        dividers.addAll(plots.dividers());
        return dividers;
    }

    private SurfaceModel surfaceModel() {
        SurfaceModel model = new SurfaceModel(display, background);
        model.landscapeProperty().bind(evaluation.landscapeProperty());
        return model;
    }

    private HeatmapModel heatmapModel() {
        HeatmapModel model = new HeatmapModel(display, background);
        model.convexityProperty().bind(convexity.mapProperty());
        model.landscapeProperty().bind(evaluation.landscapeProperty());
        return model;
    }

    private SlicesModel slicesModel() {
        SlicesModel model = new SlicesModel(display);
        model.landscapeProperty().bind(evaluation.landscapeProperty());
        return model;
    }

    private SplitPane columns() {
        VBox settings = new VBox(
                pane("Model", new ModelView(workspace, evaluation.held(), files::chooseModel)),
                pane("Data and loss", new DataView(workspace, files::chooseData)),
                pane("Plane and grid", new EvaluationView(evaluation)));
        BorderPane left = new BorderPane(scrolled(settings, SIDE_WIDTH, NARROWEST_SIDE));
        left.setBottom(new EvaluateButton(evaluation));
        TabPane right = new TabPane(
                tab("Sharpness", new SharpnessView(sharpness, measures)),
                tab("Curvature", new CurvatureView(curvature, convexity, display.darkProperty())),
                tab("Training", new TrainingTab(training, path, balls, trainingFiles, display.darkProperty())));
        right.setId("measures");
        right.setMinWidth(NARROWEST_SHARPNESS);
        right.setPrefWidth(SHARPNESS_WIDTH);
        BorderPane shown = new BorderPane(plots);
        shown.setTop(headline);
        middle.getChildren().setAll(shown, new Welcome(workspace, evaluation.landscapeProperty(), files, samples));
        columns.getItems().setAll(left, middle, right);
        columns.setId("columns");
        SplitPane.setResizableWithParent(left, false);
        SplitPane.setResizableWithParent(right, false);
        return columns;
    }

    private static TitledPane pane(String title, Region content) {
        TitledPane pane = new TitledPane(title, content);
        pane.setAnimated(false);
        return pane;
    }

    /** A tab of the right side; what is measured and done there is a view of its own package. */
    private static Tab tab(String title, Region content) {
        Tab tab = new Tab(title, scrolled(content, SHARPNESS_WIDTH, NARROWEST_SHARPNESS));
        tab.setClosable(false);
        return tab;
    }

    private static ScrollPane scrolled(Region content, double width, double narrowest) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinWidth(narrowest);
        scroll.setPrefWidth(width);
        scroll.getStyleClass().add("side");
        return scroll;
    }

    public void show() {
        stage.show();
    }

    /** Where what goes wrong is shown. */
    public Problems problems() {
        return problems;
    }

    /** Opens the first of the samples that come with the program; nothing if they are missing. */
    public void openFirstSample() {
        if (!samples.isEmpty()) {
            workspace.openSample(samples.get(0));
        }
    }

    /** Opens a model, or a model and data. */
    public void openFiles(List<Path> paths) {
        files.open(paths);
    }

    /** Stores what is to be remembered and frees what is open. */
    public void close() {
        presentation.onProperty().set(false);
        memory.store(dividers());
        evaluation.cancel();
        training.cancel();
        path.cancel();
        balls.clear();
        compare.close();
        workspace.close();
        background.shutdownNow();
    }

    /** What is open, for tests. */
    Workspace workspace() {
        return workspace;
    }

    EvaluationModel evaluation() {
        return evaluation;
    }

    SharpnessModel sharpness() {
        return sharpness;
    }

    CurvatureModel curvature() {
        return curvature;
    }

    ConvexityModel convexity() {
        return convexity;
    }

    PathModel path() {
        return path;
    }

    BallModel balls() {
        return balls;
    }

    TrainingModel training() {
        return training;
    }

    CompareWindow compare() {
        return compare;
    }

    ExportActions exports() {
        return exports;
    }

    DisplaySettings display() {
        return display;
    }
}
