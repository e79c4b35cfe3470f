package io.orograph.ui.main;

import io.orograph.data.DataSource;
import io.orograph.file.FileName;
import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.model.OpenedModel;
import io.orograph.network.ParameterLayout;
import io.orograph.session.DataPair;
import io.orograph.session.LossWords;
import io.orograph.study.Experiment;
import io.orograph.study.Sample;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;
import io.orograph.ui.evaluation.RestoredEvaluation;
import io.orograph.ui.evaluation.ShownSample;
import io.orograph.ui.settings.RememberedSettings;
import io.orograph.ui.workspace.DataChoices;
import io.orograph.ui.workspace.OpenChoices;
import io.orograph.ui.workspace.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Opening: by chooser, by dropping files on the window, by the list of recent files, as a sample. */
final class FileActions {

    private static final Kind MODELS = Kind.of("Models", Formats.all(), Role.MODEL);
    private static final Kind DATA = Kind.of("Data", Formats.all(), Role.DATA);
    private static final Kind LANDSCAPES = Kind.of("Landscapes", Formats.all(), Role.LANDSCAPE);
    private static final Kind DIRECTIONS = Kind.of("Directions", Formats.all(), Role.DIRECTIONS);

    private final FileQuestions questions;
    private final Consumer<String> notices;
    private final WindowModels models;
    private final Workspace workspace;
    private final RememberedSettings settings;
    private Consumer<Path> openSession = file -> {};
    private Consumer<Runnable> beforeOpening = Runnable::run;

    /**
     * Makes the actions for files.
     *
     * @param notices told what is left out of what a person named
     */
    FileActions(FileQuestions questions, Consumer<String> notices, WindowModels models, RememberedSettings settings) {
        this.questions = questions;
        this.notices = notices;
        this.models = models;
        this.workspace = models.workspace();
        this.settings = settings;
        workspace.modelProperty().addListener((property, old, now) -> {
            if (now != null && workspace.sampleProperty().get() == null) {
                settings.rememberModel(now.path());
            }
        });
        workspace.experimentProperty().addListener((property, old, now) -> {
            if (now != null && workspace.sampleProperty().get() == null) {
                settings.rememberData(now);
            }
        });
    }

    /** Returns the data that the open model was evaluated on last, if their files are still there. */
    Optional<DataPair> lastData() {
        OpenedModel model = workspace.modelProperty().get();
        return model == null ? Optional.empty() : settings.dataOf(model.path()).filter(FileActions::isThere);
    }

    private void openForModel(DataSource source) {
        OpenedModel model = workspace.modelProperty().get();
        Optional<DataPair> last = model == null ? Optional.empty() : lastTime(model.path(), source);
        if (last.isPresent()) {
            workspace.openData(last.get().source(), choices(last.get()));
        } else {
            workspace.openData(source);
        }
    }

    /** Returns how files were read with a model last, which is said if that is not the usual way. */
    private Optional<DataPair> lastTime(Path model, DataSource asked) {
        Optional<DataPair> last = settings.dataOf(model).filter(pair -> DataPair.isOfSameFiles(pair.source(), asked));
        String how = last.map(FileActions::how).orElse("");
        if (!how.isEmpty()) {
            notices.accept(FileName.of(asked.path()) + " is read as it was last time: " + how);
        }
        return last;
    }

