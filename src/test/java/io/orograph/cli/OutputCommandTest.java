package io.orograph.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.arrays.NpyReader;
import io.orograph.arrays.NpyWriter;
import io.orograph.arrays.NpzWriter;
import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.model.ModelReaders;
import io.orograph.model.onnx.OnnxRuntimeOracle;
import io.orograph.network.ElementType;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutputCommandTest {

    /**
     * Of the largest output: small ones are sums that cancel, and ONNX Runtime's sigmoid is a polynomial whose error
     * is the same near 0 as near 1.
     */
    private static final double TOLERANCE = 1e-5;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "digits-mlp, digits-test",
        "digits-mlp-tanh, digits-test",
        "digits-cnn, digits-images-test",
        "digits-resnet, digits-images-test",
        "digits-plain, digits-images-test",
        "mnist-lenet-bn, mnist-test",
        "mnist-flat, mnist-test",
        "mnist-sharp, mnist-test",
        "diabetes-mlp, diabetes-test",
        "breast-cancer-mlp, breast-cancer-test"
    })
    void agreesWithOnnxRuntime(String model, String data) throws IOException {
        Path modelFile = CommandRun.sample(model + ".onnx");
        Path dataFile = CommandRun.sample(data + ".npz");
        Path out = folder.resolve("y.npy");
        CommandRun run = CommandRun.of("output", modelFile, "--data", dataFile, "--out", out);
        assertThat(run.code()).as(run.err()).isZero();

        Tensor inputs = DataReaders.openInputs(DataSource.of(dataFile)).first();
        long[] shape = ModelReaders.open(modelFile, new CancelToken())
                .network()
                .inputs()
                .get(0)
                .shape();
        shape[0] = inputs.size(0);
        Tensor expected = OnnxRuntimeOracle.run(
                        Files.readAllBytes(modelFile), Map.of("x", Tensor.of(inputs.floats(), shape)))
                .values()
                .iterator()
                .next();
        requireClose(NpyReader.read(out), expected);
    }

    private static void requireClose(Tensor actual, Tensor expected) {
        assertThat(actual.shape()).containsExactly(expected.shape());
        assertThat(actual.type()).isEqualTo(ElementType.FLOAT);
        double largest = Arrays.stream(expected.doubles()).map(Math::abs).max().orElseThrow();
        assertThat(actual.doubles()).containsExactly(expected.doubles(), within(TOLERANCE * largest));
    }

    @Test
    void doublePrecisionIsWrittenAsDouble() throws IOException {
        Path single = folder.resolve("single.npy");
        Path twice = folder.resolve("double.npy");
        assertThat(CommandRun.onDigits("output", "--out", single).out()).isEqualTo("Wrote " + single + ", [360, 10]\n");
        CommandRun.onDigits("output", "--out", twice, "--double");
        Tensor wide = NpyReader.read(twice);
        Tensor narrow = NpyReader.read(single);
        assertThat(wide.type()).isEqualTo(ElementType.DOUBLE);
        assertThat(narrow.type()).isEqualTo(ElementType.FLOAT);
        for (int row = 0; row < 360; row++) {
            double sum = 0;
            for (int i = 0; i < 10; i++) {
                sum += wide.get(row * 10 + i);
                assertThat(narrow.get(row * 10 + i)).isCloseTo(wide.get(row * 10 + i), within(1e-5));
            }
            assertThat(sum).as("probabilities add up to 1").isCloseTo(1, within(1e-14));
        }
    }

    @Test
    void targetsAreNotNeeded() throws IOException {
        Tensor inputs = DataReaders.openInputs(DataSource.of(CommandRun.sample("digits-test.npz")))
                .first();
        Path array = folder.resolve("pixels.npy");
        Path archive = folder.resolve("pixels.npz");
        NpyWriter.write(array, inputs);
        NpzWriter.write(archive, npz -> npz.add("pixels", inputs));
        Path expected = folder.resolve("expected.npy");
        CommandRun.onDigits("output", "--out", expected);
        for (Path data : new Path[] {array, archive}) {
            Path out = folder.resolve("y.npy");
            CommandRun run = CommandRun.of(
                    "output", CommandRun.sample("digits-mlp-tanh.onnx"), "--data", data, "--out", out, "--json");
            assertThat(run.keys()).containsExactly("samples", "shape", "weights", "notices");
            assertThat(run.out())
                    .isEqualTo(
                            "{\"samples\":360,\"shape\":[360,10],\"weights\":\"digits-mlp-tanh.onnx\",\"notices\":[]}\n");
            assertThat(NpyReader.read(out)).isEqualTo(NpyReader.read(expected));
        }
    }

    @Test
    void whatIsDoneToTheInputsIsSaid() throws IOException {
        Path out = folder.resolve("y.npy");
        assertThat(CommandRun.onDigits("output", "--out", out, "--scale-bytes").err())
                .isEmpty();
        Tensor scaled = NpyReader.read(out);
        CommandRun.onDigits("output", "--out", out);
        assertThat(NpyReader.read(out)).isNotEqualTo(scaled);
        CommandRun diabetes = CommandRun.of(
                "output",
                CommandRun.sample("diabetes-mlp.onnx"),
                "--data",
                CommandRun.sample("diabetes-test.npz"),
                "--out",
                out,
                "--scale-bytes");
        assertThat(diabetes.err())
                .isEqualTo("The inputs were divided by 255 as asked, though they do not look like bytes, 0 to 255.\n");
    }
}
