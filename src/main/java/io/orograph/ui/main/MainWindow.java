package io.orograph.ui.main;

import io.orograph.study.Sample;
import io.orograph.study.Samples;
import io.orograph.ui.compare.CompareWindow;
import io.orograph.ui.connectivity.ConnectivityFiles;
import io.orograph.ui.dialog.FileChooserQuestions;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.dialog.ProblemDialog;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.export.ExportActions;
import io.orograph.ui.export.ShownLandscape;
import io.orograph.ui.heatmap.HeatmapView;
import io.orograph.ui.recovery.Recovery;
import io.orograph.ui.settings.RememberedSettings;
import io.orograph.ui.settings.Settings;
import io.orograph.ui.settings.SettingsStore;
import io.orograph.ui.slices.SlicesView;
import io.orograph.ui.surface.SurfaceView;
import io.orograph.ui.training.TrainingFiles;
import io.orograph.ui.weights.WeightsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** The window: joins the models, the views and the actions, and remembers itself. */
public final class MainWindow {

    private static final double SMALLEST_WIDTH = 980;
    private static final double SMALLEST_HEIGHT = 640;

    private final Stage stage;
    private final RememberedSettings settings;
    private final WindowState state;
    private final Problems problems;
    private final WindowModels models;
    private final SurfaceView surface;
    private final FileActions files;
    private final ExportActions exports;
    private final CompareWindow compare;
    private final Presentation presentation;
    private final List<Sample> samples;
    private final MainPanes panes;
    private final Recovery recovery;
    private volatile boolean closed;

    public MainWindow(Stage stage, SettingsStore store) {
        this(
                stage,
                store,
                settings -> new FileChooserQuestions(stage, settings),
                new WindowModels(new DisplaySettings(), new ProblemDialog(stage), new Notice(stage)::show));
    }

    /**
     * Makes a main window.
     *
     * @param questions how the person is asked for files
     * @param models what the views show; closed with the window
     */
    MainWindow(
            Stage stage,
            SettingsStore store,
            Function<RememberedSettings, FileQuestions> questions,
            WindowModels models) {
        this.stage = stage;
        this.models = models;
        this.problems = models.problems();
        DisplaySettings display = models.display();
        this.settings = new RememberedSettings(store);
        this.state = new WindowState(settings, stage, display);
        this.samples = samples(problems);
        this.recovery =
                new Recovery(store.folder().resolve("recovery"), sentence -> Platform.runLater(() -> notice(sentence)));
        store.problem().ifPresent(sentence -> Platform.runLater(() -> notice(sentence)));
        models.keepWith(recovery);
        FileQuestions asking = questions.apply(settings);
        this.files = new FileActions(asking, new Notice(stage)::show, models, settings);
        WindowFiles windowFiles = new WindowFiles(
                files,
                new TrainingFiles(asking, models.path(), models.training()),
                new ConnectivityFiles(asking, models.connectivity(), problems),
                new WeightsFiles(asking, models.weights()));
        this.surface = new SurfaceView(models.surface());
        PlotArea plots = plots();
        this.panes = new MainPanes(models, plots, windowFiles, samples);
        this.exports = new ExportActions(
                stage,
                new ShownLandscape(
                        models.evaluation().shownProperty(), models.convexity().mapProperty()),
                surface,
                asking,
                models.work());
        exports.whenSaved(result -> recovery.saved(result.landscape().isComplete()));
        this.compare = new CompareWindow(
                new CompareWindow.Opener(stage, display, models.workspace(), models.connectivity()),
                samples,
                asking,
                models.work());
        DisplayBar displayBar = new DisplayBar(display);
        this.presentation = new Presentation(List.of(panes.plotsAlone()), List.of(displayBar));
        presentation.onProperty().addListener((property, was, is) -> plots.showSurfaceOnly(is));
        MenuBar menus = menus(windowFiles);
        BorderPane root = new BorderPane(panes);
        root.getStyleClass().add("orograph");
        root.setTop(new VBox(
                menus, displayBar, new RecoveryBar(recovery, new GoingOn(recovery, models, models.studies()))));
        MainStatus status = new MainStatus(models.workspace(), models.evaluation(), exports);
        root.setBottom(status);
        Settings start = settings.settingsProperty().get();
        DropTarget target = new DropTarget(root, files::open);
        Scene scene = new Scene(target, start.width(), start.height());
        target.listenTo(scene);
        status.listenTo(scene);
        prepareStage(scene);
        state.restore();
    }

    private void notice(String sentence) {
        new Notice(stage).show(sentence);
    }

    private MenuBar menus(WindowFiles windowFiles) {
        Menu help = new Menu("_Help");
        About about = new About(stage, models.workspace().experimentProperty());
        help.getItems().setAll(MenuEntry.item("_About Orograph", null, about::show));
        return new MenuBar(
                new FileMenu(files, exports, stage),
                new LandscapeMenu(models.evaluation(), windowFiles, compare),
                new WeightsMenu(windowFiles.weights(), models.weights()),
                new ViewMenu(surface, models.display(), presentation, stage),
                new SamplesMenu(samples, files, compare),
                help);
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

    private PlotArea plots() {
        HeatmapView heatmap = new HeatmapView(models.heatmap());
        models.trajectories().listenTo(surface);
        models.trajectories().listenTo(heatmap);
        return new PlotArea(surface, heatmap, new SlicesView(models.slices()));
    }

    private void prepareStage(Scene scene) {
        ThemeStyles.follow(scene, models.display());
        stage.setScene(scene);
        stage.titleProperty()
                .bind(panes.titleProperty().map(shown -> shown.isEmpty() ? "Orograph" : shown + " – Orograph"));
        stage.setMinWidth(SMALLEST_WIDTH);
        stage.setMinHeight(SMALLEST_HEIGHT);
        stage.setOnCloseRequest(event -> {
            // What a person has saved is to be there when the window is gone.
            if (exports.finishBefore(stage::close)) {
                event.consume();
            }
        });
        stage.setOnShown(event -> {
            panes.placeDividers(settings.settingsProperty().get().dividers());
            // The arrow keys turn the surface from the start.
            surface.requestFocus();
        });
    }

    public void show() {
        stage.show();
    }

    /** Returns where what goes wrong is shown. */
    public Problems problems() {
        return problems;
    }

    /** Opens the first of the samples that come with the program; nothing if they are missing. */
    public void openFirstSample() {
        if (!samples.isEmpty()) {
            models.workspace().openSample(samples.get(0));
        }
    }

    /** Opens a model, or a model and data. */
    public void openFiles(List<Path> paths) {
        files.open(paths);
    }

    /**
     * Stores what is to be remembered and keeps what is not saved, when the program is ended without the window having been
     * closed. From any thread.
     */
    public void closeUnasked() {
        if (closed) {
            return;
        }
        closed = true;
        state.storeLast(panes.dividers());
        recovery.close(true);
    }

    /** Stores what is to be remembered and frees what is open. */
    public void close() {
        closed = true;
        recovery.close(false);
        presentation.onProperty().set(false);
        state.store(panes.dividers());
        models.cancel();
        exports.cancel();
        compare.close();
        models.close();
    }

    /** Returns the window that compares models, for tests: it opens by itself. */
    CompareWindow compare() {
        return compare;
    }

    /** Returns what is exported, for tests that export without a dialog. */
    ExportActions exports() {
        return exports;
    }
}
