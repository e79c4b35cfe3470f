package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import javafx.geometry.Point3D;
import org.junit.jupiter.api.Test;

class SpheresTest {

    private static final List<Point3D> PLACES = List.of(new Point3D(1, 2, 3), new Point3D(-40, 0, 5));

    private final MeshArrays mesh = Spheres.at(PLACES, new float[] {0.25f, 0.75f}, 2);

    private static Point3D point(float[] values, int vertex) {
        return new Point3D(values[3 * vertex], values[3 * vertex + 1], values[3 * vertex + 2]);
    }

    @Test
    void everyVertexLiesOnTheBallOfItsPlaceAndLooksAway() {
        int vertices = mesh.points().length / 3;
        assertThat(vertices).isGreaterThan(60).isEven();
        for (int i = 0; i < vertices; i++) {
            Point3D middle = PLACES.get(2 * i / vertices);
            Point3D away = point(mesh.points(), i).subtract(middle);
            assertThat(away.magnitude()).isCloseTo(2, within(1e-5));
            assertThat(point(mesh.normals(), i).distance(away.multiply(0.5))).isLessThan(1e-5);
            assertThat(mesh.texCoords()[2 * i]).isEqualTo(2 * i < vertices ? 0.25f : 0.75f);
        }
    }

    /** As with any closed surface, what the triangles enclose has the volume of the ball, less what is cut off. */
    @Test
    void theTrianglesCloseEachBall() {
        int vertices = mesh.points().length / 3;
        double volume = 0;
        for (int i = 0; i < mesh.faces().length; i += 9) {
            int[] corners = {mesh.faces()[i], mesh.faces()[i + 3], mesh.faces()[i + 6]};
            Point3D middle = PLACES.get(2 * corners[0] / vertices);
            Point3D a = point(mesh.points(), corners[0]).subtract(middle);
            Point3D b = point(mesh.points(), corners[1]).subtract(middle);
            Point3D c = point(mesh.points(), corners[2]).subtract(middle);
            volume += Math.abs(a.dotProduct(b.crossProduct(c))) / 6;
        }
        double balls = 2 * 4.0 / 3 * Math.PI * 8;
        assertThat(volume).isBetween(0.7 * balls, balls);
    }

    /** JavaFX sorts the vertices of a mesh anew when its faces change. */
    @Test
    void theFacesStayWhenBallsMove() {
        List<Point3D> moved = List.of(new Point3D(0, 0, 0), new Point3D(7, 7, 7));
        assertThat(Spheres.at(moved, new float[2], 1).faces()).isSameAs(mesh.faces());
    }

    @Test
    void noPlacesNeedNoMesh() {
        assertThat(Spheres.at(List.of(), new float[0], 1)).isSameAs(MeshArrays.EMPTY);
    }
}
