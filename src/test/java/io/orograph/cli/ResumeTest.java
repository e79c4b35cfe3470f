package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.export.LandscapeNpz;
import io.orograph.export.UnfinishedNpz;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A stopped landscape is gone on with to the same bits, and with nothing else. */
class ResumeTest {

    @TempDir
    static Path folder;

    private static Path part;

    private static Object[] landscape(Object... more) {
        List<Object> args = new ArrayList<>(List.of(
                "landscape",
                CommandRun.sample("digits-mlp-tanh.onnx"),
                "--data",
                CommandRun.sample("digits-test.npz"),
                "--resolution",
                "61"));
        args.addAll(List.of(more));
        return args.toArray();
    }

    @BeforeAll
    static void stopOne() {
        part = folder.resolve("part.npz");
        CommandRun run = StoppedRun.at("Evaluating", 1, landscape("--out", part));
        assertThat(run.code()).as(run.err()).isEqualTo(130);
        assertThat(run.err()).endsWith("and --resume part.npz goes on.\n");
    }

    private static Path copy(String name) throws IOException {
        return Files.copy(part, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    }

    @Test
    void theSameBytesComeOfIt() throws IOException {
        Path whole = folder.resolve("whole.npz");
        assertThat(CommandRun.of(landscape("--out", whole)).code()).isZero();
        assertThat(LandscapeNpz.read(part).evaluatedCells()).isPositive().isLessThan(61 * 61);

        Path same = copy("same.npz");
        CommandRun run = CommandRun.of(landscape("--out", same, "--resume", same));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("Going on from same.npz");
        assertThat(same).hasSameBinaryContentAs(whole);

        Path other = folder.resolve("other.npz");
        assertThat(CommandRun.of(landscape("--out", other, "--resume", part, "--workers", 1))
                        .code())
                .isZero();
        assertThat(LandscapeNpz.read(other).losses())
                .isEqualTo(LandscapeNpz.read(whole).losses());
        assertThat(UnfinishedNpz.isUnfinished(part)).as("it is only read").isTrue();
    }

    /** A table has no place for unfinished work, which is kept beside it until the table is whole. */
    @Test
    void aTableIsGoneOnWithFromBesideIt() throws IOException {
        Path table = folder.resolve("grid.csv");
        Path beside = folder.resolve("grid-unfinished.npz");
        CommandRun stopped = StoppedRun.at("Evaluating", 1, landscape("--out", table));
        assertThat(stopped.err())
                .contains("grid.csv holds these, and nothing of the others, and --resume grid-unfinished.npz goes on.");
        assertThat(UnfinishedNpz.isUnfinished(beside)).isTrue();
        assertThat(table).content().contains(",,,,");

        CommandRun run = CommandRun.of(landscape("--out", table, "--resume", beside));
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).contains("Going on from grid-unfinished.npz").doesNotContain("which is");
        assertThat(beside).doesNotExist();
        Path whole = folder.resolve("whole.csv");
        assertThat(CommandRun.of(landscape("--out", whole)).code()).isZero();
        assertThat(table).hasSameBinaryContentAs(whole);
    }

    /** A cell of the file that no evaluation would give stays as it is. */
    @Test
    void whatIsThereIsNotEvaluatedAgain() throws IOException {
        Path changed = copy("changed.npz");
        rewrite(changed, "kept/360 samples/cells/values", values -> {
            double[] other = values.doubles();
            other[0] = 4711;
            return Tensor.of(other, values.shape());
        });
        Path out = folder.resolve("from-changed.npz");
        assertThat(CommandRun.of(landscape("--out", out, "--resume", changed)).code())
                .isZero();
        assertThat(LandscapeNpz.read(out).losses()).contains(4711);
    }

