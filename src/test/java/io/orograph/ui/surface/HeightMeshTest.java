package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import java.util.BitSet;
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
        HeightMesh mesh = HeightMesh.of(new HeightMesh.Shares(shares, shares), new BitSet(), box, 101, null);
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
        HeightMesh mesh = HeightMesh.of(new HeightMesh.Shares(plane(), plane()), new BitSet(), box, 101, null);
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
        HeightMesh mesh = HeightMesh.of(new HeightMesh.Shares(plane(), plane()), new BitSet(), box, 101, null);
        assertThat(mesh.faces()).hasSize(8 * 4 * 2 * 9);
        assertThat(mesh.holes().isEmpty()).isTrue();
    }

    @Test
    void noTriangleTouchesAHoleAndItsSquaresKeepOneEach() {
        for (double hole : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
            double[] shares = plane();
            int cell = grid.index(4, 2);
            shares[cell] = hole;
            HeightMesh mesh = HeightMesh.of(new HeightMesh.Shares(shares, shares), new BitSet(), box, 101, null);
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
    void trianglesOfWhatIsNotEvaluatedAreKeptApart() {
        BitSet pending = new BitSet();
        pending.set(grid.index(4, 2));
        HeightMesh whole = HeightMesh.of(new HeightMesh.Shares(plane(), plane()), new BitSet(), box, 101, null);
        HeightMesh mesh = HeightMesh.of(new HeightMesh.Shares(plane(), plane()), pending, box, 101, whole);
        assertThat(whole.faint()).isEmpty();
        assertThat(mesh.faces()).doesNotContain(grid.index(4, 2));
        // Six triangles meet in a vertex.
        assertThat(mesh.faint()).hasSize(6 * 9).contains(grid.index(4, 2));
        assertThat(mesh.faces().length + mesh.faint().length).isEqualTo(whole.faces().length);
        assertThat(mesh.points()).isEqualTo(whole.points());
    }

    @Test
    void facesAreTakenOverOnlyWhileGridAndHolesStay() {
        HeightMesh first = HeightMesh.of(new HeightMesh.Shares(plane(), plane()), new BitSet(), box, 101, null);
        double[] higher = plane();
        higher[3] = 0.9;
        HeightMesh second = HeightMesh.of(new HeightMesh.Shares(higher, higher), new BitSet(), box, 101, first);
        assertThat(second.faces()).isSameAs(first.faces());
        higher[3] = Double.NaN;
        assertThat(HeightMesh.of(new HeightMesh.Shares(higher, higher), new BitSet(), box, 101, second)
                        .faces())
                .isNotSameAs(first.faces());
        Axis rows = grid.beta();
        Axis columns = grid.alpha();
        Grid turned = new Grid(rows, columns);
        HeightMesh other = HeightMesh.of(
                new HeightMesh.Shares(plane(), plane()), new BitSet(), SurfaceBox.of(turned, 1), 101, first);
        assertThat(other.faces()).isNotEqualTo(first.faces());
    }

    /** 173 cells do not divide evenly into 101 vertices, and yet the rims and the middle are among them. */
    @Test
    void aFineGridIsShownByAChoiceOfItsCells() {
        Grid fine = new Grid(new Axis(-1, 1, 173), new Axis(-1, 1, 5));
        SurfaceBox place = SurfaceBox.of(fine, 1);
        double[] shares = new double[fine.cells()];
        for (int cell = 0; cell < shares.length; cell++) {
            shares[cell] = Math.sin(0.7 * cell);
        }
        HeightMesh mesh = HeightMesh.of(new HeightMesh.Shares(shares, shares), new BitSet(), place, 101, null);
        assertThat(mesh.columns()).hasSize(101).startsWith(0).endsWith(172).contains(86);
        assertThat(mesh.rows()).containsExactly(0, 1, 2, 3, 4);
        for (int iy = 0; iy < 5; iy++) {
            for (int ix = 0; ix < 101; ix++) {
                int vertex = iy * 101 + ix;
                double alpha = fine.alpha().value(mesh.columns()[ix]);
                assertThat((double) mesh.points()[3 * vertex]).isCloseTo(place.x(alpha), within(1e-5));
                assertThat((double) mesh.points()[3 * vertex + 1])
                        .isCloseTo(place.y(shares[fine.index(mesh.columns()[ix], iy)]), within(1e-5));
            }
        }
    }

    /** A slope is a slope, however far the chosen cells lie apart: here some are one and some are two apart. */
    @Test
    void normalsOfAChoiceOfCellsStandOnThePlane() {
        Grid fine = new Grid(new Axis(-1, 1, 173), new Axis(-1, 1, 3));
        SurfaceBox place = SurfaceBox.of(fine, 1);
        double[] shares = new double[fine.cells()];
        for (int cell = 0; cell < shares.length; cell++) {
            shares[cell] = cell % 173 / 172.0;
        }
        HeightMesh mesh = HeightMesh.of(new HeightMesh.Shares(shares, shares), new BitSet(), place, 101, null);
        double slope = place.height() / (2 * place.halfX());
        for (int vertex = 0; vertex < mesh.points().length / 3; vertex++) {
            double ratio = mesh.normals()[3 * vertex] / mesh.normals()[3 * vertex + 1];
            assertThat(ratio).isCloseTo(slope, within(1e-5));
        }
    }

    @Test
    void allFineGridsHaveTheSameFaces() {
        SurfaceBox coarser = SurfaceBox.of(Grid.square(1, 151), 1);
        SurfaceBox finer = SurfaceBox.of(Grid.square(1, 173), 1);
        HeightMesh first = HeightMesh.of(
                new HeightMesh.Shares(new double[151 * 151], new double[151 * 151]), new BitSet(), coarser, 101, null);
        assertThat(HeightMesh.of(
                                new HeightMesh.Shares(new double[173 * 173], new double[173 * 173]),
                                new BitSet(),
                                finer,
                                101,
                                first)
                        .faces())
                .isSameAs(first.faces());
    }
}
