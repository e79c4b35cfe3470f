package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.export.page.Html;
import io.orograph.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report says what the commands say, names its files whatever they are called, and says how to write it again. */
final class ReportCommandTest {

    private static final Pattern PRE = Pattern.compile("<pre>(orograph report .*?)</pre>");

    /** Cells, titles and paragraphs. */
    private static final Pattern PARTS = Pattern.compile("<(?:t[dh]|h[123]|p)(?: [^>]*)?>([^<]*)<");

    @TempDir
    private static Path folder;

    private static Path model;
    private static String page;

    @BeforeAll
    static void write() throws IOException {
        boolean posix = !System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
        model = folder.resolve(posix ? "<script>alert('x')&amp;.onnx" : "model.onnx");
        Files.copy(CommandRun.sample("digits-mlp-tanh.onnx"), model);
        Path out = folder.resolve("report.html");
        CommandRun run = CommandRun.of(arguments(out));
        assertThat(run.code()).as(run.err()).isZero();
        page = Files.readString(out);
    }

    private static Object[] arguments(Path out) {
        return new Object[] {
            "report",
            model,
            "--data",
            CommandRun.sample("digits-test.npz"),
            "--samples",
            100,
            "--resolution",
            5,
            "--effort",
            "quick",
            "--out",
            out
        };
    }

    @Test
    void itHasAllParts() throws IOException {
        assertThat(page)
                .contains(
                        "<h2>In short</h2>",
                        "<h2>Sharpness</h2>",
                        "<h2>Curvature in all directions</h2>",
                        "<h2>What was not measured</h2>",
                        "<h2>How to repeat it</h2>",
                        "<canvas");
        assertThat(page).contains(Sha256.of(model)).contains(Sha256.of(CommandRun.sample("digits-test.npz")));
        assertThat(page).contains("100 of 360 samples").contains(System.getProperty("java.version"));
    }

    @Test
    void itsNumbersAreThoseOfTheCommands() {
        JsonNode spectrum = CommandRun.of(
                        "spectrum",
                        model,
                        "--data",
                        CommandRun.sample("digits-test.npz"),
                        "--samples",
                        100,
                        "--top",
                        5,
                        "--effort",
                        "quick",
                        "--json")
                .json();
        for (JsonNode value : spectrum.get("eigenvalues")) {
            assertThat(page).contains("<td>" + io.orograph.plot.Ticks.number(value.asDouble(), 5) + "</td>");
        }
        String verdict = spectrum.get("verdict").asText();
        assertThat(page).contains(verdict.substring(1));
        assertThat(page)
                .contains(Html.escaped(spectrum.get("evidence").get(0).asText().substring(1)));
    }

    @Test
    void namesStayNames() {
        assumeThat(model.getFileName().toString()).startsWith("<script>");
        assertThat(page).doesNotContain("<script>alert");
        assertThat(page).contains("<h1>Report on &lt;script&gt;alert(&#39;x&#39;)&amp;amp;.onnx</h1>");
        // The data of the surface and the program's own script.
        assertThat(page.split("<script", -1)).hasSize(3);
    }

    @Test
    void theCommandInItWritesTheSameReport() throws IOException {
        Matcher command = PRE.matcher(page);
        assertThat(command.find()).isTrue();
        assertThat(command.group(1))
                .contains("--seed 0", "--effort quick", "--samples 100", "--resolution 5x5", "--out report.html");
        Path again = folder.resolve("again.html");
        assertThat(CommandRun.of(arguments(again)).code()).isZero();
        assertThat(Files.readString(again)).isEqualTo(page);
    }

    @Test
    void onPaperItSaysTheSame() throws IOException {
        Path out = folder.resolve("report.pdf");
        CommandRun run = CommandRun.of(arguments(out));
        assertThat(run.code()).as(run.err()).isZero();
        try (PDDocument document = PDDocument.load(out.toFile())) {
            String text = new PDFTextStripper().getText(document).replaceAll("\\s+", "");
            assertThat(document.getPage(0).getMediaBox().getWidth()).isEqualTo(595.276f, within(0.01f));
            Matcher said = PARTS.matcher(page);
            int compared = 0;
            while (said.find()) {
                String plain = said.group(1)
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&#39;", "'")
                        .replace("&quot;", "\"")
                        .replace("&amp;", "&");
                // Longer ones are broken into lines beside others.
                if (plain.length() < 25) {
                    assertThat(text).contains(plain.replaceAll("\\s+", ""));
                    compared++;
                }
            }
            assertThat(compared).isGreaterThan(40);
            assertThat(document.getDocumentInformation().getTitle()).startsWith("Report on ");
        }
        assertThat(page).contains("<figure class=\"drawing\"", "Density of the eigenvalues");
    }

    @Test
    void whatIsLeftOutIsNamed() throws IOException {
        Path out = folder.resolve("short.html");
        CommandRun run = CommandRun.of(
                "report",
                model,
                "--data",
                CommandRun.sample("digits-test.npz"),
                "--samples",
                20,
                "--resolution",
                3,
                "--without",
                "sharpness",
                "--without",
                "curvature",
                "--out",
                out);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(Files.readString(out))
                .contains("<li>Sharpness: it was not asked for.</li>")
                .contains("<li>Curvature in all directions: it was not asked for.</li>")
                .doesNotContain("<h2>Sharpness</h2>");
        assertThat(List.of(refused("--without", "surface"), refused("--out", folder.resolve("a.doc"))))
                .element(0)
                .asString()
                .contains("sharpness, curvature");
    }

    private static String refused(Object... more) {
        Object[] args = new Object[4 + more.length + 2];
        Object[] first = {"report", model, "--data", CommandRun.sample("digits-test.npz")};
        System.arraycopy(first, 0, args, 0, 4);
        System.arraycopy(more, 0, args, 4, more.length);
        args[4 + more.length] = "--resolution";
        args[5 + more.length] = 3;
        CommandRun run = CommandRun.of(args);
        assertThat(run.code()).isEqualTo(2);
        return run.err();
    }
}
