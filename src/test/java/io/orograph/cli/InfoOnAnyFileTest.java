package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.orograph.arrays.NpyWriter;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.UnreadableFileException;
import io.orograph.format.DummyFormat;
import io.orograph.format.Formats;
import io.orograph.network.Tensor;
import io.orograph.study.DirectionKind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code info} says of files that are no models. */
class InfoOnAnyFileTest {

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeFiles() throws IOException {
        CommandRun made = CommandRun.onDigits(
                "landscape",
                "--resolution",
                "3x2",
                "--samples",
                20,
                "--out",
                folder.resolve("surface.npz"),
                "--save-directions",
                folder.resolve("directions.npz"));
        assertThat(made.code()).as(made.err()).isZero();
        NpzWriter.write(folder.resolve("step-000180.npz"), npz -> {
            npz.add("fc1.weight", Tensor.of(new float[6], 2, 3));
            npz.add("fc1.bias", Tensor.of(new float[2], 2));
        });
        NpyWriter.write(folder.resolve("x.npy"), Tensor.of(new float[6], 2, 3));
        Files.writeString(folder.resolve("table.csv"), "a,b,kind\n1,2,cat\n3,4,dog\n5,6,cat\n");
    }

    private static Path checkpoint(String name) throws URISyntaxException {
        return Path.of(InfoOnAnyFileTest.class
                .getResource("/io/orograph/model/checkpoint/" + name)
                .toURI());
    }

    private static Path data(String name) throws URISyntaxException {
        return Path.of(InfoOnAnyFileTest.class
                .getResource("/io/orograph/arrays/" + name)
                .toURI());
    }

