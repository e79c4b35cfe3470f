package io.orograph.ui.surface;

import java.util.Arrays;

/**
 * Lines in space as narrow strips of triangles, gathered into the arrays of one {@code POINT_NORMAL_TEXCOORD} mesh.
 * Strips, because a line mesh is a pixel wide at every size: in a large exported picture it would vanish.
 */
final class Ribbons {

    private float[] points = new float[256];
    private float[] normals = new float[256];
    private float[] texCoords = new float[256];
    private int[] faces = new int[512];
    private int vertices;
    private int faceSize;
    private boolean open;

    /** Starts a line: the next vertex is not joined to the last. */
    void begin() {
        open = false;
    }

    /**
     * Adds a vertex to the line.
     *
     * @param sideX from the line's middle to its edge, half the width long; {@code sideY} and {@code sideZ} too
     * @param u texture coordinate
     */
    void vertex(
            double x,
            double y,
            double z,
            double sideX,
            double sideY,
            double sideZ,
            double normalX,
            double normalY,
            double normalZ,
            float u) {
        ensure(vertices + 2);
        put(x - sideX, y - sideY, z - sideZ, normalX, normalY, normalZ, u);
        put(x + sideX, y + sideY, z + sideZ, normalX, normalY, normalZ, u);
        if (open) {
            triangle(vertices - 4, vertices - 3, vertices - 2);
            triangle(vertices - 3, vertices - 1, vertices - 2);
        }
        open = true;
    }

    private void put(double x, double y, double z, double normalX, double normalY, double normalZ, float u) {
        points[3 * vertices] = (float) x;
        points[3 * vertices + 1] = (float) y;
        points[3 * vertices + 2] = (float) z;
        normals[3 * vertices] = (float) normalX;
        normals[3 * vertices + 1] = (float) normalY;
        normals[3 * vertices + 2] = (float) normalZ;
        texCoords[2 * vertices] = u;
        texCoords[2 * vertices + 1] = 0.5f;
        vertices++;
    }

    private void triangle(int a, int b, int c) {
        if (faces.length < faceSize + 9) {
            faces = Arrays.copyOf(faces, 2 * faces.length);
        }
        for (int vertex : new int[] {a, b, c}) {
            faces[faceSize++] = vertex;
            faces[faceSize++] = vertex;
            faces[faceSize++] = vertex;
        }
    }

    private void ensure(int wanted) {
        if (points.length < 3 * wanted) {
            points = Arrays.copyOf(points, Math.max(2 * points.length, 3 * wanted));
            normals = Arrays.copyOf(normals, points.length);
        }
        if (texCoords.length < 2 * wanted) {
            texCoords = Arrays.copyOf(texCoords, Math.max(2 * texCoords.length, 2 * wanted));
        }
    }

    /** Returns the arrays of the lines that were added so far. */
    MeshArrays strip() {
        return new MeshArrays(
                Arrays.copyOf(points, 3 * vertices),
                Arrays.copyOf(normals, 3 * vertices),
                Arrays.copyOf(texCoords, 2 * vertices),
                Arrays.copyOf(faces, faceSize));
    }
}