    private static String how(DataPair pair) {
        DataSource source = pair.source();
        String loss = pair.loss() == null
                ? ""
                : pair.loss().options().chosen().entrySet().stream()
                        .map(chosen -> chosen.getKey().replace('-', ' ') + " " + chosen.getValue())
                        .collect(Collectors.joining(", "));
        return Stream.of(
                        source.classes().isEmpty() ? "" : "classes " + String.join(", ", source.classes()),
                        source.preparation().text(),
                        loss,
                        pair.splits().isEmpty() ? "" : "with parameters split")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static OpenChoices choices(DataPair pair) {
        LossWords loss = pair.loss();
        DataChoices data = loss == null ? DataChoices.FOUND : DataChoices.of(loss);
        return new OpenChoices(data, pair.splits());
    }

    private static boolean isThere(DataPair pair) {
        DataSource source = pair.source();
        return Files.exists(source.path())
                && source.targetsPath().map(Files::exists).orElse(true);
    }

    /** Opens the data that the open model was evaluated on last, read as they were then. */
    void openLastData() {
        lastData().ifPresent(pair -> workspace.openData(pair.source(), choices(pair)));
    }

    /** Has sessions that a person drops be opened. */
    void openSessionsBy(Consumer<Path> action) {
        openSession = action;
    }

    /** Has someone decide when and whether a sample is opened: what it is given opens it. */
    void askBeforeOpening(Consumer<Runnable> asks) {
        beforeOpening = asks;
    }

    RememberedSettings settings() {
        return settings;
    }

    void chooseModel() {
        questions.toOpen("Open a model", MODELS, Kind.ALL).ifPresent(workspace::openModel);
    }

    void chooseData() {
        List<Path> chosen =
                questions.toOpenTogether("Open data: one file, or the inputs' and the targets'", DATA, Kind.ALL);
        if (!chosen.isEmpty()) {
            openData(chosen);
        }
    }

    /** Asks for directions that were saved for this architecture. */
    Optional<Path> chooseDirections() {
        return questions.toOpen("Directions that were saved for this network", DIRECTIONS, Kind.ALL);
    }

    /** Opens a model again; one that has vanished is explained like any other, and not offered again. */
    void openRecent(Path file) {
        if (Files.notExists(file)) {
            settings.forgetModel(file);
        }
        workspace.openModel(file);
    }

    /** Opens a sample with the settings that it brings. */
    void openSample(Sample sample) {
        beforeOpening.accept(() -> {
            models.evaluation().restore(new RestoredEvaluation(ShownSample.brought(sample), Optional.empty()));
            workspace.openSample(sample);
        });
    }

    private void openData(List<Path> paths) {
        DroppedFiles files = DroppedFiles.of(paths, path -> Role.DATA);
        settings.rememberFolder(paths.get(0));
        openForModel(files.data().orElseThrow());
        tellLeftOut(files);
    }

    /** Asks for a landscape that was exported as numbers, to look at it without its model. */
    void chooseLandscape() {
        questions
                .toOpen("Open a landscape that was exported", LANDSCAPES, Kind.ALL)
                .ifPresent(models.opened()::open);
    }

    /** Opens what a person named or dropped, each as what it holds. */
    void open(List<Path> paths) {
        Optional<ParameterLayout> open =
                Optional.ofNullable(workspace.experimentProperty().get()).map(Experiment::layout);
        workspace.lookInto(paths, () -> {
            DroppedPaths found = DroppedPaths.of(paths, Formats.all());
            DroppedFiles files = DroppedFiles.of(found.files(), path -> DroppedRole.of(path, open))
                    .leavingOut(found.unknown());
            return () -> open(files);
        });
    }

    private void open(DroppedFiles files) {
        Optional<Path> model = files.model();
        Optional<DataSource> data = files.data();
        if (model.isPresent() && data.isPresent()) {
            Optional<DataPair> last = lastTime(model.get(), data.get());
            if (last.isPresent()) {
                workspace.open(model.get(), last.get().source(), choices(last.get()));
            } else {
                workspace.open(model.get(), data.get());
            }
        } else if (model.isPresent()) {
            workspace.openModel(model.get());
        } else if (data.isPresent()) {
            settings.rememberFolder(data.get().path());
            openForModel(data.get());
        }
        files.beside().ifPresent(this::openBeside);
        tellLeftOut(files);
    }

    private void openBeside(DroppedFiles.Beside beside) {
        Path file = beside.file();
        settings.rememberFolder(file);
        if (beside.role() == Role.SESSION) {
            openSession.accept(file);
        } else if (beside.role() == Role.LANDSCAPE) {
            models.opened().open(file);
        } else if (workspace.experimentProperty().get() == null) {
            // Whose weights or directions they are is not known; the reader of models says what the file is.
            workspace.openModel(file);
        } else if (beside.role() == Role.DIRECTIONS) {
            models.evaluation().savedDirectionsProperty().set(file);
        } else {
            models.weights().open(file);
        }
    }

    private void tellLeftOut(DroppedFiles files) {
        if (!files.leftOut().isEmpty()) {
            notices.accept(files.explanation());
        }
    }
}
