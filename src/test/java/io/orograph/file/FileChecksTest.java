package io.orograph.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileChecksTest {

    @TempDir
    Path folder;

    /** The first and the second example of FIPS 180-4's published test vectors: "abc" and the empty message. */
    @Test
    void digestsAsPublished() throws IOException {
        Path abc = Files.writeString(folder.resolve("abc"), "abc");
        Path empty = Files.createFile(folder.resolve("empty"));
        assertThat(Sha256.of(abc)).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Sha256.of(empty)).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    /** The standard's example of a million letters "a", which is longer than any buffer. */
    @Test
    void digestsALongFile() throws IOException {
        Path file = Files.writeString(folder.resolve("million"), "a".repeat(1_000_000));
        assertThat(Sha256.of(file)).isEqualTo("cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    }

    @Test
    void readableFileGivesItsSize() throws IOException {
        assertThat(RegularFile.requireReadable(Files.writeString(folder.resolve("f"), "12345")))
                .isEqualTo(5);
    }

    @Test
    void eachReasonIsASentenceWithTheFilesName() throws IOException {
        assertThatThrownBy(() -> RegularFile.requireReadable(folder.resolve("no.npz")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("no.npz does not exist; check the path");
        assertThatThrownBy(() -> RegularFile.requireReadable(folder))
                .isExactlyInstanceOf(FileSystemException.class)
                .hasMessage(folder.getFileName() + " is a folder; choose a file");
        Path empty = Files.createFile(folder.resolve("empty.npz"));
        assertThatThrownBy(() -> RegularFile.requireReadable(empty))
                .isInstanceOf(DamagedFileException.class)
                .hasMessageStartingWith("empty.npz is empty");
    }

    @Test
    void theMessageIsOneLineWhateverTheFileSays() {
        Path file = Path.of("folder", "a\nb.onnx");
        assertThat(new UnsupportedFileException(file, "holds the operator \u001b[31mX\r\n"))
                .hasMessage("a?b.onnx holds the operator ?[31mX??.");
        assertThat(new DamagedFileException(file, "is cut off").file()).isEqualTo(file);
    }
}
