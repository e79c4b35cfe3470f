package io.orograph.export.mesh;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The surface of a landscape for programs that show meshes: only the cells that are corners of squares, numbered anew, in a
 * box around the origin whose base is one unit wide, with y upwards.
 */
final class SurfaceVertices {

    private final LandscapeMesh mesh;
    private final int[] cells;
    private final int[] squares;

    /**
     * Makes them.
     *
     * @param file that they are for
     * @throws NoSurfaceException if there is no square
     */
    SurfaceVertices(LandscapeMesh mesh, Path file) throws IOException {
        this.mesh = mesh;
        this.squares = mesh.squares();
        if (squares.length == 0) {
            throw new NoSurfaceException(file);
        }
        this.cells = Arrays.stream(squares).sorted().distinct().toArray();
        int[] numbers = new int[mesh.landscape().grid().cells()];
        for (int i = 0; i < cells.length; i++) {
            numbers[cells[i]] = i;
        }
        Arrays.setAll(squares, i -> numbers[squares[i]]);
    }

    int count() {
        return cells.length;
    }

    /** Returns the cell of the landscape that a vertex is. */
    int cell(int vertex) {
        return cells[vertex];
    }

    /** Returns the numbers of the vertices of the squares, four each, counterclockwise seen from above. */
    int[] squares() {
        return squares;
    }

    /** Returns (x, y, z) of a vertex. */
    double[] place(int vertex) {
        return upright(mesh.place(cells[vertex]));
    }

    /** Returns a place of the mesh with y upwards. */
    static double[] upright(double[] place) {
        return new double[] {place[0] - 0.5, place[2], 0.5 - place[1]};
    }

    /** Returns the unit normals of the vertices, each the mean of the squares around it by their area. */
    double[][] normals() {
        double[][] normals = new double[cells.length][3];
        for (int i = 0; i < squares.length; i += 4) {
            double[][] corners = new double[4][];
            for (int k = 0; k < 4; k++) {
                corners[k] = place(squares[i + k]);
            }
            for (int k = 0; k < 4; k++) {
                double[] at = Vectors.normal(corners[k], corners[(k + 1) % 4], corners[(k + 3) % 4]);
                for (int axis = 0; axis < 3; axis++) {
                    normals[squares[i + k]][axis] += at[axis];
                }
            }
        }
        Arrays.setAll(normals, vertex -> Vectors.unit(normals[vertex]));
        return normals;
    }
}
