package io.orograph.export.mesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rules of glTF 2.0 that a viewer relies on: chunks, alignment, lengths, limits, indices, finite numbers. */
final class GlbFileTest {

    private static final List<String> TYPES = List.of("SCALAR", "VEC2", "VEC3", "VEC4");

    @TempDir
    private Path folder;

    private final LandscapeMesh mesh = Meshes.withHoles(16, 24, 32);
    private JsonNode json;
    private ByteBuffer binary;

    @BeforeEach
    void read() throws IOException {
        Path file = folder.resolve("s.glb");
        GlbFile.write(file, mesh);
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt()).isEqualTo(0x46546C67);
        assertThat(bytes.getInt()).isEqualTo(2);
        assertThat(bytes.getInt()).isEqualTo(bytes.capacity());
        int length = bytes.getInt();
        assertThat(length % 4).isZero();
        assertThat(bytes.getInt()).as("JSON").isEqualTo(0x4E4F534A);
        byte[] text = new byte[length];
        bytes.get(text);
        json = new ObjectMapper().readTree(text);
        assertThat(bytes.getInt()).isEqualTo(bytes.remaining() - 4);
        assertThat(bytes.getInt()).as("BIN").isEqualTo(0x004E4942);
        binary = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
        assertThat(binary.capacity()).isEqualTo(json.at("/buffers/0/byteLength").asInt());
    }

    @Test
    void viewsAndAccessorsFitTheBuffer() {
        assertThat(json.at("/asset/version").asText()).isEqualTo("2.0");
        int end = 0;
        for (JsonNode accessor : json.get("accessors")) {
            JsonNode view =
                    json.get("bufferViews").get(accessor.get("bufferView").asInt());
            assertThat(view.get("byteOffset").asInt()).isEqualTo(end).matches(offset -> offset % 4 == 0);
            int width = 1 + TYPES.indexOf(accessor.get("type").asText());
            assertThat(view.get("byteLength").asInt())
                    .isEqualTo(4 * width * accessor.get("count").asInt());
            end += view.get("byteLength").asInt();
        }
        assertThat(end).isEqualTo(binary.capacity());
    }

    @Test
    void attributesAreFiniteAndAsManyAsPlaces() {
        for (JsonNode primitive : json.at("/meshes/0/primitives")) {
            int places = accessor(primitive.at("/attributes/POSITION").asInt())
                    .get("count")
                    .asInt();
            primitive.get("attributes").forEach(number -> {
                JsonNode accessor = accessor(number.asInt());
                assertThat(accessor.get("componentType").asInt()).isEqualTo(5126);
                assertThat(accessor.get("count").asInt()).isEqualTo(places);
                for (float value : floats(number.asInt())) {
                    assertThat(value).isFinite();
                }
            });
            assertThat(primitive.get("material").asInt())
                    .isLessThan(json.get("materials").size());
        }
    }

    @Test
    void limitsAreThoseOfThePlaces() {
        JsonNode position =
                accessor(json.at("/meshes/0/primitives/0/attributes/POSITION").asInt());
        float[] places =
                floats(json.at("/meshes/0/primitives/0/attributes/POSITION").asInt());
        for (int axis = 0; axis < 3; axis++) {
            float least = Float.POSITIVE_INFINITY;
            float greatest = Float.NEGATIVE_INFINITY;
            for (int i = axis; i < places.length; i += 3) {
                least = Math.min(least, places[i]);
                greatest = Math.max(greatest, places[i]);
            }
            assertThat(position.get("min").get(axis).floatValue()).isEqualTo(least);
            assertThat(position.get("max").get(axis).floatValue()).isEqualTo(greatest);
        }
    }

    @Test
    void trianglesLookUpAndLeaveTheHolesOut() {
        JsonNode surface = json.at("/meshes/0/primitives/0");
        JsonNode indices = accessor(surface.get("indices").asInt());
        int count = surface.at("/attributes/POSITION").asInt();
        assertThat(indices.get("componentType").asInt()).isEqualTo(5125);
        assertThat(indices.get("count").asInt()).isEqualTo(6 * 20);
        float[] places = floats(count);
        float[] normals = floats(surface.at("/attributes/NORMAL").asInt());
        int offset = json.get("bufferViews")
                .get(indices.get("bufferView").asInt())
                .get("byteOffset")
                .asInt();
        for (int i = 0; i < indices.get("count").asInt(); i += 3) {
            double[][] corner = new double[3][];
            for (int k = 0; k < 3; k++) {
                int vertex = binary.getInt(offset + 4 * (i + k));
                assertThat(vertex).isBetween(0, places.length / 3 - 1);
                corner[k] = new double[] {places[3 * vertex], places[3 * vertex + 1], places[3 * vertex + 2]};
                double length =
                        Math.hypot(Math.hypot(normals[3 * vertex], normals[3 * vertex + 1]), normals[3 * vertex + 2]);
                assertThat(length).isCloseTo(1, within(1e-6));
            }
            assertThat(Vectors.normal(corner[0], corner[1], corner[2])[1]).isPositive();
        }
        float[] losses = floats(surface.at("/attributes/_LOSS").asInt());
        assertThat(losses[0]).isEqualTo((float) mesh.landscape().loss(0));
        assertThat(json.at("/asset/extras/provenance/model").asText()).isEqualTo("<digits> & \"α\".onnx");
    }

    @Test
    void thePathIsALineOverTheSurface() {
        JsonNode line = json.at("/meshes/0/primitives/1");
        assertThat(line.get("mode").asInt()).isEqualTo(3);
        float[] places = floats(line.at("/attributes/POSITION").asInt());
        assertThat(places).hasSize(9);
        assertThat(places[0]).isEqualTo((float) (0.05 - 0.5));
        assertThat(places[5]).isEqualTo((float) (0.5 - 1.0 / 3));
    }

    private JsonNode accessor(int number) {
        return json.get("accessors").get(number);
    }

    private float[] floats(int number) {
        JsonNode accessor = accessor(number);
        JsonNode view = json.get("bufferViews").get(accessor.get("bufferView").asInt());
        float[] values = new float[view.get("byteLength").asInt() / 4];
        for (int i = 0; i < values.length; i++) {
            values[i] = binary.getFloat(view.get("byteOffset").asInt() + 4 * i);
        }
        return values;
    }
}
