package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.LandscapeNpz;
import io.orograph.landscape.Landscape;
import io.orograph.task.CancelToken;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A long job that is stopped keeps what it has. */
class StopTest {

    @TempDir
    Path folder;

    /** Cancels when the progress bar is drawn, which is when the first cell is there. */
    private static final class CancellingWriter extends StringWriter {

        private final CancelToken cancel;

        CancellingWriter(CancelToken cancel) {
            this.cancel = cancel;
        }

        @Override
        public void write(String text, int from, int length) {
            super.write(text, from, length);
            if (text.contains("Evaluating [") || text.contains("Measuring [")) {
                cancel.cancel();
            }
        }
    }

    private CommandRun stopped(Object... args) {
        CancelToken cancel = new CancelToken();
        return CommandRun.onConsole(cancel, true, new CancellingWriter(cancel), args);
    }

    private Object[] landscape(Object... more) {
        Object[] fixed = {
            "landscape",
            CommandRun.sample("digits-mlp-tanh.onnx"),
            "--data",
            CommandRun.sample("digits-test.npz"),
            "--resolution",
            "201",
            "--json"
        };
        return Stream.concat(Stream.of(fixed), Stream.of(more)).toArray();
    }

    @Test
    void aStoppedLandscapeIsWrittenAsFarAsItIs() throws IOException {
        Path out = folder.resolve("surface.npz");
        Path directions = folder.resolve("directions.npz");
        Path figure = folder.resolve("figure.png");
        CommandRun run = stopped(landscape("--out", out, "--save-directions", directions, "--figure", figure));
        assertThat(run.code()).isEqualTo(130);
        assertThat(run.out()).isEmpty();

        Landscape part = LandscapeNpz.read(out);
        assertThat(part.evaluatedCells()).isPositive().isLessThan(part.grid().cells());
        assertThat(run.err())
                .endsWith("orograph: Stopped after " + part.evaluatedCells()
                        + " of 40,401 cells; surface.npz holds these, and nan in the others, and"
                        + " --resume surface.npz goes on.\n");
        for (int cell = 0; cell < part.grid().cells(); cell++) {
            assertThat(Double.isNaN(part.loss(cell))).isNotEqualTo(part.isEvaluated(cell));
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files)
                    .as("no figure of a part, nothing half-written")
                    .containsExactlyInAnyOrder(out, directions);
        }
    }

    @Test
    void whatThereWasIsLostWithoutAFile() {
        CommandRun run = stopped(landscape());
        assertThat(run.code()).isEqualTo(130);
        assertThat(run.err())
                .containsPattern("Stopped after \\d+ of 40,401 cells, which are lost; with --out they would have been"
                        + " kept\\.\n$");
    }

    @Test
    void otherCommandsStopToo() {
        CommandRun run = stopped(
                "sharpness",
                CommandRun.sample("digits-mlp-tanh.onnx"),
                "--data",
                CommandRun.sample("digits-test.npz"),
                "--draws",
                100_000,
                "--verbose");
        assertThat(run.code()).isEqualTo(130);
        assertThat(run.err()).endsWith("orograph: Stopped.\n").doesNotContain("\tat ");
        CancelToken cancelled = new CancelToken();
        cancelled.cancel();
        CommandRun loss = CommandRun.onConsole(
                cancelled,
                false,
                new StringWriter(),
                "loss",
                CommandRun.sample("digits-mlp-tanh.onnx"),
                "--data",
                CommandRun.sample("digits-test.npz"));
        assertThat(loss).isEqualTo(new CommandRun(130, "", "orograph: Stopped.\n"));
    }

    @Test
    void aBarIsDrawnOnATerminalOnly() {
        CommandRun terminal = CommandRun.onConsole(
                new CancelToken(),
                true,
                new StringWriter(),
                "sharpness",
                CommandRun.sample("digits-mlp-tanh.onnx"),
                "--data",
                CommandRun.sample("digits-test.npz"),
                "--draws",
                2);
        assertThat(terminal.code()).isZero();
        assertThat(terminal.err())
                .startsWith("\rMeasuring [")
                .contains(" %, ", " s left")
                .endsWith("\r");
        assertThat(CommandRun.onDigits("sharpness", "--draws", 2).err()).isEmpty();
    }

    /**
     * The signal itself, in a process of its own. It is SIGTERM, which ends a program as Ctrl-C does, because a shell
     * that starts a build in the background makes it deaf to SIGINT. Nothing of JavaFX is loaded on the way.
     */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    @Timeout(60)
    void aSignalStopsTheProcess() throws IOException, InterruptedException {
        Path out = folder.resolve("surface.npz");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load:file=" + folder.resolve("classes.txt"),
                        "-cp",
                        System.getProperty("java.class.path", "")
                                + File.pathSeparator
                                + System.getProperty("surefire.test.class.path", ""),
                        "io.orograph.Orograph",
                        "landscape",
                        CommandRun.sample("digits-mlp-tanh.onnx").toString(),
                        "--data",
                        CommandRun.sample("digits-test.npz").toString(),
                        "--resolution",
                        "1999",
                        "--out",
                        out.toString(),
                        "--verbose")
                .start();
        try (BufferedReader err =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            assertThat(err.readLine()).contains("ND4J on the CPU");
            // Not the process's own destroy, which closes its streams.
            process.toHandle().destroy();
            assertThat(err.readLine()).startsWith("orograph: Stopped after ").contains(" of 3,996,001 cells");
            assertThat(err.readLine()).isNull();
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(process.getInputStream().readAllBytes()).isEmpty();
        assertThat(Files.readString(folder.resolve("classes.txt")))
                .contains("io.orograph.cli.LandscapeCommand")
                .doesNotContain("javafx.");
    }
}
