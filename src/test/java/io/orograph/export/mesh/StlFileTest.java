package io.orograph.export.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A printer takes a solid only if it is closed. */
final class StlFileTest {

    @TempDir
    private Path folder;

    /** The numbers of holes: none; in the middle; beside each other; so that squares would touch in a corner alone. */
    @ParameterizedTest
    @ValueSource(strings = {"", "17", "17,18", "8,24", "9,17,25", "0,41", "8,16,24,32", "10,16,24,30"})
    void everyEdgeBelongsToTwoTrianglesInOppositeDirections(String holes) throws IOException {
        int[] cells = Arrays.stream(holes.split(","))
                .filter(text -> !text.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
        List<float[][]> triangles = read(Meshes.withHoles(cells));
        Map<String, Integer> edges = new HashMap<>();
        for (float[][] triangle : triangles) {
            for (int k = 1; k <= 3; k++) {
                edges.merge(Arrays.toString(triangle[k]) + Arrays.toString(triangle[k % 3 + 1]), 1, Integer::sum);
            }
        }
        assertThat(edges).isNotEmpty();
        for (float[][] triangle : triangles) {
            for (int k = 1; k <= 3; k++) {
                String from = Arrays.toString(triangle[k]);
                String to = Arrays.toString(triangle[k % 3 + 1]);
                assertThat(edges.get(from + to)).isEqualTo(1);
                assertThat(edges.get(to + from)).isEqualTo(1);
            }
        }
    }

    /** By the divergence theorem, against the volume under a surface of triangles, added up square by square. */
    @Test
    void theSolidHasTheVolumeUnderTheSurface() throws IOException {
        LandscapeMesh mesh = Meshes.withHoles();
        double volume = 0;
        for (float[][] t : read(mesh)) {
            volume += (t[1][0] * (t[2][1] * t[3][2] - t[2][2] * t[3][1])
                            + t[1][1] * (t[2][2] * t[3][0] - t[2][0] * t[3][2])
                            + t[1][2] * (t[2][0] * t[3][1] - t[2][1] * t[3][0]))
                    / 6.0;
        }
        double expected = 0;
        int[] squares = mesh.squares();
        double area = 100.0 / 6 * 100 / 5;
        for (int i = 0; i < squares.length; i += 4) {
            double[] heights = new double[4];
            for (int k = 0; k < 4; k++) {
                heights[k] = 3 + 100 * mesh.place(squares[i + k])[2];
            }
            expected += area / 6 * (2 * heights[0] + heights[1] + 2 * heights[2] + heights[3]);
        }
        // Numbers are float32, and 100 mm a side.
        assertThat(volume).isCloseTo(expected, within(1e-5 * expected));
        assertThat(expected).isGreaterThan(3 * 100 * 100);
    }

    @Test
    void normalsPointOutwardsAsTheCornersRunAround() throws IOException {
        for (float[][] t : read(Meshes.withHoles(17))) {
            double[] normal = Vectors.unitNormal(doubles(t[1]), doubles(t[2]), doubles(t[3]));
            for (int axis = 0; axis < 3; axis++) {
                assertThat((double) t[0][axis]).isCloseTo(normal[axis], within(1e-4));
            }
        }
    }

    @Test
    void whereThereIsNoSquareThereIsNoFile() {
        int[] all = java.util.stream.IntStream.range(0, 42).toArray();
        Path file = folder.resolve("none.stl");
        assertThatThrownBy(() -> StlFile.write(file, Meshes.withHoles(all)))
                .isInstanceOf(NoSurfaceException.class)
                .hasMessageContaining("none.stl cannot be written: nowhere are four neighbouring cells");
        assertThat(file).doesNotExist();
    }

    private static double[] doubles(float[] values) {
        return new double[] {values[0], values[1], values[2]};
    }

    /** The normal and three corners of each triangle. */
    private List<float[][]> read(LandscapeMesh mesh) throws IOException {
        Path file = folder.resolve("solid.stl");
        StlFile.write(file, mesh);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(new String(bytes.array(), 0, 80, StandardCharsets.US_ASCII)).startsWith("Loss landscape of");
        int count = bytes.getInt(80);
        assertThat(bytes.capacity()).isEqualTo(84 + 50 * count);
        bytes.position(84);
        float[][][] triangles = new float[count][4][3];
        for (float[][] triangle : triangles) {
            for (float[] vector : triangle) {
                for (int axis = 0; axis < 3; axis++) {
                    vector[axis] = bytes.getFloat();
                }
            }
            assertThat(bytes.getShort()).isZero();
        }
        return List.of(triangles);
    }
}
