package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.UnfinishedNpz;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Long commands in processes of their own that are killed (SIGKILL) at random moments and gone on with, until one ends: its
 * file has the same bytes as that of a run that nobody disturbed.
 */
@DisabledOnOs(OS.WINDOWS)
class KilledTest {

    private static final long SEED = Long.getLong("kill.seed", 20261128);
    private static final int FEW = 2;
    private static final int MANY = 20;

    /** Longer than any of these commands takes on a busy machine. */
    private static final long LONGEST_SECONDS = 300;

    @TempDir
    Path folder;

    private static String sample(String name) {
        return CommandRun.sample(name).toString();
    }

    /** Every long command, so that it works for some seconds. */
    static Stream<List<String>> commands() {
        return Stream.of(List.of(
                "landscape",
                sample("digits-mlp-tanh.onnx"),
                "--data",
                sample("digits-test.npz"),
                "--resolution",
                "161"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    @Timeout(2 * LONGEST_SECONDS)
    void killedAFewTimesItEndsTheSame(List<String> command) throws IOException, InterruptedException {
        endsTheSame(command, FEW);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("commands")
    @Tag("long")
    void killedTwentyTimesItEndsTheSame(List<String> command) throws IOException, InterruptedException {
        endsTheSame(command, MANY);
    }

    private void endsTheSame(List<String> command, int kills) throws IOException, InterruptedException {
        Path whole = folder.resolve("whole.npz");
        CommandRun undisturbed = CommandRun.of(with(command, "--out", whole).toArray());
        assertThat(undisturbed.code()).as(undisturbed.err()).isZero();

        Path out = folder.resolve("out.npz");
        Random random = new Random(SEED);
        int killed = 0;
        boolean ended = false;
        while (!ended) {
            List<String> args =
                    Files.exists(out) ? with(command, "--out", out, "--resume", out) : with(command, "--out", out);
            if (killed == kills) {
                CommandRun last = CommandRun.of(args.toArray());
                assertThat(last.code()).as(last.err()).isZero();
                break;
            }
            ended = !isKilled(args, out, random);
            killed++;
        }
        assertThat(out).as("killed %d times, seed %d", killed, SEED).hasSameBinaryContentAs(whole);
    }

    private static List<String> with(List<String> command, Object... more) {
        List<String> all = new ArrayList<>(command);
        Stream.of(more).map(Object::toString).forEach(all::add);
        return all;
    }

    /**
     * Runs a command until some time after it wrote what it has, and kills it.
     *
     * @return false if it ended before
     */
    private static boolean isKilled(List<String> args, Path out, Random random)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path", "")
                        + File.pathSeparator
                        + System.getProperty("surefire.test.class.path", ""),
                "io.orograph.Orograph"));
        line.addAll(args);
        Path said = Files.createTempFile(out.getParent(), "said", ".txt");
        Process process = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        FileState before = FileState.of(out);
        long latest = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        while (process.isAlive() && FileState.of(out).equals(before) && System.nanoTime() < latest) {
            process.waitFor(20, TimeUnit.MILLISECONDS);
        }
        boolean ended = process.waitFor(random.nextInt(2_000), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        if (ended) {
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        } else {
            assertThat(out).exists();
        }
        return !ended && UnfinishedNpz.isUnfinished(out);
    }

    /** What tells that a file was replaced. */
    private record FileState(Object key) {
        static FileState of(Path file) throws IOException {
            return new FileState(Files.exists(file) ? Files.readAttributes(file, "unix:ino,lastModifiedTime") : "");
        }
    }
}
