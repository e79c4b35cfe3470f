package io.orograph.ui.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import javafx.geometry.Point2D;
import javafx.geometry.Point3D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProjectionTest {

    private final SurfaceBox box = SurfaceBox.of(new Grid(new Axis(-1, 1, 5), new Axis(0, 1, 5)), 1);

    private Projection seen(double azimuth, double elevation) {
        return new Projection(new Orbit(azimuth, elevation, 1, 0, 0), box, 800, 600, 1);
    }

    @ParameterizedTest
    @CsvSource({"800,600,1", "300,600,1", "1600,300,1", "240,180,1", "4800,3600,6"})
    void theBoxStaysInsideTheViewAllTheWayRound(double width, double height, double scale) {
        for (double elevation = 0; elevation <= 90; elevation += 10) {
            for (double azimuth = -180; azimuth < 180; azimuth += 10) {
                Projection projection =
                        new Projection(new Orbit(azimuth, elevation, 1, 0, 0), box, width, height, scale);
                for (Point3D corner : box.corners()) {
                    Point2D at = projection.screen(corner);
                    assertThat(at.getX()).isBetween(0.0, width);
                    assertThat(at.getY()).isBetween(0.0, height);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(ViewPreset.class)
    void presetsFillTheView(ViewPreset preset) {
        Projection projection = new Projection(Projection.fitted(preset, box, 800, 600), box, 800, 600, 1);
        double left = 800;
        double right = 0;
        double top = 600;
        double bottom = 0;
        for (Point3D corner : box.corners()) {
            Point2D at = projection.screen(corner);
            left = Math.min(left, at.getX());
            right = Math.max(right, at.getX());
            top = Math.min(top, at.getY());
            bottom = Math.max(bottom, at.getY());
        }
        assertThat(left).isBetween(0.0, 800.0);
        assertThat(right).isBetween(0.0, 800.0);
        assertThat(top).isBetween(0.0, 600.0);
        assertThat(bottom).isBetween(0.0, 600.0);
        assertThat(Math.max((right - left) / 800, (bottom - top) / 600)).isGreaterThan(0.7);
    }

    @Test
    void alphaRunsRightAndBetaAwayOrUp() {
        Projection front = seen(0, 10);
        assertThat(front.screenX(10, 0, 0)).isGreaterThan(front.screenX(-10, 0, 0));
        assertThat(front.depth(0, 0, 10)).isGreaterThan(front.depth(0, 0, -10));
        Projection top = seen(0, 90);
        assertThat(top.screenY(0, 0, 10)).isLessThan(top.screenY(0, 0, -10));
        Projection side = seen(-90, 0);
        assertThat(side.screenX(0, 0, 10)).isGreaterThan(side.screenX(0, 0, -10));
    }

    @Test
    void unprojectingGivesThePointBack() {
        Projection projection = new Projection(new Orbit(37, 24, 1.7, 4, -6), box, 640, 480, 1);
        Point3D point = new Point3D(13, -20, 7);
        Point2D screen = projection.screen(point);
        double depth = projection.depth(point.getX(), point.getY(), point.getZ());
        assertThat(projection.unproject(screen.getX(), screen.getY(), depth).distance(point))
                .isCloseTo(0, within(1e-9));
        assertThat(projection.depth(
                        projection.eye().getX(),
                        projection.eye().getY(),
                        projection.eye().getZ()))
                .isCloseTo(0, within(1e-9));
    }

    @Test
    void orbitsKeepTheirLimitsAndTakeTheShortWay() {
        assertThat(Orbit.START.turned(0, 500).elevation()).isEqualTo(90);
        assertThat(Orbit.START.turned(0, -500).elevation()).isZero();
        assertThat(Orbit.START.zoomed(1e9).zoom()).isEqualTo(Orbit.MAX_ZOOM);
        Orbit wound = Orbit.START.turned(730, 0);
        assertThat(wound.unwoundTo(Orbit.START).azimuth()).isCloseTo(Orbit.START.azimuth() + 10, within(1e-9));
        Orbit target = new Orbit(10, 20, 4, 2, 0);
        Orbit middle = new Orbit(0, 0, 1, 0, 0).towards(target, 0.5);
        assertThat(middle).isEqualTo(new Orbit(5, 10, 2, 1, 0));
    }

    /** From straight above the view is a map: what is higher lies over what is lower, and nothing is shaded. */
    @Test
    void fromStraightAboveTheViewIsAMap() {
        Projection map = new Projection(Projection.fitted(ViewPreset.TOP, box, 1600, 1000), box, 1600, 1000, 1);
        for (Point3D corner : box.corners()) {
            Point2D low = map.screen(new Point3D(corner.getX(), 0, corner.getZ()));
            Point2D high = map.screen(new Point3D(corner.getX(), box.top(), corner.getZ()));
            // A tenth of a degree of view is left: at the corner of a large window that is this many pixels.
            assertThat(high.distance(low)).isLessThan(2);
        }
        // Equal steps of α and β are equal steps on the map.
        double left = map.screenX(-40, 0, 0);
        double right = map.screenX(40, 0, 0);
        assertThat(map.screenX(0, 0, 0)).isCloseTo((left + right) / 2, within(1e-6));
        assertThat(map.shading()).isZero();
        assertThat(seen(0, 45).shading()).isEqualTo(1);
    }
}
