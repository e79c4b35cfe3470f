package io.orograph.ui.export;

import io.orograph.export.Figure;
import io.orograph.export.OutputFormat;
import io.orograph.figure.FigureOptions;
import io.orograph.figure.FigureVariant;
import io.orograph.figure.LandscapeFigure;
import io.orograph.figure.LossScale;
import io.orograph.figure.Picture;
import io.orograph.file.FileName;
import io.orograph.landscape.Landscape;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Outputs;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.dialog.CommandClipboard;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.surface.SurfaceSnapshot;
import io.orograph.ui.surface.SurfaceView;
import io.orograph.ui.task.LatestTask;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;

/** Takes what is shown to files and to the clipboard. Figures are drawn and written in the background. */
public final class ExportActions {

    private static final String NAME = "landscape";
    private static final Runnable NOTHING = () -> {};

    private final Stage stage;
    private final Notice notice;
    private final ShownLandscape shown;
    private final SurfaceView surface;
    private final FileQuestions questions;
    private final LatestTask<Runnable> exporting;
    private final BooleanBinding unavailable;
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper(this, "activity", "");
    private String exported = "";
    private Runnable afterwards = NOTHING;
    private Consumer<LandscapeStudy.Result> saved = result -> {};
    /** The dialog that asks what to export; null before the first. */
    private FigureDialog asked;

    /**
     * Makes the actions for exports.
     *
     * @param shown what is exported
     */
    public ExportActions(
            Stage stage, ShownLandscape shown, SurfaceView surface, FileQuestions questions, BackgroundWork work) {
        this.stage = stage;
        this.notice = new Notice(stage);
        this.shown = shown;
        this.surface = surface;
        this.questions = questions;
        this.exporting = new LatestTask<>(work.executor(), this::finish, cause -> {
            afterwards = NOTHING;
            work.problems().report("The export failed", cause);
        });
        this.unavailable = Bindings.createBooleanBinding(shown::isEmpty, shown.result());
        exporting.runningProperty().addListener((property, was, is) -> activity.set(is ? exported : ""));
    }

    /** Returns what is being written, for the status bar; empty while nothing is. */
    public ReadOnlyStringProperty activityProperty() {
        return activity.getReadOnlyProperty();
    }

    /** Tells that there is nothing to export. */
    public BooleanBinding unavailable() {
        return unavailable;
    }

    /** Copies the command line that computes what is shown. */
    public void copyCommand() {
        notice.show(CommandClipboard.copy(shown.whole().command()));
    }

    private void finish(Runnable rest) {
        Runnable then = afterwards;
        afterwards = NOTHING;
        rest.run();
        then.run();
    }

    /**
     * Puts something off until what is being written is written; it does not happen if that fails.
     *
     * @return false if nothing is being written; then nothing is put off
     */
    public boolean finishBefore(Runnable action) {
        boolean writing = exporting.runningProperty().get();
        if (writing) {
            afterwards = action;
        }
        return writing;
    }

    /** Gives up what is being written. */
    public void cancel() {
        afterwards = NOTHING;
        exporting.drop();
    }

    /** Asks what and where, then writes a PNG. */
    public void exportFigure() {
        if (asked != null && asked.isShowing()) {
            asked.getDialogPane().requestFocus();
            return;
        }
        FigureDialog dialog = new FigureDialog(
                stage, surface.model().settings().darkProperty().get());
        dialog.setOnHidden(event -> Optional.ofNullable(dialog.getResult()).ifPresent(this::save));
        asked = dialog;
        dialog.show();
    }

    private void save(FigureChoice choice) {
        questions
                .toSave("Save the figure", NAME, FileQuestions.Kind.of(Outputs.FIGURE))
                .ifPresent(file -> writeFigure(choice, file));
    }

    private void writeFigure(FigureChoice choice, Path file) {
        LandscapeStudy.Result subject = shown.whole();
        Callable<Picture> figure = figure(choice, subject.landscape());
        start("Saving " + FileName.of(file), () -> {
            Outputs.FIGURE.write(file, Figure.ofLandscape(figure.call(), subject.provenance()));
            return () -> notice.show("Saved " + FileName.of(file));
        });
    }

