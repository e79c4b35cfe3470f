package io.orograph.ui.main;

import io.orograph.session.StoredResult;
import io.orograph.study.ComparisonModel;
import io.orograph.study.Experiment;
import io.orograph.study.Sample;
import io.orograph.study.Samples;
import io.orograph.study.sweep.ReadyExperiment;
import io.orograph.ui.compare.CompareWindow;
import io.orograph.ui.connectivity.ConnectivityFiles;
import io.orograph.ui.dialog.FileChooserQuestions;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.dialog.ProblemDialog;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.experiment.ExperimentActions;
import io.orograph.ui.experiment.ExperimentWindow;
import io.orograph.ui.export.ExportActions;
import io.orograph.ui.export.LongExports;
import io.orograph.ui.export.PlotMenu;
import io.orograph.ui.export.ShownLandscape;
import io.orograph.ui.form.Deferred;
import io.orograph.ui.heatmap.HeatmapView;
import io.orograph.ui.history.HistoryModel;
import io.orograph.ui.history.HistoryStrip;
import io.orograph.ui.pins.PinsView;
import io.orograph.ui.recovery.Recovery;
import io.orograph.ui.runs.RunsActions;
import io.orograph.ui.runs.RunsWindow;
import io.orograph.ui.session.Costly;
import io.orograph.ui.session.LosingModel;
import io.orograph.ui.session.RecentSessions;
import io.orograph.ui.session.SessionBar;
import io.orograph.ui.session.SessionModel;
import io.orograph.ui.session.SessionPart;
import io.orograph.ui.session.SessionParts;
import io.orograph.ui.settings.RememberedSettings;
import io.orograph.ui.settings.Settings;
import io.orograph.ui.settings.SettingsStore;
import io.orograph.ui.slices.SlicesView;
import io.orograph.ui.surface.SurfaceView;
import io.orograph.ui.task.StudyWords;
import io.orograph.ui.training.TrainingFiles;
import io.orograph.ui.weights.WeightsFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.MenuBar;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

/** The window: joins the models, the views and the actions, and remembers itself. */
public final class MainWindow {

    private static final double SMALLEST_WIDTH = 900;
    private static final double SMALLEST_HEIGHT = 480;

    /** The name under which it is remembered that a person knows how the surface is drawn. */
    private static final String NOTICE = "2.5-D";

