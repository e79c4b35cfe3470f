package io.orograph.ui.export;

import io.orograph.figure.FigureOptions;
import io.orograph.figure.LossScale;
import io.orograph.figure.film.Film;
import io.orograph.figure.film.LandscapeFilm;
import io.orograph.file.FileName;
import io.orograph.landscape.Landscape;
import io.orograph.study.Outputs;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.task.LatestTask;
import java.io.IOException;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.stage.Stage;

/** Exports that take long enough to be watched and cancelled: films. Written in the background, one at a time. */
public final class LongExports {

    private static final String NAME = "landscape";

    private final Stage stage;
    private final Notice notice;
    private final ShownLandscape shown;
    private final DisplaySettings display;
    private final FileQuestions questions;
    private final LatestTask<String> exporting;
    private final BooleanBinding unavailable;
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper(this, "activity", "");
    private String exported = "";

    /**
     * Makes the actions.
     *
     * @param shown what is exported
     */
    public LongExports(
            Stage stage, ShownLandscape shown, DisplaySettings display, FileQuestions questions, BackgroundWork work) {
        this.stage = stage;
        this.notice = new Notice(stage);
        this.shown = shown;
        this.display = display;
        this.questions = questions;
        this.exporting = new LatestTask<>(
                work.executor(), notice::show, cause -> work.problems().report("The export failed", cause));
        this.unavailable = Bindings.createBooleanBinding(shown::isEmpty, shown.result());
        exporting.runningProperty().addListener((property, was, is) -> activity.set(is ? exported : ""));
    }

    /** Returns what is being written, for the status bar; empty while nothing is. */
    public ReadOnlyStringProperty activityProperty() {
        return activity.getReadOnlyProperty();
    }

    /** Returns how far it is, 0 to 1; -1 where that is not known. */
    public ReadOnlyDoubleProperty progressProperty() {
        return exporting.progressProperty();
    }

    /** Tells that there is nothing to export. */
    public BooleanBinding unavailable() {
        return unavailable;
    }

    /** Gives up what is being written; no file is left of it. */
    public void cancel() {
        exporting.drop();
    }

    /** Asks what and where, then writes a film of what is shown. */
    public void exportAnimation() {
        Landscape subject = shown.whole().landscape();
        boolean hasPath = LandscapeFilm.pathOf(subject).isPresent();
        new AnimationDialog(stage, display.darkProperty().get(), hasPath)
                .showAndWait()
                .ifPresent(choice -> questions
                        .toSave("Save the animation", NAME, FileQuestions.Kind.of(Outputs.FILM))
                        .ifPresent(file -> writeFilm(file, choice, subject)));
    }

    private void writeFilm(Path file, AnimationChoice choice, Landscape subject) {
        Film film = new LandscapeFilm(subject, choice.kind(), choice.format(), look(choice, subject));
        start(file, (progress, cancel) -> Outputs.FILM.write(file, film.watched(progress, cancel)));
    }

    private FigureOptions look(AnimationChoice choice, Landscape subject) {
        LossScale scale = LossScale.of(subject, display.logarithmicProperty().get())
                .clippedAtPercentile(subject, display.clipPercentileProperty().get());
        return FigureOptions.DEFAULT
                .withDark(choice.dark())
                .withColors(display.colorMapProperty().get())
                .withScale(scale);
    }

    /** Writes a file while it tells how far it is. */
    @FunctionalInterface
    interface Writing {
        void write(ProgressListener progress, CancelToken cancel) throws IOException;
    }

    private void start(Path file, Writing writing) {
        exported = "Saving " + FileName.of(file) + "…";
        exporting.start((cancel, progress) -> {
            writing.write(progress, cancel);
            return "Saved " + FileName.of(file);
        });
    }
}
