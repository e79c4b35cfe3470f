package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.ui.display.Crosshair;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;
import org.junit.jupiter.api.Test;

class SurfaceGeometryTest {

    private static final SurfaceGeometry.Options OPTIONS =
            new SurfaceGeometry.Options(false, 1, 100, true, 0.2, null, 101);

    private final Grid grid = Grid.square(1, 41);

    private SurfaceGeometry bowl() {
        return SurfaceGeometry.of(SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl), OPTIONS, null);
    }

    @Test
    void theLowestLossStandsAtShareZeroAndTheHighestAtOne() {
        SurfaceGeometry geometry = bowl();
        Landscape landscape = geometry.landscape();
        for (int cell = 0; cell < grid.cells(); cell++) {
            double expected = (landscape.loss(cell) - landscape.min()) / (landscape.max() - landscape.min());
            assertThat(geometry.shares()[cell]).isCloseTo(expected, within(1e-12));
        }
    }

    @Test
    void contoursLieOnTheFloorAlongTheirLoss() {
        SurfaceGeometry geometry = SurfaceGeometry.of(SyntheticLandscapes.of(grid, (a, b) -> a + 2), OPTIONS, null);
        float[] points = geometry.contours().points();
        assertThat(points.length).isPositive();
        for (int i = 0; i < points.length; i += 6) {
            double x = (points[i] + points[i + 3]) / 2.0;
            double alpha = geometry.box().alpha(x);
            double u = geometry.contours().texCoords()[2 * (i / 3)];
            // The loss runs from 1 to 3, so its share is (α + 1) / 2; the palette's place is that to single precision.
            assertThat(u).isCloseTo(HeightMesh.paletteU((alpha + 1) / 2), within(1e-5));
            assertThat(points[i + 1]).isBetween(-0.5f, 0f);
        }
    }

    @Test
    void wiresBreakAtHoles() {
        Landscape holed = SyntheticLandscapes.of(
                grid, (a, b) -> Math.hypot(a, b) < 0.3 ? Double.NaN : SyntheticLandscapes.bowl(a, b));
        SurfaceGeometry geometry = SurfaceGeometry.of(holed, OPTIONS, null);
        float[] points = geometry.wire().points();
        int[] faces = geometry.wire().faces();
        assertThat(faces.length).isPositive();
        for (int i = 0; i < faces.length; i += 9) {
            double x = (points[3 * faces[i]] + points[3 * faces[i + 3]] + points[3 * faces[i + 6]]) / 3;
            double z = (points[3 * faces[i] + 2] + points[3 * faces[i + 3] + 2] + points[3 * faces[i + 6] + 2]) / 3;
            // A cell is 2.5 units wide, and the hole's radius is 15.
            assertThat(Math.hypot(x, z)).isGreaterThan(15 - 2.5);
        }
        assertThat(geometry.pin()).isNull();
    }

    @Test
    void aClippedSurfaceEndsAtItsPercentile() {
        SurfaceGeometry.Options clipped = new SurfaceGeometry.Options(false, 1, 50, false, 0.2, null, 101);
        SurfaceGeometry geometry =
                SurfaceGeometry.of(SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl), clipped, null);
        long atTop = java.util.Arrays.stream(geometry.shares())
                .filter(share -> share == 1)
                .count();
        assertThat(atTop).isBetween((long) (0.45 * grid.cells()), (long) (0.55 * grid.cells()));
        assertThat(geometry.contours().faces()).isEmpty();
    }

    @Test
    void aCoarseLandscapeShowsWithoutHoles() {
        Landscape coarse = SyntheticLandscapes.coarse(SyntheticLandscapes.of(grid, SyntheticLandscapes::bowl), 8);
        assertThat(SurfaceGeometry.of(coarse, OPTIONS, null).mesh().holes().isEmpty())
                .isTrue();
    }

    /** What is seen at the place of a point of the surface is that point: projection against ray walk. */
    @Test
    void pickingFindsThePointThatIsSeen() {
        SurfaceGeometry geometry = bowl();
        for (double azimuth = -180; azimuth < 180; azimuth += 45) {
            Projection projection = new Projection(new Orbit(azimuth, 50, 1.3, 3, 2), geometry.box(), 700, 500, 1);
            for (Crosshair point :
                    new Crosshair[] {new Crosshair(0, 0), new Crosshair(0.31, -0.22), new Crosshair(-0.4, 0.45)}) {
                Point3D at = geometry.surfacePoint(point.alpha(), point.beta());
                Point2D screen = projection.screen(at);
                Crosshair picked = SightLine.pick(geometry, projection, screen.getX(), screen.getY());
                // Bisection ends far below a thousandth of a cell (0.05).
                assertThat(picked.alpha()).isCloseTo(point.alpha(), within(5e-5));
                assertThat(picked.beta()).isCloseTo(point.beta(), within(5e-5));
            }
        }
    }

    @Test
    void whatIsBehindARimIsHiddenAndTheSkyIsNotPicked() {
        SurfaceGeometry geometry = bowl();
        Projection low = new Projection(new Orbit(30, 2, 1, 0, 0), geometry.box(), 700, 500, 1);
        Point2D behind = low.screen(geometry.surfacePoint(0, 0));
        Crosshair rim = SightLine.pick(geometry, low, behind.getX(), behind.getY());
        // The side of the bowl that is turned away stands before its bottom.
        assertThat(Math.hypot(rim.alpha(), rim.beta())).isGreaterThan(0.1);
        assertThat(SightLine.pick(geometry, low, 2, 2)).isNull();
    }

    @Test
    void surfacePointsAreBilinearAndNullInHoles() {
        Landscape plane = SyntheticLandscapes.of(grid, (a, b) -> 1 + 0.3 * a + 0.2 * b);
        SurfaceGeometry geometry = SurfaceGeometry.of(plane, OPTIONS, null);
        Point3D point = geometry.surfacePoint(0.123, -0.456);
        double share = geometry.scale().share(1 + 0.3 * 0.123 - 0.2 * 0.456);
        assertThat(point.getY()).isCloseTo(geometry.box().y(share), within(1e-9));
        assertThat(geometry.surfacePoint(1.01, 0)).isNull();
        assertThat(geometry.surfacePoint(1, 1)).isNotNull();
    }

    /** The mesh shows a choice of a fine grid's cells, so the cells' places do not count for it. */
    @Test
    void theNormalIsThatOfTheSlopeOnFineGridsToo() {
        for (int side : new int[] {41, 101, 173}) {
            SurfaceGeometry geometry = SurfaceGeometry.of(
                    SyntheticLandscapes.of(Grid.square(1, side), (a, b) -> a > 0.5 ? a : 0.5), OPTIONS, null);
            assertThat(geometry.normal(-0.8, 0.9)).isEqualTo(new Point3D(0, -1, 0));
            // From 0 to 48 over a quarter of the side of 100.
            Point3D expected = new Point3D(-48.0 / 25, -1, 0).normalize();
            Point3D found = geometry.normal(0.8, -0.97);
            assertThat(found.distance(expected)).as("%s cells a side", side).isLessThan(1e-5);
        }
    }
}
