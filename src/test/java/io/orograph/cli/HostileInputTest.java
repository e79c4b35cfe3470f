package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NpzWriter;
import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Inputs that no program writes: each is refused in one sentence, with exit code 2, and is nobody's mistake but its own. */
class HostileInputTest {

    private static final Tensor FOUR = Tensor.of(new float[12], 3, 4);
    private static final Tensor CLASSES = Tensor.of(new long[] {0, 1, 0}, 3);

    @TempDir
    static Path folder;

    private static Path stored(String name) throws IOException {
        try (InputStream in = HostileInputTest.class.getResourceAsStream("hostile/" + name)) {
            return Files.write(folder.resolve(name), in.readAllBytes());
        }
    }

    private static void assertRefused(CommandRun run, String... parts) {
        // Notices may come before it.
        String sentence = run.err().lines().reduce("", (before, line) -> line);
        assertThat(sentence).startsWith("orograph: ").endsWith(".");
        assertThat(sentence).doesNotContain("should not have", "Exception", "null");
        assertThat(List.of(parts)).allSatisfy(part -> assertThat(sentence).contains(part));
        assertThat(run.out()).isEmpty();
        assertThat(run.code()).isEqualTo(2);
    }

    private static Path data(String name, Tensor x, Tensor y) throws IOException {
        Path file = folder.resolve(name);
        NpzWriter.write(file, npz -> {
            npz.add("x", x);
            npz.add("y", y);
        });
        return file;
    }

    private static CommandRun loss(OnnxModelBuilder model, Tensor x) throws IOException {
        return CommandRun.of("loss", model.write(folder.resolve("made.onnx")), "--data", data("made.npz", x, CLASSES));
    }

    private static OnnxModelBuilder model(long... input) {
        return OnnxModelBuilder.opset(13).input("x", input);
    }

    @Test
    void nodesWithoutTheirInputsAreRefusedWhenTheModelIsOpened() throws IOException {
        assertRefused(CommandRun.of("info", stored("prelu-one-input.onnx")), "PRelu node \"y\" lacks its input slope");
        assertRefused(CommandRun.of("info", stored("eval-greater-aioobe.onnx")), "Greater node", "lacks its input B");
        for (String type : List.of("Where", "Pow", "BatchNormalization", "Gather", "Mul", "Conv", "LSTM", "Expand")) {
            OnnxModelBuilder model =
                    model(Shape.FREE, 4).node(type, List.of("x"), List.of("y")).output("y", Shape.FREE, 4);
            assertRefused(loss(model, FOUR), type + " node \"" + type + "_0\" lacks its input");
        }
    }

