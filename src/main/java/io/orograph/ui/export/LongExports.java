package io.orograph.ui.export;

import io.orograph.curvature.Effort;
import io.orograph.figure.film.Film;
import io.orograph.figure.film.FilmLook;
import io.orograph.figure.film.LandscapeFilm;
import io.orograph.file.FileName;
import io.orograph.plot.LandscapeData;
import io.orograph.study.Experiment;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Outputs;
import io.orograph.study.ReportPage;
import io.orograph.study.ReportStudy;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.settings.FilmChoices;
import io.orograph.ui.settings.RememberedSettings;
import io.orograph.ui.surface.SurfaceModel;
import io.orograph.ui.task.LatestTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.stage.Stage;

/** Exports that take long enough to be watched and cancelled: films and reports. Written in the background, one at a time. */
public final class LongExports {

    private final Stage stage;
    private final Notice notice;
    private final ShownLandscape shown;
    private final SurfaceModel surface;
    private final ObservableValue<Experiment> experiment;
    private final FileQuestions questions;
    private final RememberedSettings settings;
    private final LatestTask<String> exporting;
    private final BooleanBinding unavailable;
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper(this, "activity", "");
    private final BooleanBinding unreportable;
    private String exported = "";
    private boolean reporting;

    /**
     * Makes the actions.
     *
     * @param shown what is exported
     * @param surface how it is shown
     * @param experiment what a report measures; null while there is none
     */
    public LongExports(
            Stage stage,
            ShownLandscape shown,
            SurfaceModel surface,
            ObservableValue<Experiment> experiment,
            ExportActions.Asking asking,
            BackgroundWork work) {
        this.stage = stage;
        this.notice = new Notice(stage);
        this.shown = shown;
        this.surface = surface;
        this.experiment = experiment;
        this.questions = asking.questions();
        this.settings = asking.settings();
        this.exporting = new LatestTask<>(
                work.executor(), notice::show, cause -> work.problems().report("The export failed", cause));
        this.unavailable = Bindings.createBooleanBinding(shown::isEmpty, shown.result());
        this.unreportable = Bindings.createBooleanBinding(
                () -> shown.isEmpty() || experiment.getValue() == null, shown.result(), experiment);
        exporting.runningProperty().addListener((property, was, is) -> activity.set(is ? exported : ""));
        experiment.addListener((property, old, now) -> {
            if (reporting) {
                // What it measures is about to be closed.
                cancel();
            }
        });
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

    /** Tells that there is nothing to report on. */
    public BooleanBinding unreportable() {
        return unreportable;
    }

    /** Gives up what is being written; no file is left of it. */
    public void cancel() {
        exporting.drop();
    }

    /** Asks what and where, then writes a film of what is shown. */
    public void exportAnimation() {
        LandscapeData subject = surface.settings().data(shown.whole().landscape());
        boolean hasPath = LandscapeFilm.pathOf(subject.landscape()).isPresent();
        boolean dark = surface.settings().darkProperty().get();
        FilmChoices last = settings.settingsProperty().get().film();
        new AnimationDialog(stage, dark, hasPath, last).showAndWait().ifPresent(choice -> {
            settings.change(now -> now.withFilm(choice.stored()));
            questions
                    .toSave(
                            "Save the animation",
                            FileName.proposed(subject.title()),
                            FileQuestions.Kind.of(Outputs.FILM))
                    .ifPresent(file -> writeFilm(file, choice, subject));
        });
    }

    private void writeFilm(Path file, AnimationChoice choice, LandscapeData subject) {
        Film film = new LandscapeFilm(subject, choice.kind(), choice.format(), look(choice));
        start(file, (progress, cancel) -> Outputs.FILM.write(file, film.watched(progress, cancel)));
    }

    /** Asks where, then measures what a report says besides the landscape that is shown, and writes it. */
    public void exportReport() {
        LandscapeStudy.Result subject = shown.whole();
        Experiment measured = experiment.getValue();
        String name = FileName.proposed(ReportPage.title(subject.provenance()));
        questions
                .toSave("Save the report", name, FileQuestions.Kind.of(Outputs.REPORT))
                .ifPresent(file -> writeReport(file, subject, measured));
    }

    private void writeReport(Path file, LandscapeStudy.Result subject, Experiment measured) {
        ReportStudy study = new ReportStudy(
                (of, listener, cancel) -> subject, EnumSet.allOf(ReportStudy.Part.class), Effort.USUAL, false, 0);
        start(file, (progress, cancel) -> {
            ReportStudy.Result report = study.run(measured, listener(file, progress), cancel);
            Outputs.REPORT.write(file, report);
        });
        reporting = true;
    }

    private ReportStudy.Listener listener(Path file, ProgressListener progress) {
        return new ReportStudy.Listener() {
            @Override
            public void progress(long done, long total) {
                progress.progress(done, total);
            }

            @Override
            public void stage(String what) {
                Platform.runLater(() -> {
                    if (reporting && exporting.runningProperty().get()) {
                        activity.set(what + " for " + FileName.of(file) + "…");
                    }
                });
            }
        };
    }

    private FilmLook look(AnimationChoice choice) {
        return FilmLook.DEFAULT
                .withDark(choice.dark())
                .with(surface.settings().colorMapProperty().get())
                .with(surface.view());
    }

    /** Writes a file while it tells how far it is. */
    @FunctionalInterface
    interface Writing {
        void write(ProgressListener progress, CancelToken cancel) throws IOException;
    }

    private void start(Path file, Writing writing) {
        reporting = false;
        exported = "Saving " + FileName.of(file) + "…";
        exporting.start((cancel, progress) -> {
            writing.write(progress, cancel);
            return "Saved " + FileName.of(file);
        });
    }
}
