package io.orograph.ui.main;

import io.orograph.experiment.Sample;
import io.orograph.experiment.Samples;
import io.orograph.ui.data.DataView;
import io.orograph.ui.dialog.FileChooserQuestions;
import io.orograph.ui.dialog.FileQuestions;
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
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.geometry.Orientation;
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

    private static final double SIDE_WIDTH = 324;
    private static final double SHARPNESS_WIDTH = 290;
    private static final double SMALLEST_WIDTH = 980;
    private static final double SMALLEST_HEIGHT = 640;
    private static final double SURFACE_SHARE = 0.57;
    private static final double HEATMAP_SHARE = 0.54;

    private final Stage stage;
    private final Memory memory;
    private final ExecutorService background = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "background");
        thread.setDaemon(true);
        return thread;
    });

    private final Workspace workspace;
    private final EvaluationModel evaluation;
    private final SharpnessModel sharpness;
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
    private final Headline headline;
    private final Presentation presentation;
    private final List<Sample> samples;
    private final SplitPane columns = new SplitPane();
    private final StackPane middle = new StackPane();
    private final SplitPane plots = new SplitPane();
    private final SplitPane flat = new SplitPane();

    public MainWindow(Stage stage, SettingsStore store) {
        this(stage, store, memory -> new FileChooserQuestions(stage, memory));
    }

    /**
     * @param questions how the person is asked for files
     */
    MainWindow(Stage stage, SettingsStore store, Function<Memory, FileQuestions> questions) {
        this.stage = stage;
        this.memory = new Memory(store, stage, display);
        Problems problems = new ProblemDialog(stage);
        this.workspace = new Workspace(background, problems);
        this.evaluation = new EvaluationModel(workspace.experimentProperty(), background, problems);
        this.sharpness = new SharpnessModel(
                workspace.experimentProperty(), evaluation.landscapeProperty(), background, problems);
        this.path = new PathModel(workspace.experimentProperty(), evaluation, display.overlays(), background, problems);
        this.training = new TrainingModel(workspace.experimentProperty(), path, background, problems);
        this.balls = new BallModel(
                workspace.experimentProperty(), evaluation, display, training.choices(), background, problems);
        this.surface = new SurfaceView(surfaceModel());
        this.heatmap = new HeatmapView(heatmapModel());
        balls.listenTo(surface);
        balls.listenTo(heatmap);
        this.slices = new SlicesView(slicesModel());
        FileQuestions asking = questions.apply(memory);
        this.files = new FileActions(asking, workspace, memory);
        this.trainingFiles = new TrainingFiles(asking, path, training);
        this.exports = new ExportActions(stage, evaluation.landscapeProperty(), surface, asking, background, problems);

        this.headline = new Headline(evaluation.landscapeProperty(), workspace.sampleProperty());
        this.samples = samples(problems);

        DisplayBar displayBar = new DisplayBar(display);
        BorderPane root = new BorderPane(columns());
        this.presentation = new Presentation(
                List.of(new Presentation.Kept(columns, middle), new Presentation.Kept(plots, surface)),
                List.of(displayBar));
        root.getStyleClass().add("orograph");
        MainMenu menu = new MainMenu(
                files,
                exports,
                evaluation,
                trainingFiles,
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
        double width = columns.getWidth();
        columns.setDividerPositions(SIDE_WIDTH / width, 1 - SHARPNESS_WIDTH / width);
        columns.layout();
        plots.setDividerPositions(SURFACE_SHARE);
        flat.setDividerPositions(HEATMAP_SHARE);
        memory.restoreDividers(dividedPanes());
        // The arrow keys turn the surface from the start.
        surface.requestFocus();
    }

    private List<SplitPane> dividedPanes() {
        return List.of(columns, plots, flat);
    }

    private SurfaceModel surfaceModel() {
        SurfaceModel model = new SurfaceModel(display, background);
        model.landscapeProperty().bind(evaluation.landscapeProperty());
        return model;
    }

    private HeatmapModel heatmapModel() {
        HeatmapModel model = new HeatmapModel(display, background);
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
                pane("Model", new ModelView(workspace.modelProperty(), evaluation.held(), files::chooseModel)),
                pane("Data and loss", new DataView(workspace, files::chooseData)),
                pane("Plane and grid", new EvaluationView(evaluation)));
        BorderPane left = new BorderPane(scrolled(settings, SIDE_WIDTH));
        left.setBottom(new EvaluateButton(evaluation));
        TabPane right = new TabPane(
                tab("Sharpness", new SharpnessView(sharpness)),
                tab("Training", new TrainingTab(training, path, balls, trainingFiles, display.darkProperty())));
        right.setId("measures");
        right.setMinWidth(SHARPNESS_WIDTH - 40);
        right.setPrefWidth(SHARPNESS_WIDTH);
        flat.getItems().setAll(heatmap, slices);
        flat.setOrientation(Orientation.VERTICAL);
        plots.getItems().setAll(surface, flat);
        plots.setId("plots");
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
        Tab tab = new Tab(title, scrolled(content, SHARPNESS_WIDTH));
        tab.setClosable(false);
        return tab;
    }

    private static ScrollPane scrolled(Region content, double width) {
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setMinWidth(width - 40);
        scroll.setPrefWidth(width);
        scroll.getStyleClass().add("side");
        return scroll;
    }

    public void show() {
        stage.show();
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
        memory.store(dividedPanes());
        evaluation.cancel();
        training.cancel();
        path.cancel();
        balls.clear();
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

    PathModel path() {
        return path;
    }

    BallModel balls() {
        return balls;
    }

    TrainingModel training() {
        return training;
    }

    ExportActions exports() {
        return exports;
    }

    DisplaySettings display() {
        return display;
    }
}