    @Test
    void indicesThatTheNetworkDoesNotKnowAreNamed() throws IOException {
        assertRefused(
                CommandRun.of("loss", stored("embedding.onnx"), "--data", stored("out-of-vocabulary.npz")),
                "Gather node \"e\"",
                "an index of 6 where there are 6 entries (0 to 5)",
                "choose data made for this network");
        Tensor table = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 3, 2);
        for (String type : List.of("Gather", "GatherND")) {
            for (long index : new long[] {3, -4, Long.MAX_VALUE}) {
                OnnxModelBuilder model = OnnxModelBuilder.opset(13)
                        .input("x", io.orograph.network.ElementType.INT64, Shape.FREE, 1)
                        .initializer("t", table)
                        .node(type, List.of("t", "x"), List.of("e"))
                        .node("Flatten", List.of("e"), List.of("y"))
                        .output("y", Shape.FREE, 2);
                assertRefused(
                        loss(model, Tensor.of(new long[] {0, index, 1}, 3, 1)),
                        type + " node",
                        "where there are 3 entries");
            }
        }
    }

    @Test
    void outputsThatDependOnHowManySamplesRunAreRefused() throws IOException {
        assertRefused(
                CommandRun.of("loss", stored("eval-output-length.onnx"), "--data", stored("x4.npz")),
                "first axis does not count the samples");
        assertRefused(
                loss(
                        model(Shape.FREE, 4)
                                .node("Transpose", List.of("x"), List.of("t"))
                                .node("MatMul", List.of("x", "t"), List.of("y"))
                                .output("y", Shape.FREE, Shape.FREE),
                        FOUR),
                "depends on how many run at once");
        Tensor five = Tensor.of(new float[3 * 5 * 3], 3, 5, 3);
        CommandRun run =
                CommandRun.of("loss", stored("eval-min-broadcast.onnx"), "--data", data("five.npz", five, CLASSES));
        assertRefused(run);
    }

    @Test
    void outputsThatAreNotComputedAreRefused() throws IOException {
        assertRefused(
                loss(
                        model(Shape.FREE, 1, 2, 2)
                                .initializer("one", Tensor.of(new float[] {1}, 1))
                                .node(
                                        "BatchNormalization",
                                        List.of("x", "one", "one", "one", "one"),
                                        List.of("p", "places"))
                                .node("Flatten", List.of("places"), List.of("y"))
                                .output("y", Shape.FREE, 4),
                        Tensor.of(new float[12], 3, 1, 2, 2)),
                "reads \"places\"");
    }

    @Test
    void emptyArraysOfAnyShapeAreRefused() throws IOException {
        Object[] run = {
            "output",
            CommandRun.sample("digits-mlp-tanh.onnx"),
            "--data",
            stored("zero-by-huge.npy"),
            "--out",
            folder.resolve("o.npy")
        };
        assertRefused(CommandRun.of(run), "[2147483648, 0]");
        run[3] = data("empty.npz", Tensor.of(new float[0], 0, 64), Tensor.of(new long[0], 0));
        assertRefused(CommandRun.of(run), "empty.npz");
    }

    @Test
    void damagedArchivesAreRefusedByEveryReader() throws IOException {
        for (String name : List.of("eof.pt", "zipexc.pt", "eof-as-model.npz")) {
            assertRefused(CommandRun.of("info", stored(name)), name + " is damaged");
            assertRefused(CommandRun.onDigits("trajectory", "--checkpoints", stored(name)), name + " is damaged");
        }
        Path sound = data("sound.npz", FOUR, CLASSES);
        byte[] bytes = Files.readAllBytes(sound);
        for (int at = bytes.length - 60; at < bytes.length; at += 7) {
            byte[] broken = bytes.clone();
            broken[at] ^= 0x55;
            Path file = Files.write(folder.resolve("broken.npz"), broken);
            for (String command : List.of("info", "loss")) {
                CommandRun run = command.equals("info")
                        ? CommandRun.of("info", file)
                        : CommandRun.of("loss", CommandRun.sample("digits-mlp-tanh.onnx"), "--data", file);
                assertThat(run.err()).doesNotContain("should not have");
                assertThat(run.code()).isIn(0, 2);
            }
        }
    }

    @Test
    void aResumeStateIsCheckedBeforeTheTrainingGoesOn() throws IOException {
        Path record = folder.resolve("record");
        Object[] train = {"--epochs", "1", "--fresh", "--record", record};
        assertThat(CommandRun.onDigits("train", train).code()).isZero();
        train[3] = "--resume";
        train[1] = "2";
        Path state = record.resolve("resume").resolve("state.npz");
        byte[] sound = Files.readAllBytes(state);
        for (String array : List.of("steps", "recorded", "state", "moment_1")) {
            rewrite(state, sound, array, Tensor.of(new long[0], 0));
            assertRefused(CommandRun.onDigits("train", train));
        }
        rewrite(state, sound, "steps", Tensor.of(new long[] {Long.MAX_VALUE}, 1));
        assertRefused(CommandRun.onDigits("train", train), "steps");
        rewrite(state, sound, "steps", Tensor.of(new long[] {-1}, 1));
        assertRefused(CommandRun.onDigits("train", train), "state.npz is damaged: its array steps holds -1");
        Files.write(state, sound);
        CommandRun run = CommandRun.onDigits("train", train);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private static void rewrite(Path state, byte[] sound, String array, Tensor tensor) throws IOException {
        Path copy = Files.write(folder.resolve("copy.npz"), sound);
        try (var npz = io.orograph.arrays.NpzArrays.open(copy)) {
            NpzWriter.write(state, out -> {
                for (String name : npz.names()) {
                    if (name.equals("settings")) {
                        out.addText(name, npz.readText(name));
                    } else {
                        out.add(name, name.equals(array) ? tensor : npz.tensor(name));
                    }
                }
            });
        }
    }

    /** A name of the file that would turn the line around, end it, or fill the screen. */
    @Test
    void namesFromFilesAreShownSafely() throws IOException {
        String name = "\u202Eevil\u0085\u001B[2J\u2028" + "n".repeat(100_000);
        OnnxModelBuilder model = model(Shape.FREE, 4)
                .namedNode(name, "PRelu", List.of("x"), List.of("y"))
                .output("y", Shape.FREE, 4);
        CommandRun run = loss(model, FOUR);
        assertRefused(run, "?evil??[2J?nnn");
        assertThat(run.err().length()).isLessThan(600);
        CommandRun shown = CommandRun.of(
                "info",
                model(Shape.FREE, 4)
                        .namedNode(name, "Relu", List.of("x"), List.of(name))
                        .output(name, Shape.FREE, 4)
                        .write(folder.resolve("named.onnx")));
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).doesNotContain("\u202E", "\u0085", "\u001B", "\u2028");
        assertThat(Arrays.stream(shown.out().split("\n"))
                        .mapToInt(String::length)
                        .max()
                        .orElseThrow())
                .isLessThan(1000);
    }
}
