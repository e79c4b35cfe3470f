package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import org.junit.jupiter.api.Test;

class HeightMeshTest {

    /** Ranges of different lengths, so that mixing up the axes shows. */
    private final Grid grid = new Grid(new Axis(-1, 3, 9), new Axis(-2, 0, 5));

    private final SurfaceBox box = SurfaceBox.of(grid, 1);

    private double[] plane() {
        double[] shares = new double[grid.cells()];
        for (int iy = 0; iy < grid.ny(); iy++) {
            for (int ix = 0; ix < grid.nx(); ix++) {
                shares[grid.index(ix, iy)] = 0.1 + 0.05 * ix + 0.1 * iy;
            }
        }
        return shares;
    }

    @Test
    void everyCellStandsAtItsPlaceAndHeight() {
        double[] shares = plane();
        HeightMesh mesh = HeightMesh.of(shares, box, null);
        for (int iy = 0; iy < grid.ny(); iy++) {
            for (int ix = 0; ix < grid.nx(); ix++) {
                int cell = grid.index(ix, iy);
                // Single precision of coordinates up to 50.
                assertThat((double) mesh.points()[3 * cell])
                        .isCloseTo(box.x(grid.alpha().value(ix)), within(1e-5));
                assertThat((double) mesh.points()[3 * cell + 1]).isCloseTo(box.y(shares[cell]), within(1e-5));
                assertThat((double) mesh.points()[3 * cell + 2])
                        .isCloseTo(box.z(grid.beta().value(iy)), within(1e-5));
            }
        }
    }

    /** Differences are exact on a plane, rims included: every normal is at right angles to it and points upwards. */
    @Test
    void normalsOfAPlaneStandOnIt() {
        HeightMesh mesh = HeightMesh.of(plane(), box, null);
        double alongX = box.y(0.15) - box.y(0.1);
        double alongZ = box.y(0.2) - box.y(0.1);
        double stepX = 2 * box.halfX() / (grid.nx() - 1);
        double stepZ = 2 * box.halfZ() / (grid.ny() - 1);
        for (int cell = 0; cell < grid.cells(); cell++) {
            double x = mesh.normals()[3 * cell];
            double y = mesh.normals()[3 * cell + 1];
            double z = mesh.normals()[3 * cell + 2];
            assertThat(x * stepX + y * alongX).isCloseTo(0, within(1e-5));
            assertThat(z * stepZ + y * alongZ).isCloseTo(0, within(1e-5));
            assertThat(Math.sqrt(x * x + y * y + z * z)).isCloseTo(1, within(1e-6));
            assertThat(y).isNegative();
        }
    }

    @Test
    void texturesPointToTheMiddlesOfThePalettesTexels() {
        assertThat(HeightMesh.paletteU(0)).isEqualTo(0.5f / 256);
        assertThat(HeightMesh.paletteU(1)).isEqualTo(255.5f / 256);
        assertThat(HeightMesh.paletteU(1.5)).isEqualTo(255.5f / 256);
    }

    @Test
    void aWholeSurfaceHasTwoTrianglesASquare() {
        HeightMesh mesh = HeightMesh.of(plane(), box, null);
        assertThat(mesh.faces()).hasSize(8 * 4 * 2 * 9);
        assertThat(mesh.holes().isEmpty()).isTrue();
    }

    @Test
    void noTriangleTouchesAHoleAndItsSquaresKeepOneEach() {
        for (double hole : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] shares = plane();
            int cell = grid.index(4, 2);
            shares[cell] = hole;
            HeightMesh mesh = HeightMesh.of(shares, box, null);
            assertThat(mesh.faces()).doesNotContain(cell);
            assertThat(mesh.faces()).hasSize((8 * 4 - 4) * 2 * 9 + 4 * 9);
            for (float[] values : new float[][] {mesh.points(), mesh.normals(), mesh.texCoords()}) {
                for (float value : values) {
                    assertThat(Float.isFinite(value)).isTrue();
                }
            }
        }
    }

    @Test
    void facesAreTakenOverOnlyWhileGridAndHolesStay() {
        HeightMesh first = HeightMesh.of(plane(), box, null);
        double[] higher = plane();
        higher[3] = 0.9;
        HeightMesh second = HeightMesh.of(higher, box, first);
        assertThat(second.faces()).isSameAs(first.faces());
        higher[3] = Double.NaN;
        assertThat(HeightMesh.of(higher, box, second).faces()).isNotSameAs(first.faces());
        Axis rows = grid.beta();
        Axis columns = grid.alpha();
        Grid turned = new Grid(rows, columns);
        HeightMesh other = HeightMesh.of(plane(), SurfaceBox.of(turned, 1), first);
        assertThat(other.faces()).isNotEqualTo(first.faces());
    }
}