    /** Copies surface and heatmap as one picture, in the look of the window. */
    public void copyFigure() {
        boolean dark = surface.model().settings().darkProperty().get();
        Callable<Picture> figure =
                figure(FigureChoice.copied(dark), shown.whole().landscape());
        start("Copying the figure", () -> {
            Picture picture = figure.call();
            return () -> {
                ClipboardContent content = new ClipboardContent();
                content.putImage(image(picture));
                Clipboard.getSystemClipboard().setContent(content);
                notice.show("Copied the figure");
            };
        });
    }

    /**
     * Starts an export.
     *
     * @param what for the status bar
     * @param work runs in the background and gives what is left to do on the FX thread
     */
    private void start(String what, Callable<Runnable> work) {
        exported = what + "…";
        afterwards = NOTHING;
        exporting.start((cancel, progress) -> work.call());
    }

    private static WritableImage image(Picture picture) {
        WritableImage image = new WritableImage(picture.width(), picture.height());
        image.getPixelWriter()
                .setPixels(
                        0,
                        0,
                        picture.width(),
                        picture.height(),
                        PixelFormat.getIntArgbInstance(),
                        picture.argb(),
                        0,
                        picture.width());
        return image;
    }

    /** Returns the figure of what is shown now, to be drawn in the background. */
    private Callable<Picture> figure(FigureChoice choice, Landscape subject) {
        FigureOptions options = options(choice, subject);
        return () -> LandscapeFigure.draw(
                subject, options, (width, height, textSize) -> photograph(width, height, choice.dark(), textSize));
    }

    private FigureOptions options(FigureChoice choice, Landscape subject) {
        DisplaySettings display = surface.model().settings();
        LossScale scale = LossScale.of(subject, display.logarithmicProperty().get())
                .clippedAtPercentile(subject, display.clipPercentileProperty().get());
        FigureVariant variant = switch (choice.content()) {
            case VIEW -> FigureVariant.SURFACE;
            case HEATMAP -> FigureVariant.HEATMAP;
            case BOTH -> FigureVariant.BOTH;
        };
        return FigureOptions.DEFAULT
                .withVariant(variant)
                .withSize(choice.width(), choice.height())
                .withDark(choice.dark())
                .withColors(display.colorMapProperty().get())
                .withScale(scale)
                .withOverlay(display.overlays().shownProperty().get());
    }

    /** Returns the 3-D view as it is turned now, for a background thread: the picture is taken on the FX thread. */
    private Picture photograph(int width, int height, boolean dark, double textSize) {
        FutureTask<SurfaceSnapshot> task = new FutureTask<>(() -> surface.snapshot(width, height, dark, textSize));
        Platform.runLater(task);
        try {
            SurfaceSnapshot taken = task.get();
            return new Picture(taken.width(), taken.height(), taken.argb());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the window was closed");
        } catch (ExecutionException e) {
            throw new IllegalStateException("The 3-D view cannot be drawn at this size: " + e.getMessage(), e);
        }
    }

    /** Has something be told, on the FX thread, whenever the numbers of a landscape were saved. */
    public void whenSaved(Consumer<LandscapeStudy.Result> action) {
        saved = action;
    }

    /** Asks where, then writes the grid as NPZ or CSV. */
    public void exportNumbers() {
        questions
                .toSave("Save the numbers", NAME, FileQuestions.Kind.of(Outputs.LANDSCAPE))
                .ifPresent(this::writeNumbers);
    }

    private void writeNumbers(Path file) {
        LandscapeStudy.Result subject = shown.whole();
        start("Saving " + FileName.of(file), () -> {
            OutputFormat<LandscapeStudy.Result> format = Outputs.LANDSCAPE.of(file);
            format.write(file, subject);
            String without = format.holdsAll() || !subject.hasMoreThanGrid()
                    ? ""
                    : ": the grid alone; NPZ holds what lies over it too";
            return () -> {
                saved.accept(subject);
                notice.show("Saved " + FileName.of(file) + without);
            };
        });
    }
}
