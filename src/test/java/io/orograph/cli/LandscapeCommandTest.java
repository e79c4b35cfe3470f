package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.export.DirectionsNpz;
import io.orograph.export.LandscapeNpz;
import io.orograph.export.PythonWithNumpy;
import io.orograph.landscape.CriticalPoint;
import io.orograph.landscape.CriticalPoints;
import io.orograph.landscape.Landscape;
import io.orograph.model.ModelReaders;
import io.orograph.network.ParameterLayout;
import io.orograph.provenance.Key;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LandscapeCommandTest {

    @TempDir
    Path folder;

    /** The grid that a command writes, 3 by 3 unless the options say otherwise. */
    private Landscape surface(Object... options) throws IOException {
        Path out = folder.resolve("surface.npz");
        List<Object> args = new ArrayList<>(List.of("--out", out));
        if (!List.of(options).contains("--resolution")) {
            args.addAll(List.of("--resolution", 3));
        }
        args.addAll(List.of(options));
        CommandRun run = CommandRun.onDigits("landscape", args.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return LandscapeNpz.read(out);
    }

    @Test
    void jsonHasTheKeysOfTheManualAndAgreesWithTheFile() throws IOException {
        Path out = folder.resolve("surface.npz");
        CommandRun run = CommandRun.onDigits("landscape", "--resolution", "5x7", "--out", out, "--json");
        assertThat(run.err()).isEmpty();
        assertThat(run.keys())
                .containsExactly(
                        "cells",
                        "samples",
                        "evaluation_seconds",
                        "center_loss",
                        "min",
                        "max",
                        "non_finite",
                        "relative_se",
                        "relative_difference_error",
                        "cosine",
                        "workers",
                        "critical_points",
                        "loss_kind",
                        "loss_reason",
                        "loss_reading",
                        "weights",
                        "notices");
        JsonNode json = run.json();
        Landscape landscape = LandscapeNpz.read(out);
        assertThat(json.path("cells").asInt()).isEqualTo(35);
        assertThat(json.path("samples").asInt()).isEqualTo(360);
        assertThat(json.path("evaluation_seconds").asDouble()).isPositive();
        assertThat(json.path("center_loss").asDouble()).isEqualTo(landscape.centerLoss());
        assertThat(json.path("min").asDouble())
                .isEqualTo(Arrays.stream(landscape.losses()).min().orElseThrow());
        assertThat(json.path("max").asDouble())
                .isEqualTo(Arrays.stream(landscape.losses()).max().orElseThrow());
        assertThat(json.path("non_finite").asInt()).isZero();
        assertThat(json.path("relative_se").asDouble()).isEqualTo(landscape.relativeStandardError());
        assertThat(json.path("cosine").asDouble()).isCloseTo(0, within(1e-12));
        List<CriticalPoint> points = CriticalPoints.of(landscape);
        assertThat(json.path("critical_points")).hasSameSizeAs(points);
        for (int i = 0; i < points.size(); i++) {
            assertThat(json.path("critical_points").get(i).path("alpha").asDouble())
                    .isEqualTo(points.get(i).alpha());
        }
        assertThat(json.path("workers").asInt()).isEqualTo(Runtime.getRuntime().availableProcessors());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--double"})
    void theCentreIsTheLossToTheBit(String precision) throws IOException {
        Object[] more = precision.isEmpty() ? new Object[0] : new Object[] {precision};
        Object[] asJson = precision.isEmpty() ? new Object[] {"--json"} : new Object[] {"--json", precision};
        JsonNode loss = CommandRun.onDigits("loss", asJson).json();
        Landscape landscape = surface(more);
        assertThat(landscape.centerLoss()).isEqualTo(loss.path("loss").asDouble());
        int center = landscape.grid().center();
        assertThat(landscape.standardError(center))
                .isEqualTo(loss.path("loss_se").asDouble());
        assertThat(landscape.accuracy(center)).isEqualTo(loss.path("accuracy").asDouble());
    }

    /** The 360 digits give an error of a few per cent of the range: 0.5 is met by the pilot, 0.001 by no part of them. */
    @Test
    void precisionDecidesHowManySamplesAreUsed() throws IOException {
        JsonNode coarse = CommandRun.onDigits("landscape", "--resolution", 3, "--precision", 0.5, "--json")
                .json();
        assertThat(coarse.path("samples").asInt()).isEqualTo(200);
        assertThat(coarse.path("relative_se").asDouble()).isLessThan(0.5);
        JsonNode fine = CommandRun.onDigits("landscape", "--resolution", 3, "--precision", 0.001, "--json")
                .json();
        assertThat(fine.path("samples").asInt()).isEqualTo(360);
        JsonNode limited = CommandRun.onDigits(
                        "landscape", "--resolution", 3, "--precision", 0.001, "--samples", 250, "--json")
                .json();
        assertThat(limited.path("samples").asInt()).isEqualTo(250);
    }

    @Test
    void theSeedDecides() throws IOException {
        double[] first = surface().losses();
        assertThat(surface("--seed", 0).losses()).isEqualTo(first);
        double[] other = surface("--seed", 1).losses();
        assertThat(other).isNotEqualTo(first);
        assertThat(surface("--seed", 1).losses()).isEqualTo(other);
        assertThat(other[4]).as("the model itself does not depend on the seed").isEqualTo(first[4]);
    }

    @Test
    void theNumberOfWorkersDoesNotMatter() throws IOException {
        assertThat(surface("--workers", 1, "--resolution", 7).losses())
                .isEqualTo(surface("--workers", 2, "--resolution", 7).losses());
    }

    /** A cell is computed from θ₀ and its own coordinates alone. */
    @Test
    void partsOfAnyShapeAreCutFromTheSameLandscape() throws IOException {
        Landscape whole = surface("--resolution", "9x5");
        assertThat(whole.grid().nx()).isEqualTo(9);
        assertThat(whole.grid().ny()).isEqualTo(5);
        Landscape part = surface("--resolution", "5x3", "--alpha", "0:1", "--beta", "-0.5:0.5");
        assertThat(part.grid().alpha().values()).containsExactly(0, 0.25, 0.5, 0.75, 1);
        for (int iy = 0; iy < 3; iy++) {
            for (int ix = 0; ix < 5; ix++) {
                assertThat(part.loss(ix, iy)).isEqualTo(whole.loss(ix + 4, iy + 1));
            }
        }
        assertThat(whole.loss(0, 2)).as("along α").isNotEqualTo(whole.loss(4, 0));
        Landscape beta = surface("--alpha", "-2:2", "--range", 0.5);
        assertThat(beta.grid().alpha().to()).isEqualTo(2);
        assertThat(beta.grid().beta().to()).isEqualTo(0.5);
    }

    @Test
    void savedDirectionsGiveTheSameGridToTheBit() throws IOException {
        Path directions = folder.resolve("directions.npz");
        Landscape drawn = surface("--seed", 5, "--save-directions", directions);
        Landscape read = surface("--directions", directions);
        assertThat(read.losses()).isEqualTo(drawn.losses());
        assertThat(read.standardErrors()).isEqualTo(drawn.standardErrors());
        assertThat(read.accuracies()).isEqualTo(drawn.accuracies());
        assertThat(read.provenance().text(Key.DIRECTIONS)).isEqualTo("from directions.npz");
        assertThat(read.provenance().text(Key.DIRECTIONS_SHA256)).hasSize(64);
    }

    @Test
    void whatIsHeldOrLeftOutHasNoDirection() throws IOException {
        ParameterLayout layout = ModelReaders.open(CommandRun.sample("digits-mlp-tanh.onnx"), new CancelToken())
                .network()
                .layout();
        int bias = layout.find("fc1.bias").orElseThrow().offset();
        int weight = layout.find("fc1.weight").orElseThrow().offset();
        assertThat(directions()[bias]).isZero();
        assertThat(directions()[weight]).isNotZero();
        assertThat(directions("--include-bias")[bias]).isNotZero();
        assertThat(directions("--hold", "fc1.weight,fc2.weight", "--include-bias")[weight])
                .isZero();
        double norm = Math.sqrt(
                Arrays.stream(directions("--normalize", "unit")).map(d -> d * d).sum());
        assertThat(norm).isCloseTo(1, within(1e-12));
    }

    private double[] directions(Object... options) throws IOException {
        Path file = folder.resolve("directions.npz");
        List<Object> args = new ArrayList<>(List.of(options));
        args.addAll(List.of("--save-directions", file));
        surface(args.toArray());
        ParameterLayout layout = ModelReaders.open(CommandRun.sample("digits-mlp-tanh.onnx"), new CancelToken())
                .network()
                .layout();
        return DirectionsNpz.read(file, layout).first();
    }

    @Test
    void whereNoCellLiesOnTheModelThatIsSaid() {
        CommandRun run = CommandRun.onDigits("landscape", "--resolution", 4, "--json");
        assertThat(run.err())
                .isEqualTo("No cell lies on θ₀ itself (α = β = 0), so there is no loss at the centre; an odd"
                        + " --resolution over a symmetric range puts one there.\n");
        assertThat(run.json().path("center_loss").isNull()).isTrue();
        CommandRun text = CommandRun.onDigits("landscape", "--resolution", 4);
        assertThat(text.out()).startsWith("16 cells over 360 samples in ").doesNotContain("loss at the model", "NaN");
    }

    /** All cells but the middle one have weights beyond the largest 32-bit number. */
    @Test
    void cellsThatAreNotFiniteAreCounted() throws IOException {
        Landscape landscape = surface("--range", "1e39", "--json");
        CommandRun run = CommandRun.onDigits("landscape", "--range", "1e39", "--resolution", 3, "--json");
        assertThat(run.json().path("non_finite").asInt())
                .isEqualTo(landscape.nonFiniteCells())
                .isEqualTo(8);
        assertThat(run.json().path("max").asDouble()).isEqualTo(landscape.centerLoss());
    }

    @Test
    void otherLossesAndPartsOfTheData() throws IOException {
        Path out = folder.resolve("mae.npz");
        CommandRun run = CommandRun.of(
                "landscape",
                CommandRun.sample("diabetes-mlp.onnx"),
                "--data",
                CommandRun.sample("diabetes-test.npz"),
                "--loss",
                "mae",
                "--samples",
                50,
                "--resolution",
                3,
                "--out",
                out,
                "--json");
        assertThat(run.json().path("samples").asInt()).isEqualTo(50);
        Landscape landscape = LandscapeNpz.read(out);
        assertThat(landscape.hasAccuracy()).isFalse();
        assertThat(landscape.provenance().text(Key.LOSS)).isEqualTo("mean absolute error");
        assertThat(landscape.provenance().text(Key.SAMPLES)).isEqualTo("50");
    }

    @Test
    void numpyOpensTheGrid() throws IOException {
        Optional<PythonWithNumpy> python = PythonWithNumpy.find();
        assumeTrue(python.isPresent(), "NumPy is not installed");
        double loss = surface("--resolution", "5x3").centerLoss();
        String script = """
                import json, sys
                import numpy as np
                s = np.load(sys.argv[1], allow_pickle=False)
                assert s.files == ["alpha", "beta", "loss", "loss_se", "loss_difference_se", "pair_cells", "pair_difference_se", "accuracy", "provenance"], s.files
                assert s["alpha"].tolist() == [-1, -0.5, 0, 0.5, 1] and s["beta"].tolist() == [-1, 0, 1]
                assert all(s[a].shape == (3, 5) and s[a].dtype == "<f8" for a in ["loss", "loss_se", "accuracy"])
                assert json.loads(s["provenance"].item())["normalization"] == "filter"
                print(repr(float(s["loss"][1, 2])))
                """;
        assertThat(python.get().run(script, folder.resolve("surface.npz"))).isEqualTo(loss + "\n");
    }

    @Test
    void tablesAreWrittenWhereTheNameSaysSo() throws IOException {
        Path out = folder.resolve("surface.csv");
        CommandRun run = CommandRun.onDigits("landscape", "--resolution", 3, "--out", out);
        assertThat(run.out()).endsWith("Wrote " + out + "\n");
        List<String> lines = Files.readAllLines(out);
        assertThat(lines).contains("alpha,beta,loss,loss_se,loss_difference_se,accuracy");
        assertThat(lines.stream().filter(line -> line.matches("[-0-9].*"))).hasSize(9);
    }

    @Test
    void verboseTellsOfTheMachinery() {
        CommandRun run = CommandRun.onDigits("landscape", "--resolution", 3, "--workers", 1, "--verbose");
        assertThat(run.err())
                .matches("(oneDNN .* beside )?ND4J on the CPU.*; workers: 1, \\d+ samples at once, single precision\n");
    }

    @Test
    void theFigureFollowsTheScaleThatIsAskedFor() throws IOException {
        byte[] linear = figure("--no-log");
        assertThat(figure("--no-log", "--clip", 100)).isEqualTo(linear);
        assertThat(figure("--log")).isNotEqualTo(linear);
        assertThat(figure("--no-log", "--clip", 60)).isNotEqualTo(linear);
    }

    private byte[] figure(Object... options) throws IOException {
        Path file = folder.resolve("figure.png");
        List<Object> args = new ArrayList<>(List.of("--samples", 20, "--resolution", 3, "--figure", file));
        args.addAll(List.of(options));
        CommandRun run = CommandRun.onDigits("landscape", args.toArray());
        assertThat(run.code()).as(run.err()).isZero();
        return Files.readAllBytes(file);
    }
}
