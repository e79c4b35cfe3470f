package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.file.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What was computed is not lost when the place of its file, or the model that it is written like, is lost meanwhile. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(2 * ForkedRun.LONGEST_SECONDS)
class LostPlaceTest {

    private static final String NOT_LOST = "What was computed is not lost: it is in ";

    @TempDir
    Path folder;

    /** Takes some seconds, so that it still runs when its place is lost. */
    private static List<String> landscape(Path out) {
        return List.of(
                "landscape",
                CommandRun.sample("digits-mlp-tanh.onnx").toString(),
                "--data",
                CommandRun.sample("digits-train.npz").toString(),
                "--workers",
                "1",
                "--resolution",
                "91",
                "--out",
                out.toString());
    }

    /** Returns the file that a command says a copy is in. */
    private static Path copy(ForkedRun run) throws IOException {
        String text = run.text();
        assertThat(text).contains(NOT_LOST).doesNotContain("\tat ");
        int from = text.indexOf(NOT_LOST) + NOT_LOST.length();
        return Path.of(text.substring(from, text.indexOf("; move it", from)));
    }

    private void isTheWholeLandscape(Path copy) {
        Path whole = folder.resolve("whole.npz");
        assertThat(CommandRun.of(landscape(whole).toArray()).code()).isZero();
        assertThat(copy).hasSameBinaryContentAs(whole);
    }

    @Test
    void theFolderOfALandscapeIsRemoved() throws IOException, InterruptedException {
        Path place = Files.createDirectory(folder.resolve("place"));
        Path out = place.resolve("surface.npz");
        ForkedRun run = ForkedRun.start(landscape(out), folder);
        run.waitUntil(() -> Files.exists(out));
        remove(place);
        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.text()).contains("surface.npz cannot be written: the folder " + place);
        isTheWholeLandscape(copy(run));
    }

    private static void remove(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.delete(place);
    }

    @Test
    void theDiskOfALandscapeIsFull() throws IOException, InterruptedException {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(succeeds("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString()), "only root can mount");
        try {
            Path out = disk.resolve("surface.npz");
            ForkedRun run = ForkedRun.start(landscape(out), folder);
            run.waitUntil(() -> Files.exists(out));
            fill(disk.resolve("fill"));
            assertThat(run.code()).as(run.text()).isEqualTo(1);
            assertThat(run.text()).contains("surface.npz cannot be written: the disk is full");
            isTheWholeLandscape(copy(run));

            ForkedRun another = ForkedRun.start(landscape(disk.resolve("other.npz")), folder);
            assertThat(another.code()).isEqualTo(2);
            assertThat(another.text())
                    .contains("other.npz takes about 1.3 MB, and the disk of the folder " + disk + " has room for");
        } finally {
            assertThat(succeeds("umount", "-l", disk.toString())).isTrue();
        }
    }

    private static void fill(Path file) throws IOException {
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("space");
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Path model() throws IOException {
        return Files.copy(
                CommandRun.sample("digits-mlp-tanh.onnx"),
                folder.resolve("model.onnx"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private ForkedRun training(Path model, Object... more) throws IOException {
        Stream<Object> fixed = Stream.of(
                "train", model, "--data", CommandRun.sample("digits-train.npz"), "--epochs", 60, "--optimizer", "adam");
        return ForkedRun.start(
                Stream.concat(fixed, Stream.of(more)).map(Object::toString).toList(), folder);
    }

    private static BooleanSupplier begun(ForkedRun run) {
        return () -> {
            try {
                return run.text().contains("epoch 1.000");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private void isTrained(Path weights) {
        CommandRun loss = CommandRun.of(
                "loss",
                CommandRun.sample("digits-mlp-tanh.onnx"),
                "--data",
                CommandRun.sample("digits-train.npz"),
                "--weights",
                weights,
                "--json");
        assertThat(loss.json().get("loss").asDouble()).isLessThan(0.02);
    }

    @Test
    void theModelOfATrainingIsRemoved() throws IOException, InterruptedException {
        Path model = model();
        Path out = folder.resolve("trained.onnx");
        ForkedRun run = training(model, "--out", out);
        run.waitUntil(begun(run));
        Files.delete(model);
        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.text()).contains("orograph: model.onnx does not exist");
        Path copy = copy(run);
        assertThat(copy).hasParent(folder).hasExtension("npz");
        isTrained(copy);
    }

    /** Another model with arrays of the same names and shapes must not get the weights. */
    @Test
    void theModelOfATrainingIsChanged() throws IOException, InterruptedException {
        Path model = model();
        Path out = folder.resolve("trained.onnx");
        ForkedRun run = training(model, "--out", out);
        run.waitUntil(begun(run));
        byte[] other = Files.readAllBytes(CommandRun.sample("digits-mlp.onnx"));
        AtomicFile.write(model, stream -> stream.write(other));
        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(run.text()).contains("orograph: model.onnx has changed since it was opened");
        assertThat(out).doesNotExist();
        isTrained(copy(run));
    }

    @Test
    void theRecordOfATrainingIsRemoved() throws IOException, InterruptedException {
        Path record = folder.resolve("record");
        ForkedRun run = training(model(), "--record", record);
        run.waitUntil(begun(run));
        Files.move(record, folder.resolve("elsewhere"));
        assertThat(run.code()).as(run.text()).isEqualTo(1);
        assertThat(copy(run)).exists();
    }
}
