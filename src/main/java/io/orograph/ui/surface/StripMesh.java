package io.orograph.ui.surface;

import java.util.Arrays;
import java.util.BitSet;
import javafx.scene.shape.CullFace;
import javafx.scene.shape.MeshView;
import javafx.scene.shape.TriangleMesh;
import javafx.scene.shape.VertexFormat;

/**
 * A mesh view whose arrays are replaced in place as long as the faces stay: rebuilding the mesh would cost several times
 * as much. Other faces take a new mesh: JavaFX forgets that faces changed when it takes over two changes between two
 * frames, as it does while a view is hidden or a frame is late, and then reads past the vertices. So does a mesh with vertices that no face has, as around a hole: JavaFX
 * knows of no place to put what has changed of them.
 */
final class StripMesh {

    private final MeshView view = new MeshView();
    private TriangleMesh mesh = new TriangleMesh(VertexFormat.POINT_NORMAL_TEXCOORD);
    private int[] faces = new int[0];
    private boolean whole = true;
    private float[] shownNormals = new float[0];
    private float[] shownTexCoords = new float[0];

    StripMesh() {
        view.setCullFace(CullFace.NONE);
    }

    MeshView view() {
        return view;
    }

    void set(MeshArrays strip) {
        set(strip.points(), strip.normals(), strip.texCoords(), strip.faces());
    }

    /**
     * Sets the mesh's arrays.
     *
     * @param wantedFaces not sent again if it is the same array as before
     */
    void set(float[] points, float[] normals, float[] texCoords, int[] wantedFaces) {
        if (faces == wantedFaces && whole && mesh.getPoints().size() == points.length) {
            mesh.getPoints().set(0, points, 0, points.length);
            // JavaFX takes over every array that was set, whether it has changed or not.
            if (!Arrays.equals(normals, shownNormals)) {
                mesh.getNormals().set(0, normals, 0, normals.length);
            }
            if (!Arrays.equals(texCoords, shownTexCoords)) {
                mesh.getTexCoords().set(0, texCoords, 0, texCoords.length);
            }
        } else {
            mesh = new TriangleMesh(VertexFormat.POINT_NORMAL_TEXCOORD);
            mesh.getPoints().setAll(points);
            mesh.getNormals().setAll(normals);
            mesh.getTexCoords().setAll(texCoords);
            mesh.getFaces().setAll(wantedFaces);
            faces = wantedFaces;
            whole = hasEveryVertex(wantedFaces, points.length / 3);
            view.setMesh(wantedFaces.length == 0 ? null : mesh);
        }
        shownNormals = normals;
        shownTexCoords = texCoords;
    }

    private static boolean hasEveryVertex(int[] faces, int vertices) {
        BitSet found = new BitSet(vertices);
        for (int i = 0; i < faces.length; i += 3) {
            found.set(faces[i]);
        }
        return found.cardinality() == vertices;
    }
}
