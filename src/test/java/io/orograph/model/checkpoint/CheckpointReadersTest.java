package io.orograph.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NamedArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.DamagedFileException;
import io.orograph.file.UnsupportedFileException;
import io.orograph.model.checkpoint.WeightMatch.Basis;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Tensor;
import io.orograph.training.CheckpointFiles;
import io.orograph.training.CheckpointSeries;
import io.orograph.training.WeightsNpz;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkpoints that PyTorch itself wrote ({@code make_checkpoints.py}), and how their arrays find their parameters. */
final class CheckpointReadersTest {

    private static final int SIZE = 26;

    @TempDir
    private Path folder;

    private static Path fixture(String name) throws URISyntaxException {
        return Path.of(CheckpointReadersTest.class.getResource(name).toURI());
    }

    /** The numbers that the script writes. */
    private static double[] expected() {
        double[] values = new double[SIZE];
        Arrays.setAll(values, i -> 37 * i % 101 / 64.0 - 0.75);
        return values;
    }

    private static ParameterLayout layout(String... names) {
        return new ParameterLayout(List.of(
                new Parameter(names[0], new long[] {4, 3}, 0, Parameter.Role.WEIGHT, 0),
                new Parameter(names[1], new long[] {4}, 12, Parameter.Role.BIAS, -1),
                new Parameter(names[2], new long[] {2, 4}, 16, Parameter.Role.WEIGHT, 0),
                new Parameter(names[3], new long[] {2}, 24, Parameter.Role.BIAS, -1)));
    }

    private static final ParameterLayout LAYOUT = layout("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias");

    private static double[] read(Path file, ParameterLayout layout) throws IOException {
        try (NamedArrays checkpoint = CheckpointReaders.open(file)) {
            return WeightMatcher.match(layout, new double[SIZE], checkpoint).read(checkpoint, layout);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zip.pt",
                "legacy.pt",
                "nested.pth",
                "half.pt",
                "bfloat.pt",
                "double.pt",
                "views.pt",
                "weights.safetensors"
            })
    void readsWhatWasSaved(String name) throws IOException, URISyntaxException {
        assertThat(read(fixture(name), LAYOUT)).containsExactly(expected());
        // Every part, within an array or over several: series of large checkpoints are read in such parts.
        try (NamedArrays checkpoint = CheckpointReaders.open(fixture(name))) {
            WeightMatch match = WeightMatcher.match(LAYOUT, new double[SIZE], checkpoint);
            for (int from = 0; from < SIZE; from++) {
                for (int to = from; to <= SIZE; to++) {
                    assertThat(match.read(checkpoint, from, to))
                            .containsExactly(Arrays.copyOfRange(expected(), from, to));
                }
            }
        }
    }

    private Path sharded(String second) throws IOException, URISyntaxException {
        Files.write(
                folder.resolve("model-00001-of-00002.safetensors"), Files.readAllBytes(fixture("weights.safetensors")));
        Files.write(folder.resolve("model-00002-of-00002.bin"), Files.readAllBytes(fixture("zip.pt")));
        return Files.writeString(folder.resolve("model.safetensors.index.json"), """
                {"metadata": {"total_size": 104}, "weight_map": {
                 "fc1.bias": "model-00001-of-00002.safetensors", "fc1.weight": "model-00001-of-00002.safetensors",
                 "fc2.weight": "%s", "fc2.bias": "%s"}}
                """.formatted(second, second));
    }

