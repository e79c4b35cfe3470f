package io.orograph.ui.main;

import io.orograph.data.DataSource;
import io.orograph.experiment.Sample;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.settings.Memory;
import io.orograph.ui.workspace.Workspace;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/** Opening: by chooser, by dropping files on the window, by the list of recent files, as a sample. */
final class FileActions {

    private final Stage stage;
    private final Workspace workspace;
    private final Memory memory;
    private final Problems problems;

    FileActions(Stage stage, Workspace workspace, Memory memory, Problems problems) {
        this.stage = stage;
        this.workspace = workspace;
        this.memory = memory;
        this.problems = problems;
        workspace.modelProperty().addListener((property, old, now) -> {
            if (now != null && workspace.sampleProperty().get() == null) {
                memory.rememberModel(now.path());
            }
        });
    }

    Memory memory() {
        return memory;
    }

    void report(String what, Throwable cause) {
        problems.report(what, cause);
    }

    void chooseModel() {
        FileChooser chooser = chooser("Open a model");
        chooser.getExtensionFilters()
                .setAll(
                        new FileChooser.ExtensionFilter("ONNX models", "*.onnx"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        File file = chooser.showOpenDialog(stage);
        if (file != null) {
            workspace.openModel(file.toPath());
        }
    }

    void chooseData() {
        FileChooser chooser = chooser("Open data: one file, or the inputs' and the targets'");
        chooser.getExtensionFilters()
                .setAll(
                        new FileChooser.ExtensionFilter("Data", "*.npz", "*.npy", "*.csv", "*.tsv", "*ubyte", "*.gz"),
                        new FileChooser.ExtensionFilter("All files", "*"));
        List<File> chosen = chooser.showOpenMultipleDialog(stage);
        if (chosen != null && !chosen.isEmpty()) {
            openData(chosen.stream().map(File::toPath).toList());
        }
    }

    private FileChooser chooser(String title) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialDirectory(memory.folder());
        return chooser;
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
            (looksLikeData(path) ? data : models).add(path);
        }
        if (!models.isEmpty() && !data.isEmpty()) {
            workspace.open(models.get(0), source(data));
        } else if (!models.isEmpty()) {
            workspace.openModel(models.get(0));
        } else if (!data.isEmpty()) {
            openData(data);
        }
    }

    /** Zip archives, NumPy arrays, gzip, IDX (which begins with two zeros) and text are data; the rest may be models. */
    private static boolean looksLikeData(Path path) {
        byte[] head = new byte[4];
        try (InputStream in = Files.newInputStream(path)) {
            if (in.readNBytes(head, 0, head.length) < head.length) {
                return false;
            }
        } catch (IOException e) {
            return false;
        }
        boolean zip = head[0] == 'P' && head[1] == 'K';
        boolean npy = (head[0] & 0xFF) == 0x93 && head[1] == 'N';
        boolean gzip = (head[0] & 0xFF) == 0x1F && (head[1] & 0xFF) == 0x8B;
        boolean idx = head[0] == 0 && head[1] == 0;
        boolean text = path.toString().toLowerCase(Locale.ROOT).matches(".*\\.(csv|tsv|txt)");
        return zip && !path.toString().endsWith(".pt") && !path.toString().endsWith(".pth")
                || npy
                || gzip
                || idx
                || text;
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
