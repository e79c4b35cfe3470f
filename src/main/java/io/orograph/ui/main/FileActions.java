package io.orograph.ui.main;

import io.orograph.data.DataSource;
import io.orograph.experiment.Sample;
import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.FileQuestions.Kind;
import io.orograph.ui.settings.Memory;
import io.orograph.ui.workspace.Workspace;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;

/** Opening: by chooser, by dropping files on the window, by the list of recent files, as a sample. */
final class FileActions {

    private static final Kind MODELS = new Kind("ONNX models", "*.onnx");
    private static final Kind DATA = new Kind("Data", "*.npz", "*.npy", "*.csv", "*.tsv", "*ubyte", "*.gz");

    private final FileQuestions questions;
    private final Workspace workspace;
    private final Memory memory;

    FileActions(FileQuestions questions, Workspace workspace, Memory memory) {
        this.questions = questions;
        this.workspace = workspace;
        this.memory = memory;
        workspace.modelProperty().addListener((property, old, now) -> {
            if (now != null && workspace.sampleProperty().get() == null) {
                memory.rememberModel(now.path());
            }
        });
    }

    Memory memory() {
        return memory;
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

    void openModel(Path file) {
        workspace.openModel(file);
    }

    void openSample(Sample sample) {
        workspace.openSample(sample);
    }

    private void openData(List<Path> paths) {
        memory.rememberFolder(paths.get(0));
        workspace.openData(source(paths));
    }

    /** One file, or inputs and targets: the one whose name speaks of labels or targets holds these. */
    private static DataSource source(List<Path> paths) {
        if (paths.size() == 1) {
            return DataSource.of(paths.get(0));
        }
        boolean swapped = namesTargets(paths.get(0)) && !namesTargets(paths.get(1));
        return DataSource.of(paths.get(swapped ? 1 : 0), paths.get(swapped ? 0 : 1));
    }

    private static boolean namesTargets(Path path) {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.contains("label") || name.contains("target") || name.startsWith("y");
    }

    /** Opens what a person named or dropped: models and data are told apart by what the files hold. */
    void open(List<Path> paths) {
        List<Path> models = new ArrayList<>();
        List<Path> data = new ArrayList<>();
        for (Path path : paths) {
            (DataFile.isLikely(path) ? data : models).add(path);
        }
        if (!models.isEmpty() && !data.isEmpty()) {
            workspace.open(models.get(0), source(data));
        } else if (!models.isEmpty()) {
            workspace.openModel(models.get(0));
        } else if (!data.isEmpty()) {
            openData(data);
        }
    }

    void acceptDrops(Scene scene) {
        scene.setOnDragOver(event -> {
            if (event.getDragboard().hasFiles()) {
                event.acceptTransferModes(TransferMode.COPY);
            }
            event.consume();
        });
        scene.setOnDragDropped(event -> {
            boolean has = event.getDragboard().hasFiles();
            if (has) {
                open(event.getDragboard().getFiles().stream().map(File::toPath).toList());
            }
            event.setDropCompleted(has);
            event.consume();
        });
    }
}
