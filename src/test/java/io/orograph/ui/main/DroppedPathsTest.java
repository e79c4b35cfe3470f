package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.format.Formats;
import io.orograph.format.Role;
import io.orograph.study.Sample;
import io.orograph.study.TestSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found among files and folders that are dropped together. */
class DroppedPathsTest {

    private final Sample sample = TestSamples.named("breast-cancer-mlp");

    @TempDir
    private Path folder;

    private Path put(String name, Path from) throws IOException {
        Path to = folder.resolve(name);
        Files.createDirectories(to.getParent());
        return Files.copy(from, to);
    }

    private static DroppedPaths of(Path... paths) {
        return DroppedPaths.of(List.of(paths), Formats.all());
    }

    @Test
    void aFolderIsLookedIntoForModelAndData() throws IOException {
        Path model = put("things/a.onnx", sample.model());
        Path data = put("things/b.npz", sample.data());
        Files.writeString(folder.resolve("things/notes.md"), "about it");
        DroppedPaths found = of(folder.resolve("things"));
        assertThat(found.files()).containsExactly(model, data);
        DroppedFiles files = DroppedFiles.of(found.files(), path -> DroppedRole.of(path, Optional.empty()));
        assertThat(files.model()).contains(model);
        assertThat(files.data()).isPresent();
        assertThat(files.leftOut()).isEmpty();
    }

    @Test
    void aFileOfWhichNothingIsKnownIsNotTakenForTheModel() throws IOException {
        Path notes = Files.writeString(folder.resolve("notes.md"), "about it");
        Path model = put("a.onnx", sample.model());
        DroppedPaths found = of(notes, model);
        assertThat(found.files()).containsExactly(model);
        assertThat(found.unknown()).containsExactly(notes);
        DroppedFiles files = DroppedFiles.of(found.files(), path -> DroppedRole.of(path, Optional.empty()))
                .leavingOut(found.unknown());
        assertThat(files.explanation()).startsWith("Not opened: notes.md.");
        // Alone it is opened, and its reader says what it is.
        assertThat(of(notes).files()).containsExactly(notes);
    }

    @Test
    void aFolderOfFoldersIsDataAndAnEmptyOneIsItself() throws IOException {
        Files.createDirectories(folder.resolve("pictures/cats"));
        Path pictures = folder.resolve("pictures");
        assertThat(of(pictures).files()).containsExactly(pictures);
        assertThat(DroppedRole.of(pictures, Optional.empty())).isEqualTo(Role.DATA);
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertThat(of(empty).files()).containsExactly(empty);
        assertThat(DroppedRole.of(empty, Optional.empty())).isEqualTo(Role.MODEL);
    }
}
