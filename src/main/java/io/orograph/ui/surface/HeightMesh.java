package io.orograph.ui.surface;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The surface as triangles: a vertex for each cell of the grid, with the arrays that a JavaFX {@code TriangleMesh} of
 * format {@code POINT_NORMAL_TEXCOORD} takes. Pure arithmetic, made on any thread; the arrays are not to be written
 * to.
 *
 * @param points x, y, z of each cell; a hole lies on the floor, so that the mesh's bounds stay finite
 * @param normals of length 1, pointing upwards (y &lt; 0): (−∂h/∂x, −1, −∂h/∂z), by central differences, one-sided at
 *     rims and holes
 * @param texCoords the middle of the palette's texel for the cell's share, in a palette of {@value #PALETTE} × 1
 * @param faces triangles that touch no hole; where one corner of a grid square is a hole, the other three make one
 * @param holes the cells without a finite height
 */
record HeightMesh(float[] points, float[] normals, float[] texCoords, int[] faces, BitSet holes) {

    static final int PALETTE = 256;

    /**
     * @param shares height of each cell as a share of the box's height, row-major with β over the rows; NaN or an
     *     infinity makes a hole
     * @param previous an earlier mesh or null: if it has the same cells and holes, its faces are taken over, and who
     *     shows the mesh can tell by their identity that they need not be sent again
     */
    static HeightMesh of(double[] shares, SurfaceBox box, HeightMesh previous) {
        int nx = box.grid().nx();
        int ny = box.grid().ny();
        BitSet holes = new BitSet(shares.length);
        for (int i = 0; i < shares.length; i++) {
            holes.set(i, !Double.isFinite(shares[i]));
        }
        float[] points = points(shares, box, holes);
        float[] normals = normals(shares, box, holes);
        boolean same = previous != null
                && previous.points.length == points.length
                && previous.columns() == nx
                && previous.holes.equals(holes);
        int[] faces = same ? previous.faces : faces(nx, ny, holes);
        return new HeightMesh(points, normals, texCoords(shares, holes), faces, holes);
    }

    /** The number of cells along α, told from the first row, whose points have the same z. */
    private int columns() {
        int count = 1;
        while (3 * count < points.length && points[3 * count + 2] == points[2]) {
            count++;
        }
        return count;
    }

    private static float[] points(double[] shares, SurfaceBox box, BitSet holes) {
        int nx = box.grid().nx();
        int ny = box.grid().ny();
        float[] points = new float[3 * shares.length];
        for (int iy = 0, i = 0; iy < ny; iy++) {
            float z = (float) (box.halfZ() * (2.0 * iy / (ny - 1) - 1));
            for (int ix = 0; ix < nx; ix++, i++) {
                points[3 * i] = (float) (box.halfX() * (2.0 * ix / (nx - 1) - 1));
                points[3 * i + 1] = holes.get(i) ? 0 : (float) box.y(shares[i]);
                points[3 * i + 2] = z;
            }
        }
        return points;
    }

    private static float[] normals(double[] shares, SurfaceBox box, BitSet holes) {
        int nx = box.grid().nx();
        int ny = box.grid().ny();
        double perX = box.height() / (2 * box.halfX() / (nx - 1));
        double perZ = box.height() / (2 * box.halfZ() / (ny - 1));
        float[] normals = new float[3 * shares.length];
        for (int iy = 0, i = 0; iy < ny; iy++) {
            for (int ix = 0; ix < nx; ix++, i++) {
                double slopeX = perX * slope(shares, i, ix > 0 ? 1 : 0, ix < nx - 1 ? 1 : 0, holes);
                double slopeZ = perZ * slope(shares, i, iy > 0 ? nx : 0, iy < ny - 1 ? nx : 0, holes);
                double length = Math.sqrt(slopeX * slopeX + 1 + slopeZ * slopeZ);
                normals[3 * i] = (float) (-slopeX / length);
                normals[3 * i + 1] = (float) (-1 / length);
                normals[3 * i + 2] = (float) (-slopeZ / length);
            }
        }
        return normals;
    }

    /** The rise a step at a cell, between its neighbours that far before and after it that are no holes. */
    private static double slope(double[] shares, int cell, int before, int after, BitSet holes) {
        if (holes.get(cell)) {
            return 0;
        }
        int from = before > 0 && !holes.get(cell - before) ? cell - before : cell;
        int to = after > 0 && !holes.get(cell + after) ? cell + after : cell;
        return from == to ? 0 : (shares[to] - shares[from]) / (from != cell && to != cell ? 2 : 1);
    }

    private static float[] texCoords(double[] shares, BitSet holes) {
        float[] texCoords = new float[2 * shares.length];
        for (int i = 0; i < shares.length; i++) {
            texCoords[2 * i] = holes.get(i) ? 0 : paletteU(shares[i]);
            texCoords[2 * i + 1] = 0.5f;
        }
        return texCoords;
    }

    /** The texture coordinate of a share in the palette. */
    static float paletteU(double share) {
        double kept = Math.max(0, Math.min(1, share));
        return (float) ((0.5 + (PALETTE - 1) * kept) / PALETTE);
    }

    private static int[] faces(int nx, int ny, BitSet holes) {
        int[] faces = new int[(nx - 1) * (ny - 1) * 18];
        int size = 0;
        for (int iy = 0; iy < ny - 1; iy++) {
            for (int ix = 0; ix < nx - 1; ix++) {
                int a = iy * nx + ix;
                int b = a + 1;
                int c = a + nx;
                int d = c + 1;
                if (holes.get(b) || holes.get(c)) {
                    size = face(faces, size, a, d, b, holes);
                    size = face(faces, size, a, c, d, holes);
                } else {
                    size = face(faces, size, a, c, b, holes);
                    size = face(faces, size, b, c, d, holes);
                }
            }
        }
        return size == faces.length ? faces : Arrays.copyOf(faces, size);
    }

    private static int face(int[] faces, int size, int a, int b, int c, BitSet holes) {
        if (holes.get(a) || holes.get(b) || holes.get(c)) {
            return size;
        }
        int next = size;
        for (int vertex : new int[] {a, b, c}) {
            faces[next++] = vertex;
            faces[next++] = vertex;
            faces[next++] = vertex;
        }
        return next;
    }
}
