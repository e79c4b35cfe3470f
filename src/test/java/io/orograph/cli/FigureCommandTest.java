package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is drawn of saved results: without model and data, and as it was drawn when it was found. */
class FigureCommandTest {

    @TempDir
    static Path folder;

    private static Path saved;
    private static Path first;

    @BeforeAll
    static void evaluate() {
        saved = folder.resolve("surface.npz");
        first = folder.resolve("first.svg");
        CommandRun run = CommandRun.onDigits("landscape", "--resolution", 5, "--out", saved, "--figure", first);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static CommandRun figure(Path result, Path out, Object... options) {
        List<Object> arguments = new java.util.ArrayList<>(List.of("figure", result, "--out", out));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray());
    }

    @Test
    void aSavedLandscapeIsDrawnAsItWas() throws IOException {
        Path again = folder.resolve("again.svg");
        CommandRun run = figure(saved, again);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("Wrote " + again + "\n");
        assertThat(again).hasSameTextualContentAs(first);
    }

    @Test
    void sizesWordsAndViewsAreChosen() throws IOException {
        Path pdf = folder.resolve("column.pdf");
        CommandRun run = figure(
                saved,
                pdf,
                "--figure-preset",
                "column",
                "--figure-content",
                "heatmap",
                "--figure-title",
                "A valley",
                "--font-size",
                "9pt",
                "--figure-height",
                "3in");
        assertThat(run.code()).as(run.err()).isZero();
        try (PDDocument document = PDDocument.load(pdf.toFile())) {
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo((float) (85 * 72 / 25.4));
            assertThat(document.getPage(0).getMediaBox().getHeight()).isEqualTo(216f);
            assertThat(new PDFTextStripper().getText(document))
                    .contains("A valley")
                    .doesNotContain("Loss landscape");
            assertThat(document.getDocumentInformation().getCustomMetadataValue("orograph"))
                    .contains("model_sha256");
        }
    }

    @Test
    void theLossesAlongALineAreDrawnFromTheirFile() throws IOException {
        Path line = folder.resolve("line.npz");
        Path svg = folder.resolve("line.svg");
        Path again = folder.resolve("line-again.svg");
        CommandRun run = CommandRun.of(
                "line",
                "sample-models/mnist-flat.onnx",
                "sample-models/mnist-sharp.onnx",
                "--data",
                "sample-models/mnist-test.npz",
                "--samples",
                20,
                "--points",
                3,
                "--out",
                line,
                "--figure",
                svg);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(figure(line, again).code()).isZero();
        assertThat(again).hasSameTextualContentAs(svg);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--figure-width | 85 | takes a number and mm, cm, in or pt",
                "--figure-width | 5mm | from 30 to 2000 mm",
                "--font-size | 2pt | from 4 to 200 points",
                "--figure-preset | wall | column, page, slide, poster",
                "--colors | jet | viridis",
                "--dpi | 5 | at least 36",
            })
    void whatCannotBeIsRefusedInASentence(String option, String value, String message) {
        Path out = folder.resolve("no.svg");
        CommandRun run = figure(saved, out, option, value);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(message);
        assertThat(Files.exists(out)).isFalse();
    }

    @Test
    void heightsAndColoursCanBeOfTwoQuantities() throws IOException {
        Path svg = folder.resolve("two.svg");
        CommandRun run = figure(saved, svg, "--figure-color", "accuracy");
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(svg)).contains("coloured by accuracy", "heights: loss, colours: accuracy");
    }

    /** The losses that a training recorded, by its folder and by its settings alike. */
    @Test
    void aRecordedTrainingIsDrawn() throws IOException {
        Path record = folder.resolve("record");
        CommandRun trained = CommandRun.onDigits("train", "--epochs", 2, "--samples", 60, "--record", record);
        assertThat(trained.code()).as(trained.err()).isZero();
        Path svg = folder.resolve("record.svg");
        CommandRun run = figure(record, svg);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(svg)).contains("Training by", "epoch", "loss");
        Path again = folder.resolve("record-again.svg");
        assertThat(figure(record.resolve("settings.json"), again).code()).isZero();
        assertThat(again).hasSameTextualContentAs(svg);
        CommandRun none = figure(Files.createDirectory(folder.resolve("empty")), folder.resolve("no.svg"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no losses of a training");
    }

    @Test
    void aResultOfASessionIsChosen() throws IOException {
        Path session = folder.resolve("work.orograph");
        CommandRun kept = CommandRun.onDigits("landscape", "--resolution", 5, "--save-session", session);
        assertThat(kept.code()).as(kept.err()).isZero();
        Path shown = folder.resolve("shown.svg");
        Path named = folder.resolve("named.svg");
        assertThat(figure(session, shown).code()).isZero();
        assertThat(figure(session, named, "--result", "landscape-1").code()).isZero();
        assertThat(named).hasSameTextualContentAs(shown);
        CommandRun wrong = figure(session, folder.resolve("no.svg"), "--result", "comparison-1");
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err()).contains("no comparison-1 in the session, but landscape-1");
        CommandRun other = figure(saved, folder.resolve("no.svg"), "--result", "landscape-1");
        assertThat(other.code()).isEqualTo(2);
        assertThat(other.err()).contains("--result chooses among the results of a session");
    }

    @Test
    void aFileThatIsNoResultIsNamed() {
        CommandRun run = figure(Path.of("sample-models/digits-test.npz"), folder.resolve("no.png"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("digits-test.npz is no landscape");
    }
}
