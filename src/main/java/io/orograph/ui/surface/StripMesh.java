package io.orograph.ui.surface;

import javafx.scene.shape.CullFace;
import javafx.scene.shape.MeshView;
import javafx.scene.shape.TriangleMesh;
import javafx.scene.shape.VertexFormat;

/** A mesh view whose arrays are replaced in place: rebuilding the mesh would cost several times as much. */
final class StripMesh {

    private final TriangleMesh mesh = new TriangleMesh(VertexFormat.POINT_NORMAL_TEXCOORD);
    private final MeshView view = new MeshView(mesh);
    private int[] faces = new int[0];

    StripMesh() {
        view.setCullFace(CullFace.NONE);
    }

    MeshView view() {
        return view;
    }

    void set(Ribbons.Strip strip) {
        set(strip.points(), strip.normals(), strip.texCoords(), strip.faces());
    }

    /**
     * @param wantedFaces not sent again if it is the same array as before
     */
    void set(float[] points, float[] normals, float[] texCoords, int[] wantedFaces) {
        if (mesh.getPoints().size() == points.length) {
            mesh.getPoints().set(0, points, 0, points.length);
            mesh.getNormals().set(0, normals, 0, normals.length);
            mesh.getTexCoords().set(0, texCoords, 0, texCoords.length);
        } else {
            // Faces must never point past the vertices, not even between two calls.
            mesh.getFaces().clear();
            faces = new int[0];
            mesh.getPoints().setAll(points);
            mesh.getNormals().setAll(normals);
            mesh.getTexCoords().setAll(texCoords);
        }
        if (faces != wantedFaces) {
            mesh.getFaces().setAll(wantedFaces);
            faces = wantedFaces;
        }
    }
}