    @ParameterizedTest
    @ValueSource(strings = {"zip.pt", "legacy.pt", "weights.safetensors", "half.pt", "nested.pth"})
    void weightsOfOtherPrograms(String name) throws URISyntaxException {
        CommandRun run = CommandRun.of("info", checkpoint(name));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out())
                .startsWith(name + ": a ")
                .containsPattern("\nArrays +4\n")
                .containsPattern("\nNumbers +26\n")
                .containsPattern("fc1.weight +float(16|32) +\\[4, 3]\n")
                .contains("\nWeights for a model of the same architecture: ", "--checkpoints");
    }

    @Test
    void whatACheckpointSaysBesideItsArrays() throws URISyntaxException {
        CommandRun run = CommandRun.of("info", checkpoint("nested.pth"), "--json");
        assertThat(run.keys())
                .startsWith("format", "id", "roles", "arrays", "numbers", "array_list", "notes")
                .endsWith("remarks", "uses");
        JsonNode json = run.json();
        assertThat(json.path("id").asText()).isEqualTo("pytorch");
        assertThat(json.path("roles")).hasToString("[\"weights\"]");
        assertThat(json.path("numbers").asInt()).isEqualTo(26);
        assertThat(json.path("notes").path("epoch").asInt()).isEqualTo(3);
        assertThat(json.path("array_list").get(0))
                .hasToString("{\"array\":\"module.fc1.weight\",\"type\":\"float32\",\"shape\":[4,3]}");
    }

    @Test
    void weightsOfAnArchive() {
        CommandRun run = CommandRun.of("info", folder.resolve("step-000180.npz"));
        assertThat(run.out())
                .startsWith("step-000180.npz: a zip archive (NPZ)\n")
                .containsPattern("\nNumbers +8\n")
                .containsPattern("\nBy its name, step +180\n")
                .contains("\nWeights for a model");
    }

    @Test
    void data() {
        CommandRun run = CommandRun.of("info", CommandRun.sample("digits-test.npz"), "--json");
        JsonNode json = run.json();
        assertThat(json.path("roles")).hasToString("[\"data\"]");
        assertThat(json.path("samples").asInt()).isEqualTo(360);
        assertThat(json.path("input_shape")).hasToString("[64]");
        assertThat(json.path("target_values").asInt()).isEqualTo(10);
        assertThat(json.path("array_list").get(1)).hasToString("{\"array\":\"y\",\"type\":\"uint8\",\"shape\":[360]}");
        assertThat(CommandRun.of("info", CommandRun.sample("digits-test.npz")).out())
                .containsPattern("\nSamples +360\n")
                .contains("\nData: open it in the window beside a model, or name it with --data FILE.\n");
    }

    @Test
    void dataOfOtherFormats() throws URISyntaxException {
        assertThat(CommandRun.of("info", folder.resolve("table.csv")).out())
                .startsWith("table.csv: a table (CSV)\n")
                .containsPattern("\nColumns +\\[a, b, kind]\n")
                .containsPattern("\nSamples +3\n")
                .containsPattern("\nClasses +\\[cat, dog]\n");
        assertThat(CommandRun.of("info", folder.resolve("x.npy")).out())
                .containsPattern("\nArray +float32 \\[2, 3]\n")
                .contains("--targets TARGETS.npy");
        assertThat(CommandRun.of("info", data("tiny-images-idx3-ubyte"), "--json")
                        .json()
                        .path("id")
                        .asText())
                .isEqualTo("idx");
    }

    @Test
    void aLandscape() {
        CommandRun run = CommandRun.of("info", folder.resolve("surface.npz"), "--json");
        JsonNode json = run.json();
        assertThat(json.path("roles")).hasToString("[\"landscape\"]");
        assertThat(json.path("nx").asInt()).isEqualTo(3);
        assertThat(json.path("ny").asInt()).isEqualTo(2);
        assertThat(json.path("cells").asInt()).isEqualTo(6);
        assertThat(json.path("evaluated").asInt()).isEqualTo(6);
        assertThat(json.path("least_loss").asDouble())
                .isPositive()
                .isLessThan(json.path("greatest_loss").asDouble());
        assertThat(json.path("provenance").path("model").asText()).isEqualTo("digits-mlp-tanh.onnx");
        assertThat(CommandRun.of("info", folder.resolve("surface.npz")).out())
                .startsWith("surface.npz: a landscape that Orograph saved (NPZ)\n")
                .contains("\nProvenance:\n")
                .containsPattern("\n  model +digits-mlp-tanh.onnx\n");
    }

    @Test
    void directions() {
        JsonNode json = CommandRun.of("info", folder.resolve("directions.npz"), "--json")
                .json();
        assertThat(json.path("roles")).hasToString("[\"directions\"]");
        // Two of the network's 2410 numbers each; the text of the provenance is none.
        assertThat(json.path("numbers").asInt()).isEqualTo(2 * 2410);
        assertThat(json.path("array_list").get(0).path("array").asText()).isEqualTo("d1/fc1.weight");
        assertThat(json.path("provenance").path("model").asText()).isEqualTo("digits-mlp-tanh.onnx");
        assertThat(json.path("uses").get(0).asText()).contains("--directions FILE");
    }

    /** Nothing of it is run, and nothing in it is a tensor. */
    @Test
    void whatIsNotReadIsSaidInOneSentence() throws IOException {
        byte[] pickle = "\u0080\u0002ctorch.nn.modules.linear\nLinear\n.".getBytes(StandardCharsets.ISO_8859_1);
        Path file = folder.resolve("class.pt");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            ZipEntry entry = new ZipEntry("archive/data.pkl");
            CRC32 crc = new CRC32();
            crc.update(pickle);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(pickle.length);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(pickle);
        }
        CommandRun run = CommandRun.of("info", file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).singleElement().asString().contains("torch.nn.modules.linear.Linear");
    }

    @Test
    void aNewFormatIsDescribed() throws IOException {
        Formats formats = Formats.all().with(new DummyFormat());
        Path file = Files.writeString(folder.resolve("toto"), DummyFormat.SIGNATURE);
        StringWriter text = new StringWriter();
        FileInfo.print(new PrintWriter(text, true), InfoCommand.kind(file, formats));
        assertThat(text.toString())
                .startsWith("toto: a dummy of a file\nStuffing  straw\nIt has no brain.\n")
                .contains("\nData: open it");
        StringWriter json = new StringWriter();
        FileInfo.printJson(new PrintWriter(json, true), InfoCommand.kind(file, formats));
        assertThat(json.toString())
                .startsWith("{\"format\":\"Dummy\",\"id\":\"dummy\",\"roles\":[\"data\"],\"stuffing\":\"straw\",");
        assertThatThrownBy(() -> InfoCommand.kind(file, Formats.all())).isInstanceOf(UnreadableFileException.class);
    }

    @Test
    void theHelpOfOptionsNamesANewFormat() {
        HelpTexts names = new HelpTexts(() -> Formats.all().with(new DummyFormat()), DirectionKind::all);
        assertThat(names.getString("formats.data")).startsWith("Dummy, NPZ, NPY, ");
        assertThat(CommandRun.of("loss", "--help").out().replaceAll("\\s+", " "))
                .contains("The data: " + new HelpTexts(Formats::all, DirectionKind::all).getString("formats.data"));
    }
}
