package io.orograph.ui.surface;

import java.util.List;
import javafx.geometry.Point3D;
import javafx.scene.shape.TriangleMesh;
import org.fxyz3d.shapes.primitives.SegmentedSphereMesh;

/**
 * Small balls of one size as one mesh: the sphere of FXyz3D, whose triangles can be read (those of JavaFX's cannot),
 * copied to each place. Copies are moved here rather than by FXyz3D's scatter plot, which builds all of them anew for
 * every change of place.
 */
final class Spheres {

    private static final int DIVISIONS = 6;

    /** The faces that were made last, by any thread. */
    private static volatile int[] lastFaces = new int[0];

    private Spheres() {}

    /** The sphere of radius 1 around the origin, made when the first is needed. */
    private static final class Unit {

        static final float[] POINTS;

        /** The vertices of each triangle. */
        static final int[] CORNERS;

        static {
            SegmentedSphereMesh sphere =
                    new SegmentedSphereMesh(DIVISIONS, 0, 0, 1, new org.fxyz3d.geometry.Point3D(0, 0, 0));
            TriangleMesh mesh = (TriangleMesh) sphere.getMesh();
            POINTS = mesh.getPoints().toArray(null);
            int[] faces = mesh.getFaces().toArray(null);
            CORNERS = new int[faces.length / 2];
            for (int i = 0; i < CORNERS.length; i++) {
                CORNERS[i] = faces[2 * i];
            }
        }
    }

    /**
     * Returns the mesh of a ball at each place.
     *
     * @param u the palette place of each ball
     */
    static MeshArrays at(List<Point3D> places, float[] u, double radius) {
        if (places.isEmpty()) {
            return MeshArrays.EMPTY;
        }
        int vertices = Unit.POINTS.length / 3;
        float[] points = new float[places.size() * Unit.POINTS.length];
        float[] normals = new float[points.length];
        float[] texCoords = new float[2 * places.size() * vertices];
        for (int i = 0; i < places.size(); i++) {
            double[] middle = {
                places.get(i).getX(), places.get(i).getY(), places.get(i).getZ()
            };
            for (int j = 0; j < Unit.POINTS.length; j++) {
                points[i * Unit.POINTS.length + j] = (float) (middle[j % 3] + radius * Unit.POINTS[j]);
                normals[i * Unit.POINTS.length + j] = Unit.POINTS[j];
            }
            for (int vertex = i * vertices; vertex < (i + 1) * vertices; vertex++) {
                texCoords[2 * vertex] = u[i];
                texCoords[2 * vertex + 1] = 0.5f;
            }
        }
        return new MeshArrays(points, normals, texCoords, faces(places.size()));
    }

    /** Returns the triangles of so many balls: the same array as long as there are as many, so that a mesh stays in place. */
    private static int[] faces(int balls) {
        int size = 3 * Unit.CORNERS.length;
        int[] faces = lastFaces;
        if (faces.length != balls * size) {
            faces = new int[balls * size];
            for (int i = 0; i < faces.length; i++) {
                faces[i] = i / size * (Unit.POINTS.length / 3) + Unit.CORNERS[i % size / 3];
            }
            lastFaces = faces;
        }
        return faces;
    }
}
