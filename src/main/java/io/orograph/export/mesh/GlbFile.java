package io.orograph.export.mesh;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.orograph.file.AtomicFile;
import io.orograph.plane.PlanePath;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A landscape as binary glTF 2.0 ({@code .glb}) with y upwards: one mesh with normals, a colour a vertex, and the loss as
 * the attribute {@code _LOSS} (float32); the path of a training or a curve as a line over it. The provenance is among the
 * {@code extras} of the asset.
 */
public final class GlbFile {

    private static final int MAGIC = 0x46546C67;
    private static final int VERSION = 2;
    private static final int JSON = 0x4E4F534A;
    private static final int BINARY = 0x004E4942;
    private static final int TRIANGLES = 4;
    private static final int LINE_STRIP = 3;

    /** How far over the surface a path lies, so that it is not hidden in it. */
    private static final double LIFT = 0.004;

    private GlbFile() {}

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @throws NoSurfaceException if there is no square
     */
    public static void write(Path file, LandscapeMesh mesh) throws IOException {
        GlbBuffers buffers = new GlbBuffers();
        List<Map<String, Object>> primitives = new ArrayList<>();
        primitives.add(surface(mesh, new SurfaceVertices(mesh, file), buffers));
        for (PlanePath path : mesh.landscape().section().paths()) {
            double[][] places = places(mesh, path);
            if (places.length > 1) {
                primitives.add(Map.of(
                        "attributes",
                        Map.of("POSITION", buffers.addPlaces(places)),
                        "mode",
                        LINE_STRIP,
                        "material",
                        1));
            }
        }
        byte[] binary = buffers.bytes();
        Map<String, Object> document = Map.of(
                "asset",
                Map.of(
                        "version", "2.0",
                        "generator", "Orograph",
                        "extras", Map.of("provenance", mesh.provenance().entries())),
                "scene",
                0,
                "scenes",
                List.of(Map.of("nodes", List.of(0))),
                "nodes",
                List.of(Map.of("mesh", 0, "name", "loss landscape")),
                "meshes",
                List.of(Map.of("primitives", primitives)),
                "materials",
                List.of(material(1, "loss"), material(0.05, "path")),
                "accessors",
                buffers.accessors(),
                "bufferViews",
                buffers.views(),
                "buffers",
                List.of(Map.of("byteLength", binary.length)));
        byte[] json = padded(new ObjectMapper().writeValueAsBytes(document));
        AtomicFile.write(file, out -> write(out, json, binary));
    }

    private static void write(OutputStream out, byte[] json, byte[] binary) throws IOException {
        int header = 3 * Integer.BYTES;
        int chunk = 2 * Integer.BYTES;
        out.write(numbers(MAGIC, VERSION, header + chunk + json.length + chunk + binary.length));
        out.write(numbers(json.length, JSON));
        out.write(json);
        out.write(numbers(binary.length, BINARY));
        out.write(binary);
    }

    private static byte[] numbers(int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(values).forEach(bytes::putInt);
        return bytes.array();
    }

    /** Returns JSON with spaces behind it up to a multiple of four bytes. */
    private static byte[] padded(byte[] json) {
        byte[] longer = Arrays.copyOf(json, (json.length + 3) / 4 * 4);
        Arrays.fill(longer, json.length, longer.length, (byte) ' ');
        return longer;
    }

    private static Map<String, Object> material(double white, String name) {
        return Map.of(
                "name",
                name,
                "doubleSided",
                true,
                "pbrMetallicRoughness",
                Map.of(
                        "baseColorFactor", List.of(white, white, white, 1.0),
                        "metallicFactor", 0.0,
                        "roughnessFactor", 0.8));
    }

    private static Map<String, Object> surface(LandscapeMesh mesh, SurfaceVertices vertices, GlbBuffers buffers) {
        double[][] places = new double[vertices.count()][];
        double[][] colors = new double[vertices.count()][];
        double[][] losses = new double[vertices.count()][];
        for (int vertex = 0; vertex < vertices.count(); vertex++) {
            int cell = vertices.cell(vertex);
            places[vertex] = vertices.place(vertex);
            colors[vertex] = linear(LandscapeMesh.color(mesh.share(cell)));
            losses[vertex] = new double[] {mesh.landscape().loss(cell)};
        }
        Map<String, Object> attributes = Map.of(
                "POSITION", buffers.addPlaces(places),
                "NORMAL", buffers.add(vertices.normals()),
                "COLOR_0", buffers.add(colors),
                "_LOSS", buffers.add(losses));
        int[] squares = vertices.squares();
        int[] corners = new int[squares.length / 4 * 6];
        for (int i = 0, k = 0; i < squares.length; i += 4) {
            for (int corner : new int[] {0, 1, 2, 0, 2, 3}) {
                corners[k++] = squares[i + corner];
            }
        }
        return Map.of(
                "attributes", attributes, "indices", buffers.addCorners(corners), "mode", TRIANGLES, "material", 0);
    }

    /** Returns the colour in linear light, which glTF has colours of vertices in. */
    private static double[] linear(int argb) {
        double[] color = new double[3];
        for (int i = 0; i < 3; i++) {
            double component = (argb >> 16 - 8 * i & 0xFF) / 255.0;
            color[i] = component <= 0.04045 ? component / 12.92 : Math.pow((component + 0.055) / 1.055, 2.4);
        }
        return color;
    }

    /** Returns the places of a path that is a line; none of one that is none. */
    private static double[][] places(LandscapeMesh mesh, PlanePath path) {
        if (path.kind() == PlanePath.Kind.MODELS) {
            return new double[0][];
        }
        return path.points().stream()
                .map(mesh::place)
                .filter(place -> !Double.isNaN(place[2]))
                .map(place -> SurfaceVertices.upright(new double[] {place[0], place[1], place[2] + LIFT}))
                .toArray(double[][]::new);
    }
}
