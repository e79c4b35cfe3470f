package io.orograph.export.mesh;

import io.orograph.file.AtomicFile;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.provenance.ProvenanceJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A landscape as a Wavefront mesh ({@code .obj}) with y upwards. Colours are there twice: of every vertex behind its place,
 * which newer programs read, and of every square by one of {@value #MATERIALS} materials, in the {@code .mtl} of the same
 * name that is written beside it.
 */
public final class ObjFile {

    static final int MATERIALS = 64;

    private static final Pattern LAST_ENDING = Pattern.compile("\\.[^.]*$");

    /** The place of each corner of a square in the list of its vertices. */
    private static final int CORNERS = 4;

    private ObjFile() {}

    /**
     * Writes or replaces both files, each whole or not at all, the materials first.
     *
     * @throws NoSurfaceException if there is no square
     */
    public static void write(Path file, LandscapeMesh mesh) throws IOException {
        SurfaceVertices vertices = new SurfaceVertices(mesh, file);
        Path materials = materials(file);
        AtomicFile.write(materials, out -> writeMaterials(writer(out)));
        AtomicFile.write(file, out -> write(writer(out), mesh, vertices, FileName.of(materials)));
    }

    /** Returns the file of the materials that belongs to a file. */
    static Path materials(Path file) {
        return file.resolveSibling(LAST_ENDING.matcher(FileName.of(file)).replaceFirst("") + ".mtl");
    }

    private static Writer writer(OutputStream out) {
        return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private static void writeMaterials(Writer writer) throws IOException {
        writer.write("# Colours of a loss landscape, lowest loss first, written by Orograph\n");
        for (int i = 0; i < MATERIALS; i++) {
            int argb = LandscapeMesh.color((i + 0.5) / MATERIALS);
            writer.write(String.format(
                    Locale.ROOT,
                    "newmtl loss%02d\nKd %.4f %.4f %.4f\nKs 0 0 0\nillum 1\n",
                    i,
                    component(argb, 16),
                    component(argb, 8),
                    component(argb, 0)));
        }
        writer.flush();
    }

    private static double component(int argb, int shift) {
        return (argb >> shift & 0xFF) / 255.0;
    }

    private static void write(Writer writer, LandscapeMesh mesh, SurfaceVertices vertices, String materials)
            throws IOException {
        writer.write("# Loss landscape, written by Orograph\n# provenance: " + ProvenanceJson.write(mesh.provenance())
                + "\n");
        writer.write("mtllib " + Excerpt.line(materials) + "\no landscape\n");
        for (int vertex = 0; vertex < vertices.count(); vertex++) {
            double[] place = vertices.place(vertex);
            int argb = LandscapeMesh.color(mesh.share(vertices.cell(vertex)));
            writer.write(String.format(
                    Locale.ROOT,
                    "v %.9g %.9g %.9g %.4f %.4f %.4f\n",
                    place[0],
                    place[1],
                    place[2],
                    component(argb, 16),
                    component(argb, 8),
                    component(argb, 0)));
        }
        for (double[] normal : vertices.normals()) {
            writer.write(String.format(Locale.ROOT, "vn %.6f %.6f %.6f\n", normal[0], normal[1], normal[2]));
        }
        writeFaces(writer, mesh, vertices);
        writer.flush();
    }

    /** Writes the squares, those of each material together. */
    private static void writeFaces(Writer writer, LandscapeMesh mesh, SurfaceVertices vertices) throws IOException {
        List<StringBuilder> faces = new ArrayList<>();
        for (int i = 0; i < MATERIALS; i++) {
            faces.add(new StringBuilder());
        }
        int[] squares = vertices.squares();
        for (int i = 0; i < squares.length; i += CORNERS) {
            double share = 0;
            StringBuilder face = new StringBuilder("f");
            for (int k = i; k < i + CORNERS; k++) {
                share += mesh.share(vertices.cell(squares[k])) / CORNERS;
                int number = squares[k] + 1;
                face.append(' ').append(number).append("//").append(number);
            }
            faces.get((int) Math.min(MATERIALS - 1, share * MATERIALS))
                    .append(face)
                    .append('\n');
        }
        for (int i = 0; i < MATERIALS; i++) {
            if (!faces.get(i).isEmpty()) {
                writer.write(String.format(Locale.ROOT, "usemtl loss%02d\n", i));
                writer.append(faces.get(i));
            }
        }
    }
}
