package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.export.LandscapeNpz;
import io.orograph.export.ResultNpz;
import io.orograph.landscape.Landscape;
import io.orograph.study.Outputs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was saved is written in every other format without its model. */
final class ConvertCommandTest {

    @TempDir
    private static Path folder;

    private static Path surface;
    private static Path line;

    @BeforeAll
    static void save() {
        surface = folder.resolve("surface.npz");
        line = folder.resolve("line.npz");
        assertThat(CommandRun.onDigits("landscape", "--resolution", 7, "--convexity", 3, "--out", surface)
                        .code())
                .isZero();
        assertThat(CommandRun.of(
                                "line",
                                CommandRun.sample("mnist-flat.onnx"),
                                CommandRun.sample("mnist-sharp.onnx"),
                                "--data",
                                CommandRun.sample("mnist-test.npz"),
                                "--samples",
                                50,
                                "--points",
                                3,
                                "--out",
                                line)
                        .code())
                .isZero();
    }

    @Test
    void aLandscapeIsWrittenInEveryFormat() throws IOException {
        for (var format : Outputs.LANDSCAPE.all()) {
            Path out = folder.resolve("of" + format.ending());
            CommandRun run = CommandRun.of("convert", surface, "--out", out);
            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).isEqualTo("Wrote " + out + System.lineSeparator());
            assertThat(run.err().isEmpty()).as(format.name()).isEqualTo(format.holdsAll());
            assertThat(Files.size(out)).isPositive();
        }
    }

    @Test
    void aPageHasHeightsAndColoursOfTwoQuantities() throws IOException {
        Path out = folder.resolve("two.html");
        CommandRun run = CommandRun.of("convert", surface, "--out", out, "--figure-color", "accuracy");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(out)).contains("coloured by accuracy</h1>", "<span class=\"name\">accuracy</span>");
        CommandRun other =
                CommandRun.of("convert", surface, "--out", folder.resolve("no.vts"), "--figure-color", "accuracy");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("--figure-color says how a page looks, and no.vts is none");
    }

    @Test
    void nothingIsLostFromArchiveToArchive() throws IOException {
        Path out = folder.resolve("again.npz");
        assertThat(CommandRun.of("convert", surface, "--out", out).code()).isZero();
        assertThat(ResultNpz.read(out).values().arrays())
                .isEqualTo(ResultNpz.read(surface).values().arrays())
                .containsKey("convexity_largest");
        assertThat(ResultNpz.read(out).provenance())
                .isEqualTo(ResultNpz.read(surface).provenance());
    }

    @Test
    void theTableIsTheSameAsThatOfTheStudy() throws IOException {
        Path out = folder.resolve("converted.csv");
        assertThat(CommandRun.of("convert", surface, "--out", out).code()).isZero();
        Landscape landscape = LandscapeNpz.read(surface);
        assertThat(Files.readString(out))
                .contains("\n" + landscape.grid().alpha().value(1) + ",");
        assertThat(Files.readAllLines(out).stream().filter(row -> !row.startsWith("#")))
                .hasSize(50);
    }

    @Test
    void aLineIsATableButNoSurface() throws IOException {
        Path out = folder.resolve("line.csv");
        assertThat(CommandRun.of("convert", line, "--out", out).code()).isZero();
        assertThat(Files.readAllLines(out)).contains("t,loss,accuracy");
        CommandRun refused = CommandRun.of("convert", line, "--out", folder.resolve("line.stl"));
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err())
                .contains("line.npz holds no landscape, so that it is written as NPZ, CSV, JSON or HDF5 only");
        assertThat(folder.resolve("line.stl")).doesNotExist();
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        CommandRun unknown = CommandRun.of("convert", surface, "--out", folder.resolve("surface.xyz"));
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--out writes NPZ, CSV, JSON").contains(".stl");
        CommandRun data =
                CommandRun.of("convert", CommandRun.sample("digits-test.npz"), "--out", folder.resolve("x.csv"));
        assertThat(data.code()).isEqualTo(2);
        assertThat(data.err()).contains("digits-test.npz is no result of Orograph");
        CommandRun same = CommandRun.of("convert", surface, "--out", surface);
        assertThat(same.code()).isEqualTo(2);
        assertThat(same.err()).contains("would overwrite");
    }
}
