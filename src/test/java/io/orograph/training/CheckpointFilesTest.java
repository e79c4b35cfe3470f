package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointFilesTest {

    @TempDir
    Path folder;

    private List<Path> written(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name).getParent());
            Files.writeString(folder.resolve(name), "x");
        }
        return Stream.of(names).map(folder::resolve).toList();
    }

    private List<String> inFolder() throws IOException {
        return CheckpointFiles.of(List.of(folder)).files().stream()
                .map(file -> folder.relativize(file).toString())
                .toList();
    }

    @Test
    void theStepsMayBeFoldersWhoseNamesAreThoseOfThePoints() throws IOException {
        List<Path> files = written(
                "checkpoint-1000/model.safetensors", "checkpoint-500/model.safetensors", "checkpoint-500/state.json");
        assertThat(inFolder()).containsExactly("checkpoint-500/model.safetensors", "checkpoint-1000/model.safetensors");
        assertThat(CheckpointFiles.names(files.subList(0, 2))).containsExactly("checkpoint-1000", "checkpoint-500");
    }

    @Test
    void namesThatSayAPlaceStandThere() throws IOException {
        written("epoch_10.pth.tar", "epoch_2.pth.tar", "last.pth.tar", "init.pth.tar", "notes.txt");
        assertThat(inFolder()).containsExactly("init.pth.tar", "epoch_2.pth.tar", "epoch_10.pth.tar", "last.pth.tar");
    }

    @Test
    void filesStayInTheOrderThatAPersonGivesThem() throws IOException {
        List<Path> backwards = written("e9.pt", "e10.pt", "e2.pt");
        assertThat(CheckpointFiles.of(backwards).files()).isEqualTo(backwards);
        List<Path> shell = written("e10.pt", "e2.pt", "e9.pt");
        CheckpointFiles ordered = CheckpointFiles.of(shell);
        assertThat(ordered.files())
                .extracting(Path::getFileName)
                .map(Path::toString)
                .containsExactly("e2.pt", "e9.pt", "e10.pt");
        assertThat(ordered.notice()).hasValueSatisfying(text -> assertThat(text).contains("from e2.pt to e10.pt"));
    }
}
