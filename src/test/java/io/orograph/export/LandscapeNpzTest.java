package io.orograph.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.arrays.NpzArrays;
import io.orograph.arrays.NpzWriter;
import io.orograph.file.UnreadableFileException;
import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.network.Tensor;
import io.orograph.provenance.Provenance;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandscapeNpzTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void readingGivesBackEveryBit(boolean accuracy, boolean complete) throws IOException {
        Landscape landscape = Samples.landscape(accuracy, complete);
        Path file = folder.resolve("surface.npz");
        Samples.write(file, landscape);
        Landscape back = LandscapeNpz.read(file);
        assertThat(back.grid()).isEqualTo(landscape.grid());
        assertThat(back.losses()).isEqualTo(landscape.losses());
        assertThat(back.standardErrors()).isEqualTo(landscape.standardErrors());
        assertThat(back.accuracies()).isEqualTo(landscape.accuracies());
        assertThat(back.evaluatedCells()).isEqualTo(complete ? 6 : 5);
        assertThat(back.isEvaluated(5)).isEqualTo(complete);
        assertThat(back.provenance()).isEqualTo(landscape.provenance());
    }

    @Test
    void theArraysAreThoseThatAreDocumented() throws IOException {
        Path file = folder.resolve("surface.npz");
        Samples.write(file, Samples.landscape(true, true));
        try (NpzArrays npz = NpzArrays.open(file)) {
            assertThat(npz.names()).containsExactly("alpha", "beta", "loss", "loss_se", "accuracy", "provenance");
            assertThat(npz.tensor("alpha")).isEqualTo(Tensor.of(new double[] {-1, 0, 1}, 3));
            assertThat(npz.tensor("beta")).isEqualTo(Tensor.of(new double[] {0, 0.1}, 2));
            assertThat(npz.shape("loss")).containsExactly(2, 3);
            assertThat(npz.tensor("loss").get(3)).as("alpha -1, beta 0.1").isEqualTo(4e-300);
        }
    }

    /** An axis comes back to the bit, or contours and the centre would move. */
    @ParameterizedTest
    @CsvSource({"1, 11", "0.7, 31", "0.1, 201", "3e-5, 101", "1e6, 51"})
    void gridsComeBackToTheBit(double range, int count) throws IOException {
        Grid grid = Grid.square(range, count);
        double[] values = new double[grid.cells()];
        Arrays.fill(values, 1);
        BitSet all = new BitSet();
        all.set(0, values.length);
        Path file = folder.resolve("grid.npz");
        Samples.write(file, new Landscape(grid, new Landscape.Cells(values, values, null, null, all), Provenance.NONE));
        Grid back = LandscapeNpz.read(file).grid();
        assertThat(back).isEqualTo(grid);
        assertThat(back.center()).isEqualTo(grid.center()).isNotNegative();
    }

    @Test
    void filesOfOthersNeedOnlyTheNumbers() throws IOException {
        Path file = folder.resolve("other.npz");
        NpzWriter.write(file, npz -> addParts(npz, new double[] {0, 0.1, 0.2}, 2, 3));
        Landscape landscape = LandscapeNpz.read(file);
        assertThat(landscape.isComplete()).isTrue();
        assertThat(landscape.provenance()).isEqualTo(Provenance.NONE);
    }

    @Test
    void whatIsNoLandscapeIsRefused() throws IOException {
        refused("no array alpha but holds x float64 [1]", npz -> npz.add("x", Tensor.of(new double[1], 1)));
        refused(
                "not evenly spaced (the first that is off is number 1",
                npz -> addParts(npz, new double[] {0, 0.2, 0.3}, 2, 3));
        refused("alpha goes from 1.0 to 0.0", npz -> addParts(npz, new double[] {1, 0.5, 0}, 2, 3));
        refused("alpha goes from NaN to 1.0", npz -> addParts(npz, new double[] {Double.NaN, 0.5, 1}, 2, 3));
        refused("alpha has the shape [1] instead", npz -> addParts(npz, new double[] {1}, 2, 1));
        refused("loss has the shape [3, 2] instead of [2, 3]", npz -> addParts(npz, new double[] {0, 1, 2}, 3, 2));
        refused("provenance is no JSON object", npz -> {
            addParts(npz, new double[] {0, 1, 2}, 2, 3);
            npz.addText("provenance", "hello");
        });
    }

    private static void addParts(NpzWriter npz, double[] alpha, int rows, int columns) throws IOException {
        npz.add("alpha", Tensor.of(alpha, alpha.length));
        npz.add("beta", Tensor.of(new float[] {-1, 1}, 2));
        npz.add("loss", Tensor.of(new float[rows * columns], rows, columns));
        npz.add("loss_se", Tensor.of(new double[rows * columns], rows, columns));
    }

    private void refused(String found, NpzWriter.Arrays arrays) throws IOException {
        Path file = folder.resolve("bad.npz");
        NpzWriter.write(file, arrays);
        assertThatThrownBy(() -> LandscapeNpz.read(file))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("bad.npz ")
                .hasMessageContaining(found);
    }
}
