package io.orograph.export.mesh;

import io.orograph.file.AtomicFile;
import io.orograph.landscape.Landscape;
import io.orograph.plane.PlanePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A landscape and what lies on it as polygons and lines for ParaView ({@code .vtp}): the squares of the surface, the paths of
 * trainings or a curve as a line each, models as single points. The data of points are those of {@link VtsFile}, and where
 * there is a path {@code plane_loss}, the loss at its place in the plane, and {@code residual}, its share off the plane;
 * the {@code loss} of a point of the path is its own.
 */
public final class VtpFile {

    private VtpFile() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, LandscapeMesh mesh) throws IOException {
        Landscape landscape = mesh.landscape();
        int cells = landscape.grid().cells();
        List<PlanePath> paths = landscape.section().paths();
        List<PlanePath.Point> all =
                paths.stream().flatMap(path -> path.points().stream()).toList();
        List<int[]> lines = new ArrayList<>();
        List<int[]> singles = new ArrayList<>();
        int next = cells;
        for (PlanePath path : paths) {
            int[] corners = IntStream.range(next, next + path.size()).toArray();
            next += path.size();
            if (path.size() < 2 || path.kind() == PlanePath.Kind.MODELS) {
                IntStream.of(corners).forEach(corner -> singles.add(new int[] {corner}));
            } else {
                lines.add(corners);
            }
        }
        VtkPoints points = new VtkPoints(mesh, all);
        AtomicFile.write(file, out -> {
            try (VtkXml xml = new VtkXml(out, "PolyData", mesh.provenance(), "")) {
                xml.open("Piece NumberOfPoints=\"" + (cells + all.size()) + "\" NumberOfVerts=\"" + singles.size()
                        + "\" NumberOfLines=\"" + lines.size() + "\" NumberOfStrips=\"0\" NumberOfPolys=\""
                        + mesh.squares().length / 4 + "\"");
                xml.open("PointData Scalars=\"loss\"");
                points.writeData(xml);
                xml.close("PointData");
                points.writePlaces(xml);
                write(xml, "Verts", singles);
                write(xml, "Lines", lines);
                write(xml, "Polys", mesh.squares(), 4);
                xml.close("Piece");
            }
        });
    }

    /** Writes cells, each with its own corners. */
    private static void write(VtkXml xml, String name, List<int[]> each) throws IOException {
        int[] ends = new int[each.size()];
        int end = 0;
        for (int i = 0; i < ends.length; i++) {
            end += each.get(i).length;
            ends[i] = end;
        }
        write(xml, name, each.stream().flatMapToInt(IntStream::of).toArray(), ends);
    }

    /** Writes cells that have all as many corners. */
    private static void write(VtkXml xml, String name, int[] corners, int each) throws IOException {
        int[] ends = new int[corners.length / each];
        Arrays.setAll(ends, i -> (i + 1) * each);
        write(xml, name, corners, ends);
    }

    private static void write(VtkXml xml, String name, int[] corners, int[] ends) throws IOException {
        xml.open(name);
        xml.write("connectivity", 1, corners);
        xml.write("offsets", 1, ends);
        xml.close(name);
    }
}