    private static void rewrite(Path file, String array, UnaryOperator<Tensor> change) throws IOException {
        List<String> texts = List.of("provenance", UnfinishedNpz.QUESTION);
        Path copy = Files.copy(file, folder.resolve("copy.npz"), StandardCopyOption.REPLACE_EXISTING);
        try (NpzArrays npz = NpzArrays.open(copy)) {
            NpzWriter.write(file, writer -> {
                for (String name : npz.names()) {
                    if (texts.contains(name)) {
                        writer.addText(name, npz.readText(name));
                    } else {
                        Tensor tensor = npz.tensor(name);
                        writer.add(name, name.equals(array) ? change.apply(tensor) : tensor);
                    }
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --seed 7           | --seed 0, and now it is --seed 7
            --range 2          | --range 1.0, and now it is --range 2.0
            --alpha 0:1        | no --alpha, and now it is --alpha 0.0:1.0
            --resolution 31x61 | --resolution 61x61, and now it is --resolution 31x61
            --samples 100      | no --samples, and now it is --samples 100
            --double           | no --double, and now it is --double
            --normalize layer  | --normalize filter, and now it is --normalize layer
            --scale 2          | no --scale, and now it is --scale 2.0
            --hold fc1.bias    | no --hold, and now it is --hold [fc1.bias]
            """)
    void anotherSettingIsRefused(String options, String difference) {
        List<Object> args = new ArrayList<>(List.of(landscape()));
        if (options.startsWith("--resolution")) {
            args = new ArrayList<>(args.subList(0, args.size() - 2));
        }
        args.addAll(List.of(options.split(" ")));
        args.addAll(List.of("--resume", part));
        CommandRun run = CommandRun.of(args.toArray());
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err())
                .endsWith("orograph: part.npz cannot be gone on with: it was begun with other settings, " + difference
                        + "; ask the same as then, or leave --resume out to begin anew.\n");
    }

    @Test
    void anotherModelAndOtherDataAreRefused() {
        CommandRun model = CommandRun.of(
                "landscape",
                CommandRun.sample("digits-mlp.onnx"),
                "--data",
                CommandRun.sample("digits-test.npz"),
                "--resolution",
                "61",
                "--resume",
                part);
        assertThat(model.code()).isEqualTo(2);
        assertThat(model.err())
                .contains(
                        "part.npz cannot be gone on with: it was begun with another model, digits-mlp-tanh.onnx (SHA-256 ")
                .contains(", and this is digits-mlp.onnx (SHA-256 ");
        CommandRun data = CommandRun.of(
                "landscape",
                CommandRun.sample("digits-mlp-tanh.onnx"),
                "--data",
                CommandRun.sample("digits-train.npz"),
                "--resolution",
                "61",
                "--resume",
                part);
        assertThat(data.code()).isEqualTo(2);
        assertThat(data.err()).contains("it was begun with other data, digits-test.npz (SHA-256 ");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "instructions":"    | "instructions":"AVX-1024 on  | with another instruction set of the processor, AVX-1024 on
            "libraries":"ND4J 1 | "libraries":"ND4J 0          | by another engine, ND4J 0
            "program":"Oro      | "program":"Other Oro         | by another version, Other Orograph
            "command":"landsc   | "command":"seasc             | is unfinished work of the command "seascape", and this is "landscape"
            """)
    void anotherEngineIsRefused(String from, String to, String difference) throws IOException {
        Path changed = copy("engine.npz");
        Path copy = Files.copy(changed, folder.resolve("copy.npz"), StandardCopyOption.REPLACE_EXISTING);
        try (NpzArrays npz = NpzArrays.open(copy)) {
            String question = npz.readText(UnfinishedNpz.QUESTION);
            assertThat(question).contains(from);
            NpzWriter.write(changed, writer -> writer.addText(UnfinishedNpz.QUESTION, question.replace(from, to)));
        }
        CommandRun run = CommandRun.of(landscape("--resume", changed));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("orograph: engine.npz ").contains(difference);
    }

    /** Cut off, and with one byte changed, wherever that is: never other numbers, never a trace. */
    @ParameterizedTest
    @ValueSource(doubles = {0.02, 0.3, 0.5, 0.7, 0.9, 0.99})
    void aDamagedFileIsRefused(double place) throws IOException {
        byte[] bytes = Files.readAllBytes(part);
        int at = (int) (place * bytes.length);
        Path cut = Files.write(folder.resolve("cut.npz"), java.util.Arrays.copyOf(bytes, at));
        CommandRun run = CommandRun.of(landscape("--resume", cut));
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("orograph: cut.npz ").doesNotContain("should not have");
    }

    @Test
    void whatIsFinishedOrSomethingElseIsRefused() throws IOException {
        Path small = folder.resolve("small.npz");
        CommandRun.onDigits("landscape", "--resolution", 3, "--out", small);
        CommandRun finished = CommandRun.onDigits("landscape", "--resolution", 3, "--resume", small);
        assertThat(finished.code()).isEqualTo(2);
        assertThat(finished.err())
                .isEqualTo("orograph: small.npz is finished, so that there is nothing to go on with; leave --resume"
                        + " out.\n");
        CommandRun none =
                CommandRun.onDigits("landscape", "--resolution", 3, "--resume", CommandRun.sample("digits-test.npz"));
        assertThat(none.err()).contains("digits-test.npz is no unfinished result of Orograph");
        CommandRun missing = CommandRun.onDigits("landscape", "--resume", folder.resolve("missing.npz"));
        assertThat(missing.err()).isEqualTo("orograph: missing.npz does not exist; check the path.\n");
    }

    /** Whoever forgets the option does not lose the work of hours. */
    @Test
    void unfinishedWorkIsNotOverwritten() throws IOException {
        Path out = copy("again.npz");
        byte[] before = Files.readAllBytes(out);
        CommandRun run = CommandRun.onDigits("landscape", "--resolution", 3, "--out", out);
        assertThat(run.code()).isZero();
        assertThat(run.err())
                .contains("again.npz held unfinished work, which is again-unfinished.npz now; --resume"
                        + " again-unfinished.npz goes on with it.");
        assertThat(folder.resolve("again-unfinished.npz")).hasBinaryContent(before);
    }
}
