package io.orograph.ui.main;

import io.orograph.lesson.Lesson;
import io.orograph.lesson.Lessons;
import io.orograph.study.Sample;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.form.FoldingPanel;
import io.orograph.ui.lesson.LessonKeys;
import io.orograph.ui.lesson.LessonModel;
import io.orograph.ui.lesson.LessonModels;
import io.orograph.ui.lesson.LessonPanel;
import io.orograph.ui.lesson.LessonRoom;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.scene.Scene;

/** Lessons beside the picture: makes their room in the window, and gives it back. */
final class LessonsInWindow implements LessonRoom {

    private static final FileQuestions.Kind LESSONS = new FileQuestions.Kind("Lessons", "*.json");

    private final MainPanes panes;
    private final PlotArea plots;
    private final FileActions files;
    private final FileQuestions asking;
    private final LessonModel model;
    private final LessonPanel panel;
    private boolean leftWasFolded;
    private boolean rightWasFolded;
    private Plot filled;

    LessonsInWindow(WindowModels models, MainPanes panes, PlotArea plots, FileActions files, FileQuestions asking) {
        this.panes = panes;
        this.plots = plots;
        this.files = files;
        this.asking = asking;
        this.model = new LessonModel(
                all(models),
                new LessonModels(
                        models.workspace(),
                        models.evaluation(),
                        models.display(),
                        models.measures(),
                        models.curvature(),
                        models.training(),
                        models.path(),
                        models.trajectories(),
                        models.connectivity(),
                        models.weights(),
                        models.runs(),
                        models.pins()),
                this,
                models.work());
        this.panel = new LessonPanel(model, this::chooseFile);
        panes.showLessonsBy(model::showList);
    }

    private static List<Lesson> all(WindowModels models) {
        try {
            return Lessons.all();
        } catch (IOException e) {
            // Once there is a window to show it in.
            Platform.runLater(() -> models.problems().report("The lessons cannot be read", e));
            return List.of();
        }
    }

    LessonModel model() {
        return model;
    }

    LessonPanel panel() {
        return panel;
    }

    void listenTo(Scene scene) {
        LessonKeys.listenTo(scene, model);
    }

    /** Asks for a lesson of a file, and begins it. */
    void chooseFile() {
        asking.toOpen("Open a lesson", LESSONS, FileQuestions.Kind.ALL).ifPresent(model::open);
    }

    @Override
    public void open(Sample sample) {
        files.openSample(sample);
    }

    @Override
    public void lookAnew() {
        plots.resetSurface();
    }

    @Override
    public void show(String tab, String plot, String readout) {
        panes.foldedProperty(FoldingPanel.Side.RIGHT).set(tab.equals("none"));
        panes.showTab(tab);
        plots.fillingProperty().set(plot.equals("all") ? null : Plot.valueOf(plot.toUpperCase(Locale.ROOT)));
        panes.bringForward("#" + readout);
    }

    @Override
    public void begin() {
        leftWasFolded = panes.foldedProperty(FoldingPanel.Side.LEFT).get();
        rightWasFolded = panes.foldedProperty(FoldingPanel.Side.RIGHT).get();
        filled = plots.fillingProperty().get();
        panes.foldedProperty(FoldingPanel.Side.LEFT).set(true);
        panes.foldedProperty(FoldingPanel.Side.RIGHT).set(true);
    }

    @Override
    public void end() {
        panes.foldedProperty(FoldingPanel.Side.LEFT).set(leftWasFolded);
        panes.foldedProperty(FoldingPanel.Side.RIGHT).set(rightWasFolded);
        plots.fillingProperty().set(filled);
    }
}
