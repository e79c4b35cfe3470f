package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.geometry.Bounds;
import javafx.geometry.Point3D;
import javafx.scene.Node;
import javafx.scene.shape.Mesh;
import javafx.scene.shape.MeshView;
import javafx.scene.shape.TriangleMesh;
import org.junit.jupiter.api.Test;

class LineMeshTest {

    private final LineMesh lines = new LineMesh();

    /** A zigzag along x of so many segments, its y from 1 to 2. */
    private static MeshArrays zigzag(int segments) {
        Ribbons ribbons = new Ribbons();
        ribbons.begin();
        for (int i = 0; i <= segments; i++) {
            ribbons.vertex(i, 1 + i % 2, 0, 0, 0, 0.5, 0, -1, 0, 0.25f);
        }
        return ribbons.strip();
    }

    private List<MeshView> shown() {
        return lines.node().getChildren().stream()
                .filter(Node::isVisible)
                .map(MeshView.class::cast)
                .toList();
    }

    /** Every triangle that has an area, as the set of its corners. */
    private Set<Set<Point3D>> triangles() {
        Set<Set<Point3D>> triangles = new HashSet<>();
        for (MeshView view : shown()) {
            TriangleMesh mesh = (TriangleMesh) view.getMesh();
            for (int i = 0; i < mesh.getFaces().size(); i += 9) {
                Set<Point3D> corners = new HashSet<>();
                for (int corner = 0; corner < 9; corner += 3) {
                    int vertex = 3 * mesh.getFaces().get(i + corner);
                    corners.add(new Point3D(
                            mesh.getPoints().get(vertex),
                            mesh.getPoints().get(vertex + 1),
                            mesh.getPoints().get(vertex + 2)));
                }
                if (corners.size() == 3) {
                    triangles.add(corners);
                }
            }
        }
        return triangles;
    }

    private static Set<Set<Point3D>> triangles(MeshArrays strip) {
        Set<Set<Point3D>> triangles = new HashSet<>();
        for (int i = 0; i < strip.faces().length; i += 9) {
            Set<Point3D> corners = new HashSet<>();
            for (int corner = 0; corner < 9; corner += 3) {
                int vertex = 3 * strip.faces()[i + corner];
                corners.add(
                        new Point3D(strip.points()[vertex], strip.points()[vertex + 1], strip.points()[vertex + 2]));
            }
            triangles.add(corners);
        }
        return triangles;
    }

    @Test
    void itShowsTheTrianglesOfTheStripsAndNoOthers() {
        for (int segments : new int[] {5, LineMesh.PIECE, 2 * LineMesh.PIECE + 7, 3}) {
            MeshArrays strip = zigzag(segments);
            lines.set(strip);
            assertThat(triangles()).isEqualTo(triangles(strip));
        }
        lines.set(MeshArrays.EMPTY);
        assertThat(shown()).isEmpty();
    }

    /** New faces are what holds a frame up. */
    @Test
    void otherLinesKeepTheMeshesAndTheirFaces() {
        lines.set(zigzag(LineMesh.PIECE + 3));
        List<Mesh> meshes = shown().stream().map(MeshView::getMesh).toList();
        int[] faces = ((TriangleMesh) meshes.get(0)).getFaces().toArray(null);
        lines.set(zigzag(2));
        lines.set(zigzag(LineMesh.PIECE + 5));
        assertThat(shown().stream().map(MeshView::getMesh).toList()).isEqualTo(meshes);
        assertThat(((TriangleMesh) meshes.get(0)).getFaces().toArray(null)).isEqualTo(faces);
    }

    /** Clipping and picking go by the bounds: what is left over of longer lines does not count. */
    @Test
    void leftOverVerticesDoNotReachBeyondTheLines() {
        lines.set(zigzag(200));
        lines.set(zigzag(10));
        Bounds bounds = shown().get(0).getBoundsInLocal();
        assertThat(bounds.getMaxX()).isEqualTo(10);
    }
}
