package io.orograph.ui.surface;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.paint.Material;
import javafx.scene.shape.CullFace;
import javafx.scene.shape.MeshView;
import javafx.scene.shape.TriangleMesh;
import javafx.scene.shape.VertexFormat;

/**
 * Lines that change often. They lie in pieces of a fixed number of quadrilaterals whose faces never change, only their
 * vertices: JavaFX sorts every vertex anew when faces change, which on a software pipeline holds a frame up for longer
 * than painting it. What a piece has no line for has no area.
 */
final class LineMesh {

    /** The quadrilaterals of a piece. */
    static final int PIECE = 1024;

    private static final int CORNERS = 4;
    /** The indices of a quadrilateral in a strip's faces: two triangles of three corners of three indices. */
    private static final int QUAD_FACES = 18;

    private static final int[] FACES = faces();

    private final Group node = new Group();
    private final List<Piece> pieces = new ArrayList<>();
    private Material material;

    Group node() {
        return node;
    }

    void setMaterial(Material wanted) {
        material = wanted;
        pieces.forEach(piece -> piece.view.setMaterial(wanted));
    }

    /** Shows lines in place of those before. */
    void set(MeshArrays strip) {
        int quads = strip.faces().length / QUAD_FACES;
        int needed = (quads + PIECE - 1) / PIECE;
        while (pieces.size() < needed) {
            Piece piece = new Piece();
            piece.view.setMaterial(material);
            pieces.add(piece);
            node.getChildren().add(piece.view);
        }
        for (int i = 0; i < pieces.size(); i++) {
            pieces.get(i).view.setVisible(i < needed);
            if (i < needed) {
                pieces.get(i).set(strip, i * PIECE, Math.min(PIECE, quads - i * PIECE));
            }
        }
    }

    private static int[] faces() {
        int[] faces = new int[QUAD_FACES * PIECE];
        int size = 0;
        for (int quad = 0; quad < PIECE; quad++) {
            for (int corner : new int[] {0, 1, 2, 1, 3, 2}) {
                for (int index = 0; index < 3; index++) {
                    faces[size++] = CORNERS * quad + corner;
                }
            }
        }
        return faces;
    }

    private static final class Piece {

        private final TriangleMesh mesh = new TriangleMesh(VertexFormat.POINT_NORMAL_TEXCOORD);
        private final MeshView view = new MeshView(mesh);
        private final float[] points = new float[3 * CORNERS * PIECE];
        private final float[] normals = new float[3 * CORNERS * PIECE];
        private final float[] texCoords = new float[2 * CORNERS * PIECE];
        private int used;

        Piece() {
            view.setCullFace(CullFace.NONE);
            mesh.getPoints().setAll(points);
            mesh.getNormals().setAll(normals);
            mesh.getTexCoords().setAll(texCoords);
            mesh.getFaces().setAll(FACES);
        }

        void set(MeshArrays strip, int first, int count) {
            for (int quad = 0; quad < count; quad++) {
                int from = strip.faces()[QUAD_FACES * (first + quad)];
                int to = CORNERS * quad;
                System.arraycopy(strip.points(), 3 * from, points, 3 * to, 3 * CORNERS);
                System.arraycopy(strip.normals(), 3 * from, normals, 3 * to, 3 * CORNERS);
                System.arraycopy(strip.texCoords(), 2 * from, texCoords, 2 * to, 2 * CORNERS);
            }
            collapse(CORNERS * count, CORNERS * used);
            int changed = CORNERS * Math.max(count, used);
            used = count;
            mesh.getPoints().set(0, points, 0, 3 * changed);
            mesh.getNormals().set(0, normals, 0, 3 * changed);
            mesh.getTexCoords().set(0, texCoords, 0, 2 * changed);
        }

        /** Moves vertices to one point inside of the box, so that the bounds stay those of the lines. */
        private void collapse(int from, int to) {
            for (int i = 3 * from; i < 3 * to; i++) {
                points[i] = 0;
            }
        }
    }
}
