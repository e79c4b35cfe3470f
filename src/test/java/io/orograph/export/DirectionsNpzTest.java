package io.orograph.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Tensor;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectionsNpzTest {

    private static final double[] FIRST = {1, 2, 3, 4, 5, 6, 7, 1.0 / 3};
    private static final double[] SECOND = {-1, -2, -3, -4, -5, -6, -7, 0};

    @TempDir
    Path folder;

    private final ParameterLayout layout = Samples.layout();

    @Test
    void readingGivesBackEveryBit() throws IOException {
        Path file = write();
        DirectionsNpz.Directions back = DirectionsNpz.read(file, layout);
        assertThat(back.first()).isEqualTo(FIRST);
        assertThat(back.second()).isEqualTo(SECOND);
    }

    @Test
    void theArraysAreNamedAsTheParameters() throws IOException {
        try (NpzArrays npz = NpzArrays.open(write())) {
            assertThat(npz.names())
                    .containsExactly("d1/fc/weight", "d1/fc.bias", "d2/fc/weight", "d2/fc.bias", "provenance");
            assertThat(npz.tensor("d1/fc/weight")).isEqualTo(Tensor.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3));
            assertThat(npz.tensor("d2/fc.bias")).isEqualTo(Tensor.of(new double[] {-7, 0}, 2));
            assertThat(ProvenanceJson.read(npz.readText("provenance"))).isEqualTo(Samples.PROVENANCE);
        }
    }

    @Test
    void takesFloatsAndNeedsNoProvenance() throws IOException {
        Path file = folder.resolve("floats.npz");
        NpzWriter.write(file, npz -> {
            npz.add("d2/fc.bias", Tensor.of(new int[] {3, 4}, 2));
            npz.add("d2/fc/weight", Tensor.of(new float[6], 2, 3));
            npz.add("d1/fc.bias", Tensor.of(new float[] {0.5f, -1}, 2));
            npz.add("d1/fc/weight", Tensor.of(new float[] {1, 0, 0, 0, 0, 2}, 2, 3));
        });
        DirectionsNpz.Directions directions = DirectionsNpz.read(file, layout);
        assertThat(directions.first()).containsExactly(1, 0, 0, 0, 0, 2, 0.5, -1);
        assertThat(directions.second()).containsExactly(0, 0, 0, 0, 0, 0, 3, 4);
    }

    @Test
    void saysWhatIsMissingExtraAndMisshapen() throws IOException {
        Path file = folder.resolve("bad.npz");
        NpzWriter.write(file, npz -> {
            npz.add("d1/fc/weight", Tensor.of(new float[6], 3, 2));
            npz.add("d2/fc/weight", Tensor.of(new float[6], 2, 3));
            npz.add("d2/fc.bias", Tensor.of(new float[2], 2));
            npz.add("d2/conv", Tensor.of(new float[2], 2));
            npz.add("fc.bias", Tensor.of(new float[2], 2));
        });
        assertThatThrownBy(() -> DirectionsNpz.read(file, layout))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessage("bad.npz does not fit this network: arrays missing: d1/fc.bias; arrays of no parameter:"
                        + " d2/conv, fc.bias; arrays of another shape: d1/fc/weight [3, 2] instead of [2, 3];"
                        + " choose directions that were saved for this network.");
    }

    @Test
    void aLongListIsCutShort() throws IOException {
        Path file = folder.resolve("data.npz");
        NpzWriter.write(file, npz -> {
            for (int i = 0; i < 6; i++) {
                npz.add("d1/x" + i, Tensor.of(new float[2], 2));
            }
        });
        assertThatThrownBy(() -> DirectionsNpz.read(file, layout))
                .hasMessageContaining("arrays of no parameter: d1/x0, d1/x1, d1/x2, d1/x3 and 2 more");
    }

    @Test
    void anotherArchiveIsToldFromDirections() throws IOException {
        Path file = folder.resolve("data.npz");
        NpzWriter.write(file, npz -> npz.add("x", Tensor.of(new float[2], 2)));
        assertThatThrownBy(() -> DirectionsNpz.read(file, layout))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessage("data.npz holds no directions: they are arrays named d1/… and d2/…, but it holds"
                        + " x float32 [2]; choose a file of directions that Orograph saved.");
    }

    @Test
    void nonFiniteDirectionsAreRefused() throws IOException {
        double[] bad = FIRST.clone();
        bad[7] = Double.NaN;
        Path file = folder.resolve("nan.npz");
        DirectionsNpz.write(file, layout, new DirectionsNpz.Directions(SECOND, bad), Samples.PROVENANCE);
        assertThatThrownBy(() -> DirectionsNpz.read(file, layout))
                .isInstanceOf(UnsupportedFileException.class)
                .hasMessageContaining("array d2/fc.bias holds the value NaN");
    }

    @Test
    void aDirectionOfAnotherLayoutIsNotWritten() {
        Path file = folder.resolve("short.npz");
        DirectionsNpz.Directions directions = new DirectionsNpz.Directions(FIRST, new double[3]);
        assertThatThrownBy(() -> DirectionsNpz.write(file, layout, directions, Samples.PROVENANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 numbers for 8 parameters");
        assertThat(file).doesNotExist();
    }

    private Path write() throws IOException {
        Path file = folder.resolve("directions.npz");
        DirectionsNpz.write(file, layout, new DirectionsNpz.Directions(FIRST, SECOND), Samples.PROVENANCE);
        return file;
    }
}
