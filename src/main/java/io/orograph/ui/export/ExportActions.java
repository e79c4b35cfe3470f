package io.orograph.ui.export;

import io.orograph.export.Exportable;
import io.orograph.export.Figure;
import io.orograph.export.OutputFormat;
import io.orograph.export.OutputFormats;
import io.orograph.figure.AwtPen;
import io.orograph.file.FileName;
import io.orograph.plot.BoxView;
import io.orograph.plot.FigurePage;
import io.orograph.plot.FigureSettings;
import io.orograph.plot.FigureVariant;
import io.orograph.plot.LandscapeData;
import io.orograph.plot.LandscapePlot;
import io.orograph.plot.Picture;
import io.orograph.plot.PlaneLook;
import io.orograph.plot.Plot;
import io.orograph.plot.PlotParts;
import io.orograph.study.LandscapeStudy;
import io.orograph.study.Outputs;
import io.orograph.ui.dialog.BackgroundWork;
import io.orograph.ui.dialog.CommandClipboard;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.Notice;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.display.FieldImages;
import io.orograph.ui.display.PlotSource;
import io.orograph.ui.settings.FigureChoices;
import io.orograph.ui.settings.RememberedSettings;
import io.orograph.ui.surface.SurfaceView;
import io.orograph.ui.task.LatestTask;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.stage.Stage;

/** Takes what is shown to files and to the clipboard. Figures are drawn and written in the background. */
public final class ExportActions {

    /** Of a copied figure: large enough for a slide, small enough for a mail. */
    private static final int COPIED_DPI = 300;

    private static final Runnable NOTHING = () -> {};

    private final Stage stage;
    private final Notice notice;
    private final ShownLandscape shown;
    private final SurfaceView surface;
    private final FileQuestions questions;
    private final RememberedSettings settings;
    private final LatestTask<Runnable> exporting;
    private final BooleanBinding unavailable;
    private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper(this, "activity", "");
    private final Executor background;
    private String exported = "";
    private Runnable afterwards = NOTHING;
    private Consumer<LandscapeStudy.Result> saved = result -> {};
    /** The dialog that asks what to export; null before the first. */
    private FigureDialog asked;

    /**
     * Who is asked for files, and what was chosen before.
     *
     * @param settings in which choices are remembered
     */
    public record Asking(FileQuestions questions, RememberedSettings settings) {}

