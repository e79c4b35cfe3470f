package io.orograph.export.mesh;

import io.orograph.file.AtomicFile;
import io.orograph.landscape.Landscape;
import io.orograph.plane.PlanePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A landscape and what lies on it as polygons and lines for ParaView ({@code .vtp}): the squares of the surface, the path of
 * a training or a curve as one line, models as single points. The data of points are those of {@link VtsFile}, and where
 * there is a path {@code plane_loss}, the loss at its place in the plane, and {@code residual}, its share off the plane;
 * the {@code loss} of a point of the path is its own.
 */
public final class VtpFile {

    private VtpFile() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, LandscapeMesh mesh) throws IOException {
        Landscape landscape = mesh.landscape();
        int cells = landscape.grid().cells();
        List<PlanePath.Point> path =
                landscape.section().path().map(PlanePath::points).orElse(List.of());
        boolean single =
                path.size() < 2 || landscape.section().path().orElseThrow().kind() == PlanePath.Kind.MODELS;
        int[] ofPath = IntStream.range(cells, cells + path.size()).toArray();
        VtkPoints points = new VtkPoints(mesh, path);
        AtomicFile.write(file, out -> {
            try (VtkXml xml = new VtkXml(out, "PolyData", mesh.provenance(), "")) {
                int lines = single ? 0 : 1;
                xml.open("Piece NumberOfPoints=\"" + (cells + path.size()) + "\" NumberOfVerts=\""
                        + (single ? path.size() : 0) + "\" NumberOfLines=\"" + lines
                        + "\" NumberOfStrips=\"0\" NumberOfPolys=\"" + mesh.squares().length / 4 + "\"");
                xml.open("PointData Scalars=\"loss\"");
                points.writeData(xml);
                xml.close("PointData");
                points.writePlaces(xml);
                write(xml, "Verts", single ? ofPath : new int[0], 1);
                write(xml, "Lines", single ? new int[0] : ofPath, Math.max(1, path.size()));
                write(xml, "Polys", mesh.squares(), 4);
                xml.close("Piece");
            }
        });
    }

    /** Writes cells that have all as many corners. */
    private static void write(VtkXml xml, String name, int[] corners, int each) throws IOException {
        int[] ends = new int[corners.length / each];
        Arrays.setAll(ends, i -> (i + 1) * each);
        xml.open(name);
        xml.write("connectivity", 1, corners);
        xml.write("offsets", 1, ends);
        xml.close(name);
    }
}
