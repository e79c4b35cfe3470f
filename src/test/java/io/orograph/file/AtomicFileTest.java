package io.orograph.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AtomicFileTest {

    @TempDir
    Path folder;

    @Test
    void writesAndReplaces() throws IOException {
        Path file = folder.resolve("result.txt");
        AtomicFile.write(file, out -> out.write(bytes("one")));
        AtomicFile.write(file, out -> out.write(bytes("two")));
        assertThat(file).hasContent("two");
        assertThat(names()).containsExactly("result.txt");
    }

    /** Also one that the umask would not give, and one that is narrower than it. */
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @ParameterizedTest
    @ValueSource(strings = {"rw-------", "rw-rw-rw-", "rwxr-x--x"})
    void aReplacedFileKeepsItsPermissions(String permissions) throws IOException {
        Path file = Files.writeString(folder.resolve("result.txt"), "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        AtomicFile.write(file, out -> {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path each : files.toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo(permissions);
                }
            }
            out.write(bytes("new"));
        });
        assertThat(file).hasContent("new");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo(permissions);
    }

    @Test
    void whatKilledProgramsLeftIsDeletedAndNothingElse() throws IOException {
        FileTime old = FileTime.from(Instant.now().minusSeconds(3600));
        Path stale = Files.setLastModifiedTime(Files.createFile(TemporaryFile.in(folder)), old);
        Path fresh = Files.createFile(TemporaryFile.in(folder));
        Path other = Files.setLastModifiedTime(Files.createFile(folder.resolve(".other.tmp")), old);
        Path written = TemporaryFile.in(folder);
        try (FileChannel channel = FileChannel.open(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            TemporaryFile.lock(channel);
            Files.setLastModifiedTime(written, old);
            TemporaryFile.clean(folder);
        }
        assertThat(stale).doesNotExist();
        assertThat(fresh).exists();
        assertThat(other).exists();
        assertThat(written).exists();
    }

    @Test
    void failureLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("result.txt");
        Files.writeString(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IOException("the encoder failed", new IOException("No space left on device"));
                }))
                .isNotInstanceOf(FileSystemException.class)
                .hasMessage("result.txt cannot be written: the disk is full (No space left on device); make room on it,"
                        + " or choose another folder");
        assertThat(file).hasContent("old");
        assertThat(names()).containsExactly("result.txt");
    }

    /** What the system says, and what a person is told to do about it. */
    @ParameterizedTest
    @CsvSource({
        "Disk quota exceeded, make room on it",
        "There is not enough space on the disk, make room on it",
        "Permission denied, change its permissions",
        "Read-only file system, lies on a read-only disk",
        "File too large, takes no file of this size",
        "Input/output error, Input/output error; make room on the disk",
        "'', the system does not say why; make room on the disk"
    })
    void theAdviceFollowsFromTheReason(String reason, String advice) {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("result.txt"), out -> {
                    throw new IOException(reason);
                }))
                .hasMessageStartingWith("result.txt cannot be written: ")
                .hasMessageContaining(advice);
    }

    @Test
    void aFolderThatVanishesWhileItIsWrittenToIsNamed() throws IOException {
        Path gone = Files.createDirectory(folder.resolve("gone"));
        assertThatThrownBy(() -> AtomicFile.write(gone.resolve("result.txt"), out -> {
                    try (Stream<Path> made = Files.list(gone)) {
                        for (Path temporary : made.toList()) {
                            Files.delete(temporary);
                        }
                    }
                    Files.delete(gone);
                }))
                .hasMessage("result.txt cannot be written: the folder " + gone
                        + " is not there any more; create it again, or choose another folder");
        assertThat(names()).isEmpty();
    }

    @Test
    void aNameThatIsTooLongIsToBeShortened() {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("n".repeat(300)), out -> out.write('x')))
                .hasMessageEndingWith("its name is too long; give it a shorter one");
    }

    /** A device that is always full says which file it was, too. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDeviceIsNamed() {
        assertThatThrownBy(() -> AtomicFile.write(Path.of("/dev/full"), out -> out.write('x')))
                .hasMessageStartingWith("full cannot be written: the disk is full");
    }

    @Test
    void uncheckedFailureLeavesNothing() throws IOException {
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("result.txt"), out -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void theNewFileHasTheRightsOfAnyNewFile() throws IOException {
        Path plain = Files.writeString(folder.resolve("plain"), "x");
        Path atomic = folder.resolve("atomic");
        AtomicFile.write(atomic, out -> out.write('x'));
        assertThat(Files.getAttribute(atomic, "unix:mode")).isEqualTo(Files.getAttribute(plain, "unix:mode"));
    }

    @Test
    void aSymbolicLinkStaysALink() throws IOException {
        Path real = Files.writeString(folder.resolve("real"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), real);
        AtomicFile.write(link, out -> out.write(bytes("new")));
        assertThat(link).isSymbolicLink();
        assertThat(real).hasContent("new");
    }

    @Test
    void aDeviceIsNotReplacedByAFile() throws IOException {
        AtomicFile.write(Path.of("/dev/null"), out -> out.write('x'));
        assertThat(Files.isRegularFile(Path.of("/dev/null"))).isFalse();
    }

    @Test
    void refusesAFolderAndAMissingFolder() {
        assertThatThrownBy(() -> AtomicFile.write(folder, out -> out.write('x')))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(folder.getFileName() + " is a folder");
        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("none/x.npz"), out -> out.write('x')))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("x.npz cannot be written");
    }

    @Test
    void whetherAFileCanBeWrittenIsKnownBefore() throws IOException {
        AtomicFile.requireWritable(folder.resolve("new.npz"));
        AtomicFile.requireWritable(Path.of("new.npz"));
        AtomicFile.requireWritable(Path.of("/dev/null"));
        AtomicFile.requireWritable(Files.writeString(folder.resolve("old.npz"), "x"));
        assertThatThrownBy(() -> AtomicFile.requireWritable(folder)).isInstanceOf(FileSystemException.class);
        assertThatThrownBy(() -> AtomicFile.requireWritable(folder.resolve("none/x.npz")))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessage("x.npz cannot be written: the folder " + folder.resolve("none")
                        + " does not exist; create it first");
        assertThat(names()).as("nothing is written").containsExactly("old.npz");
    }

    /** Not even root can make a file there; for others the folder is read-only. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderThatTakesNoFilesIsNamed() {
        assertThatThrownBy(() -> AtomicFile.write(Path.of("/proc/x.npz"), out -> out.write('x')))
                .isInstanceOf(FileSystemException.class)
                .hasMessageStartingWith("x.npz cannot be written: ")
                .hasMessageContaining("/proc")
                .hasMessageContaining("choose another folder");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