    private final Stage stage;
    private final RememberedSettings settings;
    private final WindowState state;
    private final Problems problems;
    private final WindowModels models;
    private final SurfaceView surface;
    private HeatmapView heatmap;
    private final FileActions files;
    private final LosingModel losing;
    private final SessionActions sessions;
    private final ExportActions exports;
    private final LongExports longExports;
    private final CompareWindow compare;
    private final RunsWindow runs;
    private final ExperimentWindow experiment;
    private final Presentation presentation;
    private final LessonsInWindow lessons;
    private final List<Sample> samples;
    private final MainPanes panes;
    private final Recovery recovery;
    /** Whether what is opened next was asked for by nobody. */
    private boolean unasked;

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
        this.compare = new CompareWindow(
                new CompareWindow.Opener(stage, display, models.workspace(), models.connectivity()),
                samples,
                asking,
                models.work());
        compare.keepWith(recovery);
        List<SessionPart> results = new ArrayList<>(models.sessionParts());
        results.add(compare.sessionPart());
        this.losing = new LosingModel(
                () -> results.stream().flatMap(part -> part.costly().stream()).toList(), this::landscapes);
        models.workspace().askBeforeOpening(losing::beforeOpening);
        files.askBeforeOpening(losing::beforeOpening);
        SessionModel session = session(store, results);
        this.sessions = new SessionActions(session, losing, asking);
        files.openSessionsBy(sessions::open);
        this.surface = surface(models, settings);
        session.cameraProperty().bindBidirectional(surface.model().orbitProperty());
        PlotArea plots = plots();
        this.panes = new MainPanes(models, plots, windowFiles, samples);
        ShownLandscape shown = new ShownLandscape(
                models.evaluation().shownProperty(), models.convexity().mapProperty());
        ExportActions.Asking exportAsking = new ExportActions.Asking(asking, settings);
        this.exports = new ExportActions(stage, shown, surface, exportAsking, models.work());
        this.longExports = new LongExports(
                stage, shown, surface.model(), models.workspace().experimentProperty(), exportAsking, models.work());
        panes.addOverPlots(new RegionOffer(models.evaluation(), heatmap));
        HistoryStrip history = new HistoryStrip(
                models.history(), display.colorMapProperty(), entry -> exports.exportNumbers(entry.result()));
        panes.addBelowPlots(
                new VBox(new PinsView(models.pins(), models.evaluation().landscapeProperty()), history));
        exports.whenSaved(result -> recovery.saved(result.landscape().isComplete()));
        this.runs = new RunsWindow(
                stage,
                models.runs(),
                new RunsActions(
                        models.runs(),
                        asking,
                        models.weights()::use,
                        models.connectivity()::between,
                        compare::compare,
                        models.sharedPlane()::show),
                scene -> PlotMenu.install(scene, exports),
                display.darkProperty());
        panes.showRunsBy(runs::show);
        models.experiment().keepIn(store.folder().resolve("experiments"));
        this.experiment = new ExperimentWindow(
                stage,
                new ExperimentActions(models.experiment(), asking, this::compareRuns, this::listRuns),
                scene -> PlotMenu.install(scene, exports),
                display.darkProperty());
        DisplayBar displayBar = new DisplayBar(display);
        this.presentation = new Presentation(panes, plots);
        this.lessons = new LessonsInWindow(models, panes, plots, files, asking);
        MenuBar menus = menus(windowFiles, plots);
        BorderPane root = new BorderPane(panes);
        root.setRight(new Deferred(lessons.panel()));
        root.getStyleClass().add("orograph");
        RecoveryBar unsaved = new RecoveryBar(recovery, new GoingOn(recovery, models, studies()));
        SessionBar sessionBar = new SessionBar(session, losing, new SessionBar.Asking(sessions::find, sessions::save));
        models.workspace().modelProperty().addListener((property, old, now) -> {
            if (!unasked) {
                sessionBar.takeOfferBack();
            } else if (now != null) {
                unasked = false;
            }
        });
        if (!unsaved.isVisible()) {
            session.recent().latest().ifPresent(sessionBar::offer);
        }
        root.setTop(new VBox(menus, displayBar, unsaved, sessionBar));
        MainStatus status = new MainStatus(models.workspace(), models.evaluation(), exports, longExports);
        root.setBottom(status);
        Settings start = settings.settingsProperty().get();
        DropTarget target = new DropTarget(root, files::open);
        Scene scene = new Scene(target, start.width(), start.height());
        target.listenTo(scene);
        status.listenTo(scene);
        PlotMenu.install(scene, exports);
        PaneKeys.listenTo(scene);
        lessons.listenTo(scene);
        prepareStage(scene);
        state.restore();
    }

    /** Sets the ends of runs beside each other, on what they were trained on and tested with. */
    private void compareRuns(List<ComparisonModel> ended) {
        Experiment open = models.workspace().experimentProperty().get();
        if (open != null) {
            compare.compare(
                    ended,
                    open.loaded().source(),
                    Optional.ofNullable(models.experiment().testProperty().get()));
        }
    }

    private void listRuns(List<Path> folders) {
        models.runs().importFolders(folders);
        runs.show();
    }

    /** Closes the window, once what a person has saved is there and nothing is lost without a question. */
    private void quit() {
        losing.beforeClosing(() -> {
            if (!exports.finishBefore(stage::close)) {
                stage.close();
            }
        });
    }

    private SessionModel session(SettingsStore store, List<SessionPart> results) {
        SessionParts parts = new SessionParts(
                models.workspace(),
                models.evaluation(),
                models.display(),
                models.history(),
                results,
                models.convexity().mapProperty(),
                this::saving);
        RecentSessions recent = new RecentSessions(store.folder().resolve("sessions.json"));
        return new SessionModel(parts, recent, this::notice, models.work());
    }

    /** Returns the landscapes that took long; the recovery leaves the last one of those that took very long. */
    private List<Costly> landscapes() {
        List<HistoryModel.Entry> entries = models.history().entries();
        return entries.stream()
                .filter(HistoryModel.Entry::isEvaluated)
                .map(entry -> {
                    double seconds = entry.result().seconds();
                    boolean last = entry == entries.get(entries.size() - 1);
                    String what = "landscape " + (entries.indexOf(entry) + 1) + " of the history";
                    return new Costly(
                            last ? "landscape" : what, seconds, false, last && recovery.leaves(seconds), entry);
                })
                .toList();
    }

    private Runnable saving(List<StoredResult> results) {
        Runnable saved = losing.saving();
        Runnable kept = recovery.saving(results.stream().map(StoredResult::kind).toList());
        return () -> {
            recovery.saved(true);
            kept.run();
            saved.run();
        };
    }

    private void notice(String sentence) {
        new Notice(stage).show(sentence);
    }

    private MenuBar menus(WindowFiles windowFiles, PlotArea plots) {
        ExperimentsMenu.Opening experiments = new ExperimentsMenu.Opening(experiment, samples, files, problems);
        About about = new About(stage, models.workspace().experimentProperty());
        return new MenuBar(
                new FileMenu(files, sessions, exports, longExports, this::quit),
                new EditMenu(models.undo(), models.history()),
                new LandscapeMenu(models.evaluation(), windowFiles, compare),
                new ExperimentsMenu(runs, experiments),
                new WeightsMenu(windowFiles.weights(), models.weights()),
                new ViewMenu(
                        surface, models.display(), new ViewMenu.Room(presentation, panes, plots), models.pins(), stage),
                new SamplesMenu(samples, files, compare, () -> experiments.open(ReadyExperiment.pair())),
                new HelpMenu(lessons.model(), lessons::chooseFile, about));
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

    /** Returns the surface, which says how it is drawn until a person dismisses that. */
    private static SurfaceView surface(WindowModels models, RememberedSettings settings) {
        SurfaceView surface = new SurfaceView(models.surface());
        if (settings.settingsProperty().get().room().dismissed().contains(NOTICE)) {
            surface.hideNotice();
        }
        surface.whenNoticeDismissed(
                () -> settings.change(now -> now.withRoom(now.room().dismissing(NOTICE))));
        return surface;
    }

    private PlotArea plots() {
        heatmap = new HeatmapView(models.heatmap());
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
            event.consume();
            quit();
        });
        stage.setOnShown(event -> {
            Settings remembered = settings.settingsProperty().get();
            panes.restore(remembered.room());
            panes.placeDividers(remembered.dividers());
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
            unasked = true;
            files.openSample(samples.get(0));
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
        state.storeLast(panes.dividers(), panes.room());
        recovery.close(true);
    }

    /** Stores what is to be remembered and frees what is open. */
    public void close() {
        closed = true;
        recovery.close(false);
        lessons.model().close();
        presentation.onProperty().set(false);
        state.store(panes.dividers(), panes.room());
        lessons.model().cancel();
        models.cancel();
        exports.cancel();
        longExports.cancel();
        compare.close();
        runs.close();
        experiment.close();
        models.close();
    }

    /** Returns who asks a study again, by its kind. */
    private Map<String, Consumer<StudyWords>> studies() {
        Map<String, Consumer<StudyWords>> studies = new HashMap<>(models.studies());
        studies.putAll(compare.goingOn());
        return studies;
    }

    /** Returns the window that compares models, for tests: it opens by itself. */
    CompareWindow compare() {
        return compare;
    }

    /** Returns the lessons, for tests. */
    LessonsInWindow lessons() {
        return lessons;
    }

    /** Returns the window of the list of runs, for tests. */
    RunsWindow runs() {
        return runs;
    }

    /** Returns the window of an experiment, for tests. */
    ExperimentWindow experiment() {
        return experiment;
    }

    /** Returns the exports that are watched and cancelled, for tests. */
    LongExports longExports() {
        return longExports;
    }

    /** Returns what is exported, for tests that export without a dialog. */
    ExportActions exports() {
        return exports;
    }
}
