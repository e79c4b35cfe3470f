package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orograph.export.FigureFile;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;

/** Figures of the command line, read back by Java's own PNG reader. */
class FigureTest {

    @TempDir
    Path folder;

    @Test
    void aFigureSaysWhereItComesFrom() throws IOException {
        Path figure = folder.resolve("landscape.png");
        CommandRun run = CommandRun.onDigits("landscape", "--resolution", 5, "--seed", 3, "--figure", figure);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).endsWith("Wrote " + figure + "\n");
        JsonNode provenance = JsonMapper.builder().build().readTree(text(figure, FigureFile.PROVENANCE));
        assertThat(provenance.path("model").asText()).isEqualTo("digits-mlp-tanh.onnx");
        assertThat(provenance.path("data").asText()).isEqualTo("digits-test.npz");
        assertThat(provenance.path("seed").asInt()).isEqualTo(3);
        assertThat(provenance.path("resolution").asText()).isEqualTo("5×5");
        assertThat(provenance.path("model_sha256").asText()).hasSize(64);
    }

    @Test
    void aTrainingIsDrawnWithItsPath() throws IOException {
        Path figure = folder.resolve("training.svg");
        CommandRun run = CommandRun.onDigits("train", "--epochs", 3, "--validation", "0.25", "--figure", figure);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).endsWith("Wrote " + figure + "\n");
        assertThat(Files.readString(figure))
                .contains("training loss")
                .contains("held out")
                .contains("Path in its principal plane")
                .contains("% of the variance");
        // Two points lie on no plane.
        CommandRun brief = CommandRun.onDigits("train", "--epochs", 1, "--figure", folder.resolve("short.svg"));
        assertThat(brief.code()).as(brief.err()).isZero();
        assertThat(brief.err()).contains("The figure has no path: ");
        assertThat(Files.readString(folder.resolve("short.svg")))
                .contains("epoch")
                .doesNotContain("Path in its");
    }

    private static String text(Path png, String keyword) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(png.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            ImageReader reader = readers.next();
            reader.setInput(in);
            assertThat(reader.read(0).getWidth()).isGreaterThan(1000);
            IIOMetadataNode root = (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_png_1.0");
            NodeList entries = root.getElementsByTagName("iTXtEntry");
            for (int i = 0; i < entries.getLength(); i++) {
                IIOMetadataNode entry = (IIOMetadataNode) entries.item(i);
                if (entry.getAttribute("keyword").equals(keyword)) {
                    return entry.getAttribute("text");
                }
            }
        }
        throw new AssertionError("no text chunk " + keyword);
    }

    @Test
    void withoutADisplayTheSampleIsDrawn() {
        CommandRun run = withoutDisplay();
        assertThat(run.code()).as(run.err()).isZero();
        Path figure = folder.resolve("digits-mlp-landscape.png");
        assertThat(figure).isNotEmptyFile();
        assertThat(run.out())
                .startsWith("There is no display for a window (DISPLAY is not set), so the landscape of digits-mlp.onnx"
                        + " over digits-train.npz is evaluated here and drawn into a file.\n")
                .endsWith("Wrote " + figure + "\n");
    }

    @Test
    void withoutADisplayGivenFilesAreDrawn() {
        CommandRun run = withoutDisplay(
                CommandRun.sample("diabetes-mlp.onnx").toString(),
                CommandRun.sample("diabetes-test.npz").toString());
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("diabetes-mlp-landscape.png")).isNotEmptyFile();
    }

    @Test
    void withoutADisplayAModelAloneIsNotEnough() {
        CommandRun run = withoutDisplay(CommandRun.sample("diabetes-mlp.onnx").toString());
        assertThat(run)
                .isEqualTo(new CommandRun(
                        2,
                        "",
                        "orograph: There is no display for a window; name a model and its data to get a figure"
                                + " instead, or see orograph --help for the commands that need none.\n"));
        assertThat(Files.exists(folder.resolve("diabetes-mlp-landscape.png"))).isFalse();
    }

    private CommandRun withoutDisplay(String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Console console = new Console(new PrintWriter(out, true), new PrintWriter(err, true), false, new CancelToken());
        int code = WithoutDisplay.run(console, folder, args);
        return new CommandRun(code, out.toString(), err.toString());
    }
}
