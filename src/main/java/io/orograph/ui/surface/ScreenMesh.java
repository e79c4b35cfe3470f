package io.orograph.ui.surface;

/**
 * Triangles as they appear in a picture, ready to be filled.
 *
 * @param x of each vertex in pixels
 * @param y downwards
 * @param nearness 1 over the depth, which is linear over a triangle on the screen; 0 behind the viewer
 * @param place in {@code colors}
 * @param light a factor on the colour
 * @param faces three vertices each, every one three times as in a {@code TriangleMesh}
 * @param lit whether light counts
 */
record ScreenMesh(
        float[] x, float[] y, float[] nearness, float[] place, float[] light, int[] faces, int[] colors, boolean lit) {

    /** Nearer than this to the viewer is behind him, in the box's units. */
    private static final double NEAREST = 1;

    /**
     * Makes the mesh as it is seen.
     *
     * @param resolution pixels of the picture to a pixel of the projection
     */
    static ScreenMesh of(MeshArrays mesh, int[] colors, boolean lit, Projection projection, double resolution) {
        int count = mesh.points().length / 3;
        ScreenMesh seen = new ScreenMesh(
                new float[count],
                new float[count],
                new float[count],
                new float[count],
                new float[count],
                mesh.faces(),
                colors,
                lit);
        for (int i = 0; i < count; i++) {
            seen.put(i, mesh, projection, resolution);
        }
        return seen;
    }

    private void put(int i, MeshArrays mesh, Projection projection, double resolution) {
        double worldX = mesh.points()[3 * i];
        double worldY = mesh.points()[3 * i + 1];
        double worldZ = mesh.points()[3 * i + 2];
        double depth = projection.depth(worldX, worldY, worldZ);
        if (!(depth >= NEAREST)) {
            return;
        }
        x[i] = (float) (resolution * projection.screenX(worldX, worldY, worldZ));
        y[i] = (float) (resolution * projection.screenY(worldX, worldY, worldZ));
        nearness[i] = (float) (1 / depth);
        place[i] = colors.length * mesh.texCoords()[2 * i];
        if (lit) {
            light[i] = (float)
                    projection.light(mesh.normals()[3 * i], mesh.normals()[3 * i + 1], mesh.normals()[3 * i + 2]);
        }
    }

    boolean isInFront(int vertex) {
        return nearness[vertex] > 0;
    }
}
