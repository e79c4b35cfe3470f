package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.UnfinishedNpz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    /** One in so many is killed at any moment, else some time after something was written. */
    private static final int EARLY = 5;

    @TempDir
    static Path shared;

    @TempDir
    Path folder;

    private static String sample(String name) {
        return CommandRun.sample(name).toString();
    }

    /** Every long command, so that it works for some seconds. */
    static Stream<List<String>> commands() {
        List<String> tanh = List.of(sample("digits-mlp-tanh.onnx"), "--data", sample("digits-test.npz"));
        List<String> batchNorm =
                List.of(sample("mnist-lenet-bn.onnx"), "--data", sample("mnist-test.npz"), "--samples", "100");
        Path record = recorded();
        String first = record.resolve("step-000000.npz").toString();
        String last = record.resolve("step-000090.npz").toString();
        return Stream.of(
                command("landscape", tanh, "--resolution", "161"),
                command("landscape", batchNorm, "--resolution", "9", "--batch-norm", "recompute"),
                command("landscape", tanh, "--directions", "hessian", "--convexity", "3"),
                command("landscape", tanh, "--resolution", "21", "--planes", "12"),
                command("landscape", tanh, "--resolution", "61", "--precision", "0.01"),
                command("plane", List.of(tanh.get(0), first, last, "--data", tanh.get(2)), "--resolution", "151"),
                command("trajectory", tanh, "--checkpoints", record, "--resolution", "151"),
                command(
                        "connect",
                        List.of(tanh.get(0), last, "--data", tanh.get(2)),
                        "--optimizer",
                        "adam",
                        "--epochs",
                        "400",
                        "--resolution",
                        "61"),
                command("spectrum", tanh, "--density", "--layers", "--groups", "4", "--held-out"),
                command("sharpness", tanh, "--measures", "all"));
    }

    private static List<String> command(String name, List<String> files, Object... options) {
        List<String> command = new ArrayList<>(List.of(name));
        command.addAll(files);
        return with(command, options);
    }

    private static Path recorded() {
        Path record = shared.resolve("record");
        if (Files.notExists(record)) {
            CommandRun run = CommandRun.of(
                    "train",
                    sample("digits-mlp-tanh.onnx"),
                    "--data",
                    sample("digits-train.npz"),
                    "--fresh",
                    "--epochs",
                    2,
                    "--record",
                    record);
            assertThat(run.code()).as(run.err()).isZero();
        }
        return record;
    }

    /** Two ways in which work is kept, cells and a descent; the others take too long for every build. */
    static Stream<List<String>> fewCommands() {
        Map<String, List<String>> ofEachName = new LinkedHashMap<>();
        commands().forEach(command -> ofEachName.putIfAbsent(command.get(0), command));
        return Stream.of("landscape", "connect").map(ofEachName::get);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("fewCommands")
    @Timeout(2 * ForkedRun.LONGEST_SECONDS)
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
        ForkedRun run = ForkedRun.start(args, out.getParent());
        Process process = run.process();
        FileState before = FileState.of(out);
        // Now and then it is killed while nothing is there yet.
        boolean early = random.nextInt(EARLY) == 0;
        run.waitUntil(() -> early || !FileState.of(out).equals(before));
        boolean ended = process.waitFor(random.nextInt(2_000), TimeUnit.MILLISECONDS);
        process.destroyForcibly().waitFor();
        if (ended) {
            assertThat(process.exitValue()).as(run.text()).isZero();
        } else {
            assertThat(early || Files.exists(out)).isTrue();
        }
        return !ended && (Files.notExists(out) || UnfinishedNpz.isUnfinished(out));
    }

    /** What tells that a file was replaced. */
    private record FileState(Object key) {
        static FileState of(Path file) {
            try {
                return new FileState(Files.exists(file) ? Files.readAttributes(file, "unix:ino,lastModifiedTime") : "");
            } catch (IOException e) {
                // It is being replaced.
                return new FileState("");
            }
        }
    }
}
