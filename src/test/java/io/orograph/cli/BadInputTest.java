package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.orograph.arrays.NpyWriter;
import io.orograph.arrays.NpzWriter;
import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Every kind of bad input: exit code 2, nothing on stdout, and on stderr one line, here in full, that names what was
 * found and says what to do.
 */
class BadInputTest {

    private static final String MODEL =
            CommandRun.sample("digits-mlp-tanh.onnx").toString();
    private static final String DATA = CommandRun.sample("digits-test.npz").toString();

    @TempDir
    static Path folder;

    /** A full disk, or a reader that is gone: what was printed did not arrive, and a script has to know. */
    @Test
    void outputThatCannotBeWrittenIsAFailure() {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        for (String[] args : List.of(
                new String[] {"loss", MODEL, "--data", DATA},
                new String[] {"loss", MODEL, "--data", DATA, "--json"},
                new String[] {"info", MODEL},
                new String[] {"--help"})) {
            StringWriter err = new StringWriter();
            Console console = new Console(
                    new PrintWriter(full, true, StandardCharsets.UTF_8),
                    new PrintWriter(err, true),
                    false,
                    new CancelToken());
            assertThat(CommandLineProgram.run(console, args)).isEqualTo(1);
            assertThat(err.toString())
                    .startsWith("orograph: The results could not be written to the standard output")
                    .hasLineCount(1);
        }
    }

    @BeforeAll
    static void spoil() throws IOException {
        byte[] model = Files.readAllBytes(Path.of(MODEL));
        byte[] data = Files.readAllBytes(Path.of(DATA));
        byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 26, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'};
        write("empty.onnx");
        write("cut.onnx", Arrays.copyOf(model, model.length / 2));
        write("picture.onnx", png);
        write("keras.onnx", (byte) 0x89, (byte) 'H', (byte) 'D', (byte) 'F', (byte) '\r', (byte) '\n', (byte) 26, (byte)
                '\n');
        zip("archive.onnx", "notes.txt");
        zip("checkpoint.pt", "model/data.pkl");
        write("words.onnx", "once upon a time".getBytes(StandardCharsets.UTF_8));
        write("noise.onnx", new byte[100]);
        write("empty.npz");
        write("cut.npz", Arrays.copyOf(data, data.length / 2));
        write("picture.npz", png);
        zip("archive.npz", "notes.txt");
        Tensor classes = Tensor.of(new long[] {0, 1}, 2);
        npz("wide.npz", Tensor.of(new float[130], 2, 65), classes);
        npz("short.npz", Tensor.of(new float[192], 3, 64), classes);
        npz("nan.npz", Tensor.of(withNaN(128, 70), 2, 64), classes);
        npz("classes.npz", Tensor.of(new float[128], 2, 64), Tensor.of(new long[] {3, 10}, 2));
        npz("reals.npz", Tensor.of(new float[128], 2, 64), Tensor.of(new double[] {0.5, 2}, 2));
        npz("none.npz", Tensor.of(new float[0], 0, 64), Tensor.of(new long[0], 0));
        NpzWriter.write(folder.resolve("names.npz"), npz -> {
            npz.add("a", Tensor.of(new float[4], 2, 2));
            npz.add("b", Tensor.of(new float[6], 2, 3));
            npz.add("c", classes);
        });
        NpyWriter.write(folder.resolve("x.npy"), Tensor.of(new float[128], 2, 64));
        Files.writeString(folder.resolve("table.csv"), "a,b,y\n1,2,0\n3,four,1\n");
        Files.writeString(folder.resolve("bare.csv"), "1,2,0\n3,4,1\n");
        OnnxModelBuilder.opset(13)
                .input("x", 1, 64)
                .node("Einsum", List.of("x"), List.of("y"))
                .output("y", 1, 64)
                .write(folder.resolve("operator.onnx"));
        OnnxModelBuilder.opset(13)
                .input("a", 1, 64)
                .input("b", 1, 64)
                .node("Add", List.of("a", "b"), List.of("y"))
                .output("y", 1, 64)
                .write(folder.resolve("two.onnx"));
        CommandRun.onDigits("landscape", "--resolution", 3, "--save-directions", folder.resolve("other.npz"));
    }

    private static void write(String name, byte... bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private static void zip(String name, String entry) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(folder.resolve(name)))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write('x');
        }
    }

    private static void npz(String name, Tensor inputs, Tensor targets) throws IOException {
        NpzWriter.write(folder.resolve(name), npz -> {
            npz.add("x", inputs);
            npz.add("y", targets);
        });
    }

    private static float[] withNaN(int size, int place) {
        float[] values = new float[size];
        values[place] = Float.NaN;
        return values;
    }

    /**
     * M and D in the arguments are a model and its data, the smallest classifier of the samples and its test data; F is
     * the folder of spoilt files, and S that of the samples.
     */
    @ParameterizedTest
    @CsvFileSource(resources = "bad-input.txt", delimiter = '|', quoteCharacter = '`')
    void isRefusedInOneSentence(String line, String sentence) {
        String[] args = Arrays.stream((line == null ? "" : line).split(" "))
                .filter(word -> !word.isEmpty())
                .map(BadInputTest::expand)
                .toArray(String[]::new);
        String wanted = sentence.replace("F/", folder + "/").replaceAll("\\bF ", folder.getFileName() + " ");
        assertThat(CommandRun.of((Object[]) args)).isEqualTo(new CommandRun(2, "", "orograph: " + wanted + "\n"));
    }

    private static String expand(String word) {
        return switch (word) {
            case "M" -> MODEL;
            case "D" -> DATA;
            default ->
                word.replaceFirst("^F", folder.toString())
                        .replaceFirst("^S/", CommandRun.sample("").toString() + "/");
        };
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        CommandRun run = CommandRun.of("--verbose", "info", folder.resolve("empty.onnx"));
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("DamagedFileException", "\tat io.orograph.")
                .endsWith("copy it again.\n");
        assertThat(CommandRun.of("info", folder.resolve("empty.onnx"), "--verbose")
                        .err())
                .contains("\tat io.orograph.");
    }

    @Test
    void noOptionWorksWithAnEmptyModel() {
        assertThat(CommandRun.of("info", "").code()).isEqualTo(2);
    }

    /** Where nobody may write; root may write anywhere else. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void ofAFolderThatTakesNoFilesTheResultIsKeptElsewhere() throws IOException {
        CommandRun run = CommandRun.onDigits("landscape", "--resolution", 3, "--out", "/proc/surface.npz");
        assertThat(run.code()).isOne();
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("orograph: surface.npz cannot be written", "choose another folder");
        Matcher copy = Pattern.compile("is not lost: it is in (\\S+\\.npz)").matcher(run.err());
        assertThat(copy.find()).as(run.err()).isTrue();
        Files.delete(Path.of(copy.group(1)));
    }

    @Test
    void aReadOnlyFileIsNotReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("precious.npz"), "old");
        assumeTrue(file.toFile().setWritable(false) && !Files.isWritable(file), "root may write anything");
        CommandRun run = CommandRun.onDigits("landscape", "--resolution", 3, "--out", file);
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("orograph: precious.npz is read-only; give another name, or make it writable.\n");
        assertThat(file).hasContent("old");
    }

    /** A grid of 10¹⁸ cells must not be asked of the memory: this test would run out of it. */
    @Test
    void nothingIsOpenedForAHugeGrid() {
        CommandRun run = CommandRun.of(
                "landscape", folder.resolve("missing.onnx"), "--data", "missing.npz", "--resolution", "1000000000");
        assertThat(run.err()).startsWith("orograph: --resolution takes at most 4 million cells");
    }
}
