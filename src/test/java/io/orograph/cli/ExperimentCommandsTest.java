package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.arrays.NpzArrays;
import io.orograph.data.DataSource;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.Sample;
import io.orograph.study.Samples;
import io.orograph.study.sweep.ReadyExperiment;
import io.orograph.study.sweep.Sweep;
import io.orograph.study.sweep.SweepChoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ready experiments, networks that were trained elsewhere, figures of sweeps, and paths in one plane. */
final class ExperimentCommandsTest {

    private static final Path MODEL = CommandRun.sample("breast-cancer-mlp.onnx");
    private static final Path TRAIN = CommandRun.sample("breast-cancer-train.npz");
    private static final Path TEST = CommandRun.sample("breast-cancer-test.npz");

    @TempDir
    private Path folder;

    private CommandRun sweep(Path out, Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                "sweep",
                MODEL,
                "--data",
                TRAIN,
                "--test",
                TEST,
                "--optimizers",
                "sgd",
                "--batch",
                "32,64",
                "--lr",
                "0.05,0.2",
                "--seeds",
                "1",
                "--epochs",
                "1",
                "--measures",
                "gaussian-filter",
                "--out",
                out));
        args.addAll(List.of(more));
        return CommandRun.of(args.toArray());
    }

    /** The runs of a sweep, found again by their files alone: the same numbers, at the same places of the axes. */
    @Test
    void networksTrainedElsewhereAreMeasuredAsASweepMeasuresItsRuns() throws IOException {
        Path runs = folder.resolve("runs");
        JsonNode swept = sweep(runs, "--json").json();
        Files.writeString(runs.resolve("notes.txt"), "no network");
        Files.copy(CommandRun.sample("digits-mlp.onnx"), runs.resolve("other.onnx"));
        Path figure = folder.resolve("scatter.svg");
        CommandRun run = CommandRun.of(
                "generalization",
                MODEL,
                runs,
                "--data",
                TRAIN,
                "--test",
                TEST,
                "--measures",
                "gaussian-filter",
                "--figure",
                figure,
                "--figure-of",
                "gaussian-filter:loss-gap",
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("other.onnx is left out: The inputs of breast-cancer-train.npz have the shape");
        JsonNode found = run.json();
        assertThat(found.path("runs")).hasSize(5);
        assertThat(found.path("runs").get(0).path("name").asText()).isEqualTo("breast-cancer-mlp.onnx");
        Map<String, JsonNode> before = new HashMap<>();
        swept.path("runs").forEach(each -> before.put(each.path("batch") + " " + each.path("lr"), each));
        for (int i = 1; i < 5; i++) {
            JsonNode each = found.path("runs").get(i);
            JsonNode same = before.remove(each.path("batch") + " " + each.path("lr"));
            assertThat(each.path("end").asText()).isEqualTo("elsewhere");
            assertThat(each.path("train_loss")).isEqualTo(same.path("train_loss"));
            assertThat(each.path("test_loss")).isEqualTo(same.path("test_loss"));
            assertThat(each.path("sharpness")).isEqualTo(same.path("sharpness"));
            assertThat(each.path("optimizer").asText()).isEqualTo("sgd");
        }
        assertThat(before).isEmpty();
        assertThat(found.path("correlations").get(0).path("runs").asInt()).isEqualTo(5);
        assertThat(Files.readString(figure)).contains("Sharpness against generalisation", "model_sha256");
        CommandRun text = CommandRun.of("generalization", MODEL, "--data", TRAIN, "--test", TEST, "--measures", "sam");
        assertThat(text.out()).contains("1 of 1  breast-cancer-mlp.onnx: as it was trained, loss 0.0257");
        CommandRun others = CommandRun.of("generalization", runs, "--data", TRAIN, "--test", TEST);
        assertThat(others.code()).isEqualTo(2);
        assertThat(others.err()).contains("holds no model that goes with the data");
        Files.delete(runs.resolve("other.onnx"));
        // One that is left out only as it is measured is no model whose architecture the weights have.
        Path damaged = Files.createDirectories(runs.resolve("a"));
        Files.copy(MODEL, damaged.resolve("model.onnx"));
        Files.writeString(damaged.resolve("settings.json"), "damaged");
        CommandRun left = CommandRun.of("generalization", runs, "--data", TRAIN, "--test", TEST);
        assertThat(left.code()).as(left.err()).isEqualTo(2);
        assertThat(left.err())
                .contains(Path.of("a", "model.onnx") + " is left out: ")
                .contains("holds no model that goes with the data");
        Files.delete(damaged.resolve("model.onnx"));
        CommandRun none = CommandRun.of("generalization", runs, "--data", TRAIN, "--test", TEST);
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("is no model and holds none");
    }

    /** A run's settings repeat it, to the bit. */
    @Test
    void aRunOfASweepIsRepeatedByItsSettings() throws IOException {
        Path runs = folder.resolve("runs");
        sweep(runs);
        Path own = runs.resolve("breast-cancer-mlp-sgd-batch32-lr0.05-seed0");
        Path again = folder.resolve("again.npz");
        CommandRun run = CommandRun.of(
                "train", MODEL, "--data", TRAIN, "--settings", own.resolve("settings.json"), "--out", again);
        assertThat(run.code()).as(run.err()).isZero();
        try (NpzArrays one = NpzArrays.open(own.resolve("weights.npz"));
                NpzArrays other = NpzArrays.open(again)) {
            for (String name : one.names()) {
                assertThat(one.tensor(name).floats())
                        .containsExactly(other.tensor(name).floats());
            }
        }
    }

    @Test
    void colorsOverTwoHyperParametersAreDrawn() throws IOException {
        Path figure = folder.resolve("phase.svg");
        CommandRun run = sweep(folder.resolve("runs"), "--figure", figure, "--figure-of", "batch:lr:test-loss");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(figure))
                .contains("test loss over batch and lr", "Means over seeds", ">0.05<", ">64<");
        CommandRun wrong = sweep(folder.resolve("runs"), "--figure", figure, "--figure-of", "batch:model:test-loss");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("axes that vary: batch, lr");
        assertThat(sweep(folder.resolve("runs"), "--figure-of", "nothing").err())
                .contains("AXIS:AXIS:QUANTITY");
    }

    @Test
    void someOfTheCombinationsAreDrawn() {
        assertThat(sweep(folder.resolve("drawn"), "--draw", 2, "--json").json().path("runs"))
                .hasSize(2);
    }

    @Test
    void experimentsAreListedAndNamesAreTold() {
        assertThat(CommandRun.of("experiment").out()).contains("pair", "batch", "sam", "skips", "widths");
        assertThat(CommandRun.of("experiment", "--json").json().path("experiments"))
                .hasSize(ReadyExperiment.all().size());
        assertThat(CommandRun.of("experiment", "flying").err())
                .contains("There is no experiment \"flying\"; there are pair, batch, sam, skips, widths");
        assertThat(CommandRun.of("experiment", "pair").err()).contains("Give a folder for the runs: --out FOLDER");
    }

    /** What each asks can be asked: its samples and measures are there, and it varies one axis from seed to seed. */
    @Test
    void readyExperimentsCanBeAsked() throws IOException {
        List<Sample> samples = Samples.all();
        for (ReadyExperiment ready : ReadyExperiment.all()) {
            SweepChoices choices = ready.choices(samples);
            Sample sample = ready.sample(samples);
            Sweep sweep = choices.sweep(
                    DataSource.of(sample.data()),
                    Optional.of(DataSource.of(sample.test())),
                    ExperimentSettings.DEFAULT,
                    SharpnessMeasures.all(0),
                    folder.resolve(ready.label()));
            assertThat(sweep.measures()).as(ready.label()).hasSameSizeAs(choices.measures());
            assertThat(sweep.runs().size()).as(ready.label()).isBetween(2, 40);
            assertThat(sweep.runs().stream()
                            .map(run -> run.setting().place().keySet())
                            .distinct())
                    .isNotEmpty();
            assertThat(ready.limits()).as(ready.label()).endsWith(".");
        }
    }

    @Test
    void pathsOfSeveralTrainingsLieInOnePlane() throws IOException {
        Path one = trained("one", "sgd", 1);
        Path other = trained("other", "momentum", 2);
        Path out = folder.resolve("paths.npz");
        CommandRun run = CommandRun.of(
                "trajectory",
                MODEL,
                "--data",
                TRAIN,
                "--record",
                one,
                "--record",
                other,
                "--resolution",
                5,
                "--out",
                out,
                "--json");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().path("paths")).hasSize(2);
        assertThat(run.json().path("paths").get(1).path("title").asText()).isEqualTo("other");
        assertThat(run.json().path("points"))
                .isEqualTo(run.json().path("paths").get(0).path("points"));
        try (NpzArrays npz = NpzArrays.open(out)) {
            assertThat(npz.names()).contains("path", "path2", "path2_loss", "path2_number");
        }
        CommandRun drawn = CommandRun.of("figure", out, "--out", folder.resolve("paths.svg"));
        assertThat(drawn.code()).as(drawn.err()).isZero();
        assertThat(Files.readString(folder.resolve("paths.svg"))).contains(">one<", ">other<");
        assertThat(CommandRun.of("trajectory", MODEL, "--data", TRAIN, "--record", one)
                        .err())
                .contains("Name one path by --checkpoints, or two or more trainings by a --record each");
    }

    private Path trained(String name, String optimizer, int seed) {
        Path record = folder.resolve(name);
        CommandRun run = CommandRun.of(
                "train",
                MODEL,
                "--data",
                TRAIN,
                "--fresh",
                "--optimizer",
                optimizer,
                "--epochs",
                4,
                "--seed",
                seed,
                "--record",
                record);
        assertThat(run.code()).as(run.err()).isZero();
        return record;
    }
}