    /**
     * Makes the actions for exports.
     *
     * @param shown what is exported
     */
    public ExportActions(Stage stage, ShownLandscape shown, SurfaceView surface, Asking asking, BackgroundWork work) {
        this.stage = stage;
        this.notice = new Notice(stage);
        this.shown = shown;
        this.surface = surface;
        this.questions = asking.questions();
        this.settings = asking.settings();
        this.background = work.executor();
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

    /** Asks how and where, then writes a figure of the landscape. */
    public void exportFigure() {
        export(landscape());
    }

    /** Asks how and where, then writes a figure of what a part of the window shows. */
    void export(PlotSource.Shown wanted) {
        export(FigureSubject.of(wanted.plot(), wanted.provenance()));
    }

    private void export(FigureSubject subject) {
        if (asked != null && asked.isShowing()) {
            asked.getDialogPane().requestFocus();
            return;
        }
        FigureChoices stored = settings.settingsProperty().get().figure();
        FigureDialog dialog = new FigureDialog(
                stage,
                subject,
                new FigureDialog.Answer.Choices(FigureMemory.settings(stored, isDark()), FigureMemory.content(stored)),
                background);
        dialog.setOnHidden(event -> Optional.ofNullable(dialog.getResult()).ifPresent(this::save));
        asked = dialog;
        dialog.show();
    }

    private void save(FigureDialog.Answer answer) {
        settings.change(now -> now.withFigure(FigureMemory.stored(answer.settings(), answer.content())));
        String name = FileName.proposed(answer.figure().page().plot().title());
        questions
                .toSave("Save the figure", name, FileQuestions.Kind.of(Outputs.FIGURE))
                .ifPresent(file -> writeFigure(answer.figure(), file));
    }

    private void writeFigure(Figure figure, Path file) {
        start("Saving " + FileName.of(file), () -> {
            Outputs.FIGURE.write(file, figure);
            return () -> notice.show("Saved " + FileName.of(file));
        });
    }

    /** Copies surface and heatmap as one picture, in the look of the window. */
    public void copyFigure() {
        FigureSubject subject = landscape();
        copy(subject.making().plot(FigureVariant.BOTH, PlotParts.ALL));
    }

    /** Copies what a part of the window shows. */
    void copy(PlotSource.Shown wanted) {
        copy(wanted.plot());
    }

    private void copy(Plot plot) {
        FigureSettings.Ground ground = isDark() ? FigureSettings.Ground.DARK : FigureSettings.Ground.LIGHT;
        FigurePage page =
                FigureSettings.DEFAULT.with(ground).withDpi(COPIED_DPI).page(plot);
        start("Copying the figure", () -> {
            Picture picture = AwtPen.draw(page);
            return () -> {
                ClipboardContent content = new ClipboardContent();
                content.putImage(FieldImages.image(picture));
                Clipboard.getSystemClipboard().setContent(content);
                notice.show("Copied the figure");
            };
        });
    }

    private boolean isDark() {
        return surface.model().settings().darkProperty().get();
    }

    /** Returns the landscape that is shown, as it is shown: its scale, colours, paths and marks, and from where one looks. */
    private FigureSubject landscape() {
        LandscapeStudy.Result subject = shown.whole();
        DisplaySettings display = surface.model().settings();
        LandscapeData data = display.data(subject.landscape());
        PlaneLook look = PlaneLook.of(display.colorMapProperty().get())
                .with(display.overlays().shownProperty().get())
                .with(shown.convexity().getValue(), false);
        BoxView view = surface.model().view();
        return new FigureSubject(
                (content, parts) -> new LandscapePlot(data, look.with(parts), content, view),
                true,
                subject.provenance());
    }

    /** Shows a plot in a window of its own, as large as a person makes it. */
    void enlarge(PlotSource.Shown wanted) {
        PlotWindow.show(stage, wanted, surface.model().settings().darkProperty(), this);
    }

    /** Asks where, then writes the numbers that a plot is drawn from. */
    void exportNumbers(Exportable numbers, Plot plot) {
        questions
                .toSave("Save the numbers", FileName.proposed(plot.title()), FileQuestions.Kind.of(Outputs.NUMBERS))
                .ifPresent(file -> start("Saving " + FileName.of(file), () -> {
                    Outputs.NUMBERS.write(file, numbers);
                    return () -> notice.show("Saved " + FileName.of(file));
                }));
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

    /** Has something be told, on the FX thread, whenever the numbers of a landscape were saved. */
    public void whenSaved(Consumer<LandscapeStudy.Result> action) {
        saved = action;
    }

    /** Asks where, then writes the numbers in one of the formats that there are for a landscape. */
    public void exportNumbers() {
        exportNumbers(shown.whole());
    }

    /** Asks where, then writes the grid of a landscape as NPZ or CSV. */
    public void exportNumbers(LandscapeStudy.Result subject) {
        String name = FileName.proposed(
                surface.model().settings().data(subject.landscape()).title());
        questions
                .toSave("Save the numbers", name, FileQuestions.Kind.of(Outputs.LANDSCAPE))
                .ifPresent(file -> writeNumbers(file, subject));
    }

    private void writeNumbers(Path file, LandscapeStudy.Result subject) {
        // As it is shown now: what is chosen while it is written is not of it.
        LandscapeData shownNow = surface.model().settings().data(subject.landscape());
        OutputFormats<LandscapeStudy.Result> formats = Outputs.landscape(
                landscape -> shownNow,
                surface.model().settings().colorMapProperty().get());
        start("Saving " + FileName.of(file), () -> {
            OutputFormat<LandscapeStudy.Result> format = formats.of(file);
            format.write(file, subject);
            String without = format.holdsAll() || !subject.hasMoreThanGrid()
                    ? ""
                    : ": " + format.holds().words() + "; NPZ holds the rest too";
            return () -> {
                if (format.holdsGrid()) {
                    saved.accept(subject);
                }
                notice.show("Saved " + FileName.of(file) + without);
            };
        });
    }
}
