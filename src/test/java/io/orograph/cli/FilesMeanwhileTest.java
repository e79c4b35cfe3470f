package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that vanish or change while a command computes with what it read from them. */
class FilesMeanwhileTest {

    @TempDir
    Path folder;

    /** Takes the files away, or writes others in their place, when the first progress is shown. */
    private static final class SpoilingWriter extends StringWriter {

        private final List<Path> files;
        private final boolean removes;
        private boolean done;

        SpoilingWriter(List<Path> files, boolean removes) {
            this.files = files;
            this.removes = removes;
        }

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (!done && text.contains(" [")) {
                done = true;
                files.forEach(this::spoil);
            }
        }

        private void spoil(Path file) {
            try {
                Files.delete(file);
                if (!removes) {
                    Files.writeString(file, "Dear reader");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "true, landscape --resolution 41 --samples 60",
        "false, landscape --resolution 41 --samples 60",
        "true, sharpness --draws 20 --samples 60",
        "false, spectrum --samples 60"
    })
    void theResultIsThatOfTheFilesAsTheyWereRead(boolean removes, String line) throws IOException {
        Path model = folder.resolve("model.onnx");
        Path data = folder.resolve("data.npz");
        List<Object> args = new ArrayList<>(List.of(line.split(" ")));
        args.addAll(1, List.of(model, "--data", data));
        copy(model, data);
        StringWriter quiet = new StringWriter();
        CommandRun expected = CommandRun.onConsole(new CancelToken(), true, quiet, args.toArray());
        assertThat(expected.code()).as(expected.err()).isZero();

        copy(model, data);
        SpoilingWriter spoiling = new SpoilingWriter(List.of(model, data), removes);
        CommandRun run = CommandRun.onConsole(new CancelToken(), true, spoiling, args.toArray());
        assertThat(spoiling.done).as("the files were spoiled in time").isTrue();
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(withoutTimes(run)).isEqualTo(withoutTimes(expected));
    }

    private static String withoutTimes(CommandRun run) {
        return run.out().replaceAll("\\d[\\d.]* m?s\\b", "");
    }

    private static void copy(Path model, Path data) throws IOException {
        Files.write(model, Files.readAllBytes(CommandRun.sample("digits-mlp-tanh.onnx")));
        Files.write(data, Files.readAllBytes(CommandRun.sample("digits-test.npz")));
    }
}
