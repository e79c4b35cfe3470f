package io.orograph.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.Fixtures;
import io.orograph.arrays.NpyWriter;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.UnreadableFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataReadersTest {

    private static final Tensor INPUTS = Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    private static final Tensor TARGETS = Tensor.of(new long[] {1, 0}, 2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "x, y",
        "X, Y",
        "X, y",
        "inputs, labels",
        "inputs, targets",
        "X_test, y_test",
        "x_test, y_test",
        "X_train, y_train",
        "x_train, y_train",
        "data, target",
        "images, labels",
        "arr_0, arr_1"
    })
    void recognisesThePair(String inputs, String targets) throws IOException {
        Path file = npz(Map.of(inputs, INPUTS, targets, TARGETS, "other", Tensor.of(new double[5], 5)));
        Dataset data = DataReaders.open(DataSource.of(file));
        assertThat(data).isEqualTo(new Dataset("data.npz", INPUTS, TARGETS));
    }

    @Test
    void testDataComeBeforeTrainingData() throws IOException {
        Tensor other = Tensor.of(new float[9], 3, 3);
        Path file = npz(Map.of("x_test", INPUTS, "y_test", TARGETS, "x_train", other, "y_train", other));
        assertThat(DataReaders.open(DataSource.of(file)).inputs()).isEqualTo(INPUTS);
        assertThat(DataReaders.read(DataSource.of(file)).notices())
                .containsExactly(
                        "The arrays x_test and y_test are taken, not x_train and y_train; name others with --x and"
                                + " --y.");
        DataSource train = DataSource.of(file).named("x_train", null);
        assertThat(DataReaders.open(train).targets()).isEqualTo(other);
    }

    @Test
    void takesTheNamedArraysAndFindsTheOther() throws IOException {
        Path file = npz(Map.of("pixels", INPUTS, "digits", TARGETS));
        Dataset wanted = new Dataset("data.npz", INPUTS, TARGETS);
        assertThat(DataReaders.open(DataSource.of(file).named("pixels", "digits")))
                .isEqualTo(wanted);
        assertThat(DataReaders.open(DataSource.of(file).named("pixels", null))).isEqualTo(wanted);
        assertThat(DataReaders.open(DataSource.of(file).named(null, "digits"))).isEqualTo(wanted);
    }

    @Test
    void listsTheArraysWhereNoPairIsKnown() throws IOException {
        Path file = npz(new TreeMap<>(Map.of("a", INPUTS, "b", TARGETS, "c", TARGETS)));
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(file)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("data.npz does not say which of its arrays are inputs and targets: it holds"
                        + " a float32 [2, 3], b int64 [2], c int64 [2]; name them with --x and --y.");
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(file).named("a", "z")))
                .hasMessageContaining("no array called z; it holds a float32 [2, 3]");
    }

    @Test
    void opensTwoArrays() throws IOException {
        Path x = folder.resolve("x.npy");
        Path y = folder.resolve("y.npy");
        NpyWriter.write(x, INPUTS);
        NpyWriter.write(y, TARGETS);
        assertThat(DataReaders.open(DataSource.of(x, y))).isEqualTo(new Dataset("x.npy", INPUTS, TARGETS));
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(x)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("x.npy holds one array, float32 [2, 3], and no targets; name their file too (--targets).");
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(x, folder.resolve("none.npy"))))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageStartingWith("none.npy does not exist");
    }

    @Test
    void theNameDoesNotMatter() throws IOException {
        Path file = npz(Map.of("x", INPUTS, "y", TARGETS));
        Path renamed = Files.move(file, folder.resolve("data.csv"));
        assertThat(DataReaders.open(DataSource.of(renamed)).inputs()).isEqualTo(INPUTS);
        Path table = Files.writeString(folder.resolve("table.npz"), "a,y\n1,2\n");
        assertThat(DataReaders.open(DataSource.of(table)).targets().longs()).containsExactly(2);
    }

    @Test
    void aSecondFileOrNameWithoutUseIsRefused() throws IOException {
        Path file = npz(Map.of("x", INPUTS, "y", TARGETS));
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(file, file)))
                .hasMessageStartingWith("data.npz is a zip archive (NPZ), which holds inputs and targets together");
        Path table = Files.writeString(folder.resolve("table.csv"), "a,y\n1,2\n");
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(table).named("a", null)))
                .hasMessageContaining("leave --x out");
    }

    @Test
    void inputsAloneAreFoundWithOrWithoutTargets() throws IOException {
        Tensor other = Tensor.of(new double[5], 5);
        assertThat(inputs(Map.of("x", INPUTS, "y", TARGETS))).isEqualTo(INPUTS);
        assertThat(inputs(Map.of("x", INPUTS, "noise", other))).isEqualTo(INPUTS);
        assertThat(inputs(Map.of("pixels", INPUTS))).isEqualTo(INPUTS);
        Path file = npz(Map.of("pixels", INPUTS, "digits", TARGETS));
        assertThat(DataReaders.openInputs(DataSource.of(file).named("pixels", null))
                        .first())
                .isEqualTo(INPUTS);
        assertThat(DataReaders.openInputs(DataSource.of(file).named(null, "digits"))
                        .first())
                .isEqualTo(INPUTS);
        assertThatThrownBy(() -> DataReaders.openInputs(DataSource.of(file)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("which of its arrays are the inputs", "name them with --x");
        Path array = folder.resolve("x.npy");
        NpyWriter.write(array, INPUTS);
        assertThat(DataReaders.openInputs(DataSource.of(array)).first()).isEqualTo(INPUTS);
        Path table = Files.writeString(folder.resolve("table.csv"), "a,y,b\n1,2,3\n");
        assertThat(DataReaders.openInputs(DataSource.of(table).named(null, "y"))
                        .first()
                        .doubles())
                .containsExactly(1, 3);
        assertThat(DataReaders.openInputs(DataSource.of(table)).first().doubles())
                .containsExactly(1, 3);
    }

    @Test
    void inputsAloneAreCheckedToo() {
        Tensor broken = Tensor.of(new float[] {1, Float.NaN}, 2, 1);
        assertThatThrownBy(() -> inputs(Map.of("x", broken))).hasMessageContaining("1 input that is NaN", "[1, 0]");
        assertThatThrownBy(() -> inputs(Map.of("x", Tensor.of(new float[0], 0, 3))))
                .hasMessageContaining("holds no samples");
        assertThatThrownBy(() -> DataReaders.openInputs(DataSource.of(Fixtures.path("tiny-labels-idx1-ubyte"))))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("holds the labels of an IDX pair", "name its images file");
    }

    private Tensor inputs(Map<String, Tensor> arrays) throws IOException {
        return DataReaders.openInputs(DataSource.of(npz(arrays))).first();
    }

    @Test
    void aColumnOfTargetsBecomesOneAxisAndOneHotStays() throws IOException {
        Tensor oneHot = Tensor.of(new float[] {0, 1, 1, 0}, 2, 2);
        assertThat(open(INPUTS, TARGETS.reshape(2, 1)).targets()).isEqualTo(TARGETS);
        assertThat(open(INPUTS, oneHot).targets()).isEqualTo(oneHot);
    }

    /** As the pictures of a folder are, whichever axis has their channels. */
    @Test
    void picturesInArraysAreBroughtToASize() throws IOException {
        Preparation size = new Preparation(List.of(1, 2), 1, List.of(), List.of());
        byte[] pixels = {0, 2, 4, 6, 10, 12, 14, 16};
        for (long[] shape : new long[][] {{1, 2, 4}, {1, 1, 2, 4}, {1, 2, 4, 1}}) {
            Path file = npz(Map.of("x", Tensor.ofBytes(pixels, shape), "y", Tensor.of(new long[1], 1)));
            Tensor inputs = DataReaders.open(DataSource.of(file).prepared(size)).inputs();
            assertThat(inputs.longs()).containsExactly(6, 10);
            assertThat(inputs.type()).isEqualTo(io.orograph.network.ElementType.UINT8);
            assertThat(inputs.size(inputs.rank() == 4 && shape[1] == 1 ? 2 : 1)).isEqualTo(1);
            assertThat(DataReaders.openInputs(DataSource.of(file).prepared(size))
                            .first())
                    .isEqualTo(inputs);
        }
        Path rows = npz(Map.of("x", INPUTS, "y", TARGETS));
        assertThatThrownBy(() -> DataReaders.open(DataSource.of(rows).prepared(size)))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("holds no pictures that --size could bring to another size", "[2, 3]");
    }

    @Test
    void nonFiniteNumbersAreCountedAndPlaced() {
        Tensor inputs = Tensor.of(new float[] {1, 2, 3, 4, Float.NaN, Float.NEGATIVE_INFINITY}, 2, 3);
        assertThatThrownBy(() -> open(inputs, TARGETS))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("data.npz holds 2 inputs that are NaN or infinite, the first at [1, 1] of [2, 3]"
                        + " (counted from 0); leave those samples out or fill them.");
        assertThatThrownBy(() -> open(INPUTS, Tensor.of(new double[] {Double.NaN, 1}, 2)))
                .hasMessageContaining("holds 1 target that is NaN or infinite, at [0] of [2]");
    }

    @Test
    void sizesThatDoNotBelongTogetherAreRefused() {
        assertThatThrownBy(() -> open(INPUTS, Tensor.of(new long[3], 3)))
                .hasMessageContaining("targets of the shape [3] for inputs of the shape [2, 3]");
        assertThatThrownBy(() -> open(INPUTS, Tensor.of(new long[1]))).hasMessageContaining("targets of the shape []");
        assertThatThrownBy(() -> open(Tensor.of(new float[0], 0, 3), Tensor.of(new long[0], 0)))
                .hasMessageContaining("holds no samples: its inputs have the shape [0, 3]");
        assertThatThrownBy(() -> open(INPUTS, Tensor.of(new long[0], 2, 0))).hasMessageContaining("holds no targets");
    }

    private Dataset open(Tensor inputs, Tensor targets) throws IOException {
        return DataReaders.open(DataSource.of(npz(Map.of("x", inputs, "y", targets))));
    }

    private Path npz(Map<String, Tensor> arrays) throws IOException {
        Path file = folder.resolve("data.npz");
        NpzWriter.write(file, npz -> {
            for (var entry : arrays.entrySet()) {
                npz.add(entry.getKey(), entry.getValue());
            }
        });
        return file;
    }
}
