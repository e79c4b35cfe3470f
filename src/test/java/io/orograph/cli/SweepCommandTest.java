package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.arrays.NpzArrays;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Trainings with many settings, on the digits sample. */
final class SweepCommandTest {

    @TempDir
    private Path folder;

    /** The usual sweep, with other values for some of its options. */
    private Object[] sweep(String out, Object... others) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("--data", CommandRun.sample("digits-train.npz"));
        options.put("--test", CommandRun.sample("digits-test.npz"));
        options.put("--optimizers", "sgd,sam:momentum");
        options.put("--batch", "64");
        options.put("--lr", "0.05");
        options.put("--seeds", "2");
        options.put("--epochs", "4");
        options.put("--measures", "lambda-max");
        options.put("--out", folder.resolve(out));
        for (int i = 0; i < others.length; i += 2) {
            options.put(others[i].toString(), others[i + 1]);
        }
        List<Object> args = new ArrayList<>(List.of("sweep", CommandRun.sample("digits-mlp-tanh.onnx")));
        options.forEach((option, value) -> args.addAll(List.of(option, value)));
        return args.toArray();
    }

    private JsonNode json(String out, Object... more) {
        List<Object> all = new ArrayList<>(List.of(sweep(out, more)));
        all.add("--json");
        return CommandRun.of(all.toArray()).json();
    }

    @Test
    void aRunIsTheTrainingOfItsSettingsAndSeed() throws IOException {
        JsonNode swept = json("runs");
        assertThat(swept.path("runs")).hasSize(4);
        JsonNode run = swept.path("runs").get(3);
        assertThat(run.path("optimizer").asText()).isEqualTo("sam:momentum");
        assertThat(run.path("seed").asLong()).isEqualTo(1);
        Path trained = folder.resolve("trained.npz");
        JsonNode single = CommandRun.of(
                        "train",
                        CommandRun.sample("digits-mlp-tanh.onnx"),
                        "--data",
                        CommandRun.sample("digits-train.npz"),
                        "--fresh",
                        "--optimizer",
                        "sam",
                        "--base",
                        "momentum",
                        "--lr",
                        "0.05",
                        "--batch",
                        "64",
                        "--epochs",
                        "4",
                        "--seed",
                        "1",
                        "--out",
                        trained,
                        "--json")
                .json();
        assertThat(run.path("steps").asLong()).isEqualTo(single.path("steps").asLong());
        Path weights = folder.resolve("runs/digits-mlp-tanh-sam_momentum-batch64-lr0.05-rho0.05-seed1/weights.npz");
        assertSameArrays(weights, trained);
        JsonNode measured = CommandRun.of(
                        "sharpness",
                        CommandRun.sample("digits-mlp-tanh.onnx"),
                        "--data",
                        CommandRun.sample("digits-train.npz"),
                        "--weights",
                        weights,
                        "--measures",
                        "lambda-max",
                        "--json")
                .json();
        assertThat(run.path("sharpness").path("lambda-max").asDouble())
                .isEqualTo(measured.path("measures")
                        .path("lambda-max")
                        .path("value")
                        .asDouble());
        JsonNode row = swept.path("settings").get(1);
        double other = swept.path("runs").get(1).path("test_loss").asDouble();
        double own = run.path("test_loss").asDouble();
        assertThat(row.path("test_loss").asDouble()).isEqualTo((other + own) / 2);
        assertThat(row.path("test_loss_sd").asDouble())
                .isCloseTo(Math.abs(other - own) / Math.sqrt(2), org.assertj.core.api.Assertions.within(1e-15));
        assertThat(swept.path("correlations")).hasSize(4);
    }

    private static void assertSameArrays(Path one, Path other) throws IOException {
        try (NpzArrays a = NpzArrays.open(one);
                NpzArrays b = NpzArrays.open(other)) {
            assertThat(a.names()).isEqualTo(b.names()).isNotEmpty();
            for (String name : a.names()) {
                assertThat(a.tensor(name).floats())
                        .containsExactly(b.tensor(name).floats());
            }
        }
    }

    /** Stopped in the middle of a training. */
    @Test
    void whatWasStoppedGoesOnToTheSameBits() throws IOException {
        JsonNode whole = json("whole");
        CancelToken cancel = new CancelToken();
        StringWriter out = new StringWriter() {
            @Override
            public void write(String text, int from, int length) {
                super.write(text, from, length);
                if (toString().contains("1 of 4")) {
                    cancel.cancel();
                }
            }
        };
        int code = CommandLineProgram.run(
                new Console(new PrintWriter(out, true), new PrintWriter(Writer.nullWriter()), false, cancel),
                Stream.of(sweep("stopped")).map(Object::toString).toArray(String[]::new));
        assertThat(code).isEqualTo(130);
        assertThat(folders("stopped")).hasSizeLessThan(4);
        JsonNode goneOn = json("stopped");
        assertThat(goneOn.path("runs")).isEqualTo(whole.path("runs"));
        for (Path run : folders("whole")) {
            Path same = folder.resolve("stopped").resolve(run.getFileName());
            assertSameArrays(run.resolve("weights.npz"), same.resolve("weights.npz"));
            assertThat(same.resolve("losses.csv")).hasSameTextualContentAs(run.resolve("losses.csv"));
            assertThat(same.resolve("state.npz")).doesNotExist();
        }
    }

    /** SIGKILL within a run, not between two: its state is there and its outcome is not. Nobody else works there meanwhile. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void killedWithinARunItGoesOnToTheSameBits() throws IOException, InterruptedException {
        Object[] options = {"--optimizers", "momentum", "--batch", "4", "--epochs", "300", "--seeds", "1"};
        JsonNode whole = json("undisturbed", options);
        List<String> args =
                Stream.of(sweep("killed", options)).map(Object::toString).toList();
        ForkedRun run = ForkedRun.start(args, folder);
        String name = folders("undisturbed").get(0).getFileName().toString();
        Path own = folder.resolve("killed").resolve(name);
        run.waitUntil(() -> Files.exists(own.resolve("state.npz")));
        CommandRun second = CommandRun.of(sweep("killed", options));
        run.process().destroyForcibly().waitFor();
        assertThat(own.resolve("state.npz")).as(run.text()).exists();
        assertThat(own.resolve("run.json")).doesNotExist();
        assertThat(second.code()).isEqualTo(2);
        assertThat(second.err()).contains("Another sweep works in ");
        assertThat(json("killed", options).path("runs")).isEqualTo(whole.path("runs"));
        assertSameArrays(
                own.resolve("weights.npz"),
                folder.resolve("undisturbed").resolve(name).resolve("weights.npz"));
        assertThat(own.resolve("losses.csv"))
                .hasSameTextualContentAs(
                        folder.resolve("undisturbed").resolve(name).resolve("losses.csv"));
    }

    private List<Path> folders(String out) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(out))) {
            return files.filter(Files::isDirectory).sorted().toList();
        }
    }

    @Test
    void moreSeedsAddRunsAndOthersStay() throws IOException {
        json("grown", "--seeds", "1");
        Path first = folders("grown").get(0).resolve("run.json");
        Object before = Files.getLastModifiedTime(first);
        assertThat(json("grown").path("runs")).hasSize(4);
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(before);
        assertThat(CommandRun.of(sweep("grown")).out()).contains("4 of 4").contains("(from the folder)");
    }

    @Test
    void aRunEndsAtTheLossThatWasAskedFor() {
        JsonNode swept = json("until", "--until-loss", "1.9", "--record-every", "1", "--seeds", "1");
        assertThat(swept.path("runs")).allSatisfy(run -> {
            assertThat(run.path("end").asText()).isEqualTo("reached");
            assertThat(run.path("train_loss").asDouble())
                    .isLessThanOrEqualTo(1.9)
                    .isGreaterThan(1.7);
        });
    }

    @Test
    void aDivergedRunSaysSoAndCountsInNothing() {
        JsonNode swept = json("wild", "--optimizers", "sgd", "--lr", "0.05,1e200", "--seeds", "1");
        assertThat(swept.path("runs").get(1).path("end").asText()).isEqualTo("diverged");
        assertThat(swept.path("settings").get(1).path("diverged").asInt()).isEqualTo(1);
        assertThat(swept.path("settings").get(1).has("train_loss")).isFalse();
    }

    @Test
    void aFolderBelongsToOneSweepAndOneProgram() throws IOException {
        json("held", "--seeds", "1");
        assertThat(CommandRun.of(sweep("held", "--epochs", "5")).err())
                .contains(
                        "cannot be gone on with: it was begun with other settings, --epochs 4, and now it is --epochs 5")
                .contains("choose another folder for --out, or ask the same as then");
        Path lock = folder.resolve("held/.lock");
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            assertThat(channel.tryLock()).isNotNull();
            CommandRun second = CommandRun.of(sweep("held"));
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.err()).contains("Another sweep works in ");
        }
        Files.writeString(folder.resolve("file.txt"), "a");
        assertThat(CommandRun.of(sweep("file.txt")).err()).contains("is no folder");
        Files.createDirectories(folder.resolve("other"));
        Files.writeString(folder.resolve("other/notes.txt"), "a");
        assertThat(CommandRun.of(sweep("other")).err()).contains("is not empty and holds no sweep");
    }

    @Test
    void aDamagedOutcomeIsASentence() throws IOException {
        json("damaged", "--seeds", "1");
        Path outcome = folders("damaged").get(0).resolve("run.json");
        String text = Files.readString(outcome);
        for (String damaged : List.of(
                "",
                "[]",
                "{}",
                text.replace("\"seed\":0", "\"seed\":7"),
                text.replace("reached", "x").replace("epochs", "x"),
                text.replaceFirst("\"steps\":\\d+", "\"steps\":{}"),
                text.replaceFirst("\"sharpness\":", "\"sharp\":"))) {
            Files.writeString(outcome, damaged);
            CommandRun run = CommandRun.of(sweep("damaged", "--seeds", "1"));
            assertThat(run.code()).as(damaged).isEqualTo(2);
            assertThat(run.err()).as(damaged).contains("run.json").contains("delete its folder to train it again");
        }
    }

    @Test
    void architecturesMayBeDescribedByTheirWidths() {
        Object[] args = sweep("widths", "--seeds", "1", "--optimizers", "sgd", "--epochs", "1");
        args[1] = "mlp:64-8-10";
        List<Object> all = new ArrayList<>(List.of(args));
        all.addAll(List.of("mlp-tanh:64-16-10", "--json"));
        JsonNode swept = CommandRun.of(all.toArray()).json();
        assertThat(swept.path("runs").findValuesAsText("model")).containsExactly("mlp-64-8-10", "mlp-tanh-64-16-10");
        assertThat(folder.resolve("widths/models/mlp-64-8-10.onnx")).isRegularFile();
        // Again, now that the models are there.
        assertThat(CommandRun.of(all.toArray()).json().path("runs")).isEqualTo(swept.path("runs"));
    }

    @Test
    void unknownOptimizersAreNamed() {
        assertThat(CommandRun.of(sweep("none", "--optimizers", "sgdd")).err())
                .contains("--optimizers takes names such as sgd, momentum, adam or sam:momentum, not \"sgdd\"");
    }
}
