package io.orograph.ui.surface;

/**
 * The arrays of a {@code POINT_NORMAL_TEXCOORD} mesh, not to be written to.
 *
 * @param faces three vertices each, every one three times: its point, its normal and its place in the palette
 */
record MeshArrays(float[] points, float[] normals, float[] texCoords, int[] faces) {

    static final MeshArrays EMPTY = new MeshArrays(new float[0], new float[0], new float[0], new int[0]);
}