    @Test
    void aCheckpointInShardsIsOpenedByItsIndex() throws IOException, URISyntaxException {
        Path index = sharded("model-00002-of-00002.bin");
        assertThat(read(index, LAYOUT)).containsExactly(expected());
        try (NamedArrays checkpoint = CheckpointReaders.open(index)) {
            WeightMatch match = WeightMatcher.match(LAYOUT, new double[SIZE], checkpoint);
            assertThat(match.read(checkpoint, 10, 20)).containsExactly(Arrays.copyOfRange(expected(), 10, 20));
        }
        assertThat(CheckpointFiles.of(List.of(folder)).files()).containsExactly(index);
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.bin", "../weights.bin", "/etc/passwd", "C:\\\\weights.bin", ""})
    void aShardIsAFileBesideTheIndex(String second) throws IOException, URISyntaxException {
        Path index = sharded(second);
        assertThatThrownBy(() -> CheckpointReaders.open(index))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("model.safetensors.index.json names the shard ")
                .hasMessageContaining("which is not beside it");
    }

    @Test
    void anIndexThatIsWrongIsRefused() throws IOException, URISyntaxException {
        Path index = sharded("model-00002-of-00002.bin");
        String sound = Files.readString(index);
        for (String wrong : List.of(
                sound.replace("fc2.bias", "fc3.bias"),
                sound.substring(0, sound.length() - 4),
                sound.replace("\"model-00002-of-00002.bin\"", "[]"),
                "{\"weight_map\": {}}",
                "{\"weight_map\": 3}")) {
            Files.writeString(index, wrong);
            assertThatThrownBy(() -> CheckpointReaders.open(index)).as(wrong).isInstanceOf(DamagedFileException.class);
        }
        Files.writeString(index, sound.replace("model-00002-of-00002.bin", "model.safetensors.index.json"));
        assertThatThrownBy(() -> CheckpointReaders.open(index))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("neither safetensors nor of PyTorch");
    }

    @Test
    void aWholeModuleHasItsTensorsUnderTheNamesOfItsStateDict() throws IOException, URISyntaxException {
        try (NamedArrays module = CheckpointReaders.open(fixture("module.pt"))) {
            assertThat(module.arrays()).extracting(NamedArrays.Array::name).containsExactly("weight", "bias");
        }
    }

    @Test
    void weightsThatAreWrittenAreReadAgainToTheBit() throws IOException {
        double[] theta = expected();
        theta[3] = 0.1f;
        Path file = folder.resolve("w.npz");
        WeightsNpz.write(file, LAYOUT, theta, io.orograph.network.Precision.SINGLE);
        assertThat(read(file, LAYOUT)).containsExactly(theta);
        theta[3] = 0.1;
        WeightsNpz.write(file, LAYOUT, theta, io.orograph.network.Precision.DOUBLE);
        assertThat(read(file, LAYOUT)).containsExactly(theta);
    }

    @Test
    void renamedArraysAreMatchedByShapeAndOrder() throws IOException, URISyntaxException {
        try (NamedArrays checkpoint = CheckpointReaders.open(fixture("zip.pt"))) {
            WeightMatch match = WeightMatcher.match(layout("a", "b", "c", "d"), new double[SIZE], checkpoint);
            assertThat(match.assignments())
                    .extracting(WeightMatch.Assignment::array)
                    .containsExactly("fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias");
            assertThat(match.assignments())
                    .extracting(WeightMatch.Assignment::basis)
                    .containsOnly(Basis.SHAPE_AND_ORDER);
        }
    }

    /** Exporters fold a transposition into the weights and rename them; two square layers of one shape are in doubt. */
    @Test
    void valuesTellWhichSquareMatrixIsWhichAndHowItLies() throws IOException {
        double[] first = {1, 2, 3, 4};
        double[] second = {5, 6, 7, 8};
        Path file = folder.resolve("square.npz");
        NpzWriter.write(file, npz -> {
            npz.add("layers.0.weight", Tensor.of(first, 2, 2));
            npz.add("layers.1.weight", Tensor.of(second, 2, 2));
        });
        ParameterLayout layout = new ParameterLayout(List.of(
                new Parameter("onnx::MatMul_9", new long[] {2, 2}, 0, Parameter.Role.WEIGHT, 1),
                new Parameter("onnx::MatMul_8", new long[] {2, 2}, 4, Parameter.Role.WEIGHT, 1)));
        double[] theta = {5, 7, 6, 8, 1, 3, 2, 4};
        try (NamedArrays checkpoint = CheckpointReaders.open(file)) {
            WeightMatch match = WeightMatcher.match(layout, theta, checkpoint);
            assertThat(match.read(checkpoint, layout)).containsExactly(theta);
            assertThat(match.assignments().get(0).text())
                    .isEqualTo("onnx::MatMul_9 ← layers.1.weight, transposed (equal values)");

            WeightMatch corrected =
                    match.with("onnx::MatMul_9", checkpoint.arrays().get(0));
            assertThat(corrected.read(checkpoint, 0, 4)).containsExactly(first);
            assertThat(corrected.assignments().get(0).basis()).isEqualTo(Basis.CHOSEN);
        }
    }

    /** Of two arrays that order alone put in the wrong places, choosing one puts both right; a choice is not taken away. */
    @Test
    void choosingOneOfTwoThatWereMistakenPutsBothRight() throws IOException {
        Path file = folder.resolve("renamed.npz");
        NpzWriter.write(file, npz -> {
            npz.add("zeta", Tensor.of(new double[] {5, 6, 7, 8}, 2, 2));
            npz.add("alpha", Tensor.of(new double[] {1, 2, 3, 4}, 2, 2));
            npz.add("mu", Tensor.of(new double[] {9, 9, 9, 9}, 4));
        });
        ParameterLayout layout = new ParameterLayout(List.of(
                new Parameter("first", new long[] {2, 2}, 0, Parameter.Role.WEIGHT, 0),
                new Parameter("second", new long[] {2, 2}, 4, Parameter.Role.WEIGHT, 0),
                new Parameter("bias", new long[] {4}, 8, Parameter.Role.BIAS, 0)));
        try (NamedArrays checkpoint = CheckpointReaders.open(file)) {
            NamedArrays.Array zeta = array(checkpoint, "zeta");
            WeightMatch guessed = WeightMatcher.match(layout, new double[12], checkpoint);
            assertThat(guessed.assignments())
                    .extracting(WeightMatch.Assignment::array)
                    .containsExactly("zeta", "alpha", "mu");
            WeightMatch right = guessed.with("second", zeta);
            assertThat(right.assignments())
                    .extracting(WeightMatch.Assignment::array)
                    .containsExactly("alpha", "zeta", "mu");
            assertThat(right.read(checkpoint, layout)).startsWith(1, 2, 3, 4, 5, 6, 7, 8);
            assertThat(right.with("first", zeta).assignments())
                    .extracting(WeightMatch.Assignment::array)
                    .containsExactly("zeta", "zeta", "mu");
            // Whichever is told first, what it came to is what it comes to again.
            assertThat(guessed.chosen()).isEmpty();
            assertThat(right.chosen()).isEqualTo(Map.of("first", "alpha", "second", "zeta", "bias", "mu"));
            for (List<String> order : List.of(List.of("first", "second", "bias"), List.of("bias", "second", "first"))) {
                WeightMatch again = guessed;
                for (String parameter : order) {
                    again = again.with(
                            parameter, array(checkpoint, right.chosen().get(parameter)));
                }
                assertThat(again.read(checkpoint, layout)).isEqualTo(right.read(checkpoint, layout));
            }
            Parameter matrix = layout.parameters().get(0);
            assertThat(WeightMatch.fits(matrix, zeta)).isTrue();
            // As many numbers, in another shape.
            assertThat(WeightMatch.fits(matrix, array(checkpoint, "mu"))).isFalse();
        }
    }

    private static NamedArrays.Array array(NamedArrays checkpoint, String name) throws IOException {
        return checkpoint.arrays().stream()
                .filter(array -> array.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void matricesWithSwappedShapesAreTransposed() throws IOException {
        Path file = folder.resolve("keras.npz");
        NpzWriter.write(file, npz -> {
            npz.add("kernel", Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
            npz.add("square", Tensor.of(new double[] {1, 2, 3, 4}, 2, 2));
        });
        ParameterLayout layout = new ParameterLayout(List.of(
                new Parameter("w1", new long[] {2, 3}, 0, Parameter.Role.WEIGHT, 0),
                new Parameter("w2", new long[] {2, 2}, 6, Parameter.Role.WEIGHT, 0)));
        try (NamedArrays checkpoint = CheckpointReaders.open(file)) {
            WeightMatch match = WeightMatcher.match(layout, new double[10], checkpoint);
            assertThat(match.read(checkpoint, layout)).containsExactly(1, 3, 5, 2, 4, 6, 1, 3, 2, 4);
            // A slice that begins and ends inside the two parameters.
            assertThat(match.read(checkpoint, 4, 8)).containsExactly(4, 6, 1, 3);
        }
    }

    @Test
    void aCheckpointOfAnotherNetworkIsRefusedByItsArrays() throws URISyntaxException {
        Path file = fixture("zip.pt");
        ParameterLayout other =
                new ParameterLayout(List.of(new Parameter("head", new long[] {5, 5}, 0, Parameter.Role.WEIGHT, 0)));
        assertThatThrownBy(() -> read(file, other))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("head [5, 5]")
                .hasMessageContaining("fc1.weight [4, 3]");
    }

    @Test
    void aFolderIsReadInNaturalOrder() throws IOException {
        for (String name : new String[] {"epoch_10.npz", "epoch_2.npz", "epoch_1.npz", "losses.csv"}) {
            Files.writeString(folder.resolve(name), "x");
        }
        assertThat(CheckpointSeries.files(List.of(folder)))
                .extracting(file -> file.getFileName().toString())
                .containsExactly("epoch_1.npz", "epoch_2.npz", "epoch_10.npz");
    }
}
