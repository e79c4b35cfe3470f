package io.orograph.export.mesh;

import io.orograph.file.AtomicFile;
import io.orograph.landscape.Grid;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A landscape as a structured grid for ParaView ({@code .vts}): points at (α, β, height), and as their data {@code loss},
 * {@code loss_se}, {@code loss_difference_se} and {@code accuracy} as far as there are such, as float64 to the bit. A cell
 * of the grid that is no point of the surface is hidden ({@code vtkGhostType}), and keeps what it holds.
 */
public final class VtsFile {

    /** {@code vtkDataSetAttributes::HIDDENPOINT}. */
    private static final byte HIDDEN = 2;

    private VtsFile() {}

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, LandscapeMesh mesh) throws IOException {
        Grid grid = mesh.landscape().grid();
        String extent = "\"0 " + (grid.nx() - 1) + " 0 " + (grid.ny() - 1) + " 0 0\"";
        VtkPoints points = new VtkPoints(mesh, List.of());
        AtomicFile.write(file, out -> {
            try (VtkXml xml = new VtkXml(out, "StructuredGrid", mesh.provenance(), " WholeExtent=" + extent)) {
                xml.open("Piece Extent=" + extent);
                xml.open("PointData Scalars=\"loss\"");
                points.writeData(xml);
                xml.write("vtkGhostType", hidden(mesh, grid.cells()));
                xml.close("PointData");
                points.writePlaces(xml);
                xml.close("Piece");
            }
        });
    }

    private static byte[] hidden(LandscapeMesh mesh, int cells) {
        byte[] hidden = new byte[cells];
        for (int cell = 0; cell < cells; cell++) {
            hidden[cell] = mesh.isPoint(cell) ? 0 : HIDDEN;
        }
        return hidden;
    }
}
