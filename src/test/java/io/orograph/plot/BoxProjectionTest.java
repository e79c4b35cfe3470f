package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.landscape.Axis;
import io.orograph.landscape.Grid;
import org.junit.jupiter.api.Test;

class BoxProjectionTest {

    /** A box over a square, so many of its sides high. */
    static BoxProjection box(double azimuth, double elevation, double height) {
        return new BoxProjection(new BoxView(azimuth, elevation, 1), new BoxShape(1, 1, height, 0));
    }

    @Test
    void theBoxFillsItsRectangleAndStaysInsideIt() {
        for (double azimuth = -180; azimuth <= 180; azimuth += 15) {
            for (double elevation = 0; elevation <= 90; elevation += 15) {
                double[] bounds =
                        box(azimuth, elevation, 0.7).fitted(10, 20, 300, 200).bounds();
                assertThat(bounds[0]).isGreaterThan(10 - 1e-9);
                assertThat(bounds[1]).isGreaterThan(20 - 1e-9);
                assertThat(bounds[2]).isLessThan(310 + 1e-9);
                assertThat(bounds[3]).isLessThan(220 + 1e-9);
                boolean wide = Math.abs(bounds[2] - bounds[0] - 300) < 1e-9;
                boolean high = Math.abs(bounds[3] - bounds[1] - 200) < 1e-9;
                assertThat(wide || high).isTrue();
                assertThat(bounds[0] + bounds[2]).isEqualTo(320, within(1e-9));
                assertThat(bounds[1] + bounds[3]).isEqualTo(240, within(1e-9));
            }
        }
    }

    @Test
    void fromBelowBetaAlphaRunsRightAndHeightRunsUp() {
        BoxProjection box = box(-90, 0, 0.5);
        assertThat(box.x(1, 0.5, 0.5)).isEqualTo(0.5, within(1e-12));
        assertThat(box.x(0, 0.5, 0.5)).isEqualTo(-0.5, within(1e-12));
        // On the page y runs down; half of the vertical scale.
        assertThat(box.y(0.5, 0.5, 1)).isEqualTo(-0.25, within(1e-12));
        assertThat(box.nearV()).isZero();
        // Nearer things are larger: at 4 sides from the middle, the near face by 4/3.5.
        assertThat(box.x(1, 0, 0.5)).isEqualTo(0.5 * 4 / 3.5, within(1e-12));
    }

    @Test
    void fromAboveTheMapIsUpright() {
        BoxProjection box = box(-90, 90, 0.5);
        assertThat(box.x(1, 0.5, 0.5)).isEqualTo(0.5, within(1e-12));
        assertThat(box.y(0.5, 1, 0.5)).isEqualTo(-0.5, within(1e-12));
    }

    @Test
    void axesStandOnTheNearEdgesAndPointAway() {
        for (double azimuth = -173; azimuth < 180; azimuth += 20) {
            BoxProjection box = box(azimuth, 30, 0.6).fitted(0, 0, 100, 100);
            double middleX = box.x(0.5, 0.5, 0);
            double middleY = box.y(0.5, 0.5, 0);
            for (BoxAxis axis : new BoxAxis[] {BoxAxis.ALPHA, BoxAxis.BETA}) {
                BoxAxis.Anchor anchor = axis.anchor(box, 0.5);
                assertThat(anchor.y()).isGreaterThan(middleY);
                double away = (anchor.x() - middleX) * anchor.outX() + (anchor.y() - middleY) * anchor.outY();
                assertThat(away).isPositive();
                assertThat(Math.hypot(anchor.outX(), anchor.outY())).isEqualTo(1, within(1e-12));
            }
            BoxAxis.Anchor loss = BoxAxis.LOSS.anchor(box, 0.5);
            assertThat(loss.x())
                    .isEqualTo(Math.min(
                            box.x(box.nearU(), 1 - box.nearV(), 0.5), box.x(1 - box.nearU(), box.nearV(), 0.5)));
            assertThat(loss.x()).isLessThan(middleX);
        }
    }

    @Test
    void impossibleViewsAreRefused() {
        assertThatThrownBy(() -> new BoxView(0, 91, 1)).hasMessageContaining("91");
        assertThatThrownBy(() -> new BoxView(Double.NaN, 30, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BoxView(0, 30, 0)).hasMessageContaining("vertical scale");
    }

    /** What is moved aside is seen from the side, and every point is found again from where it appears. */
    @Test
    void aPointIsFoundAgainFromWhereItAppears() {
        BoxProjection seen = new BoxProjection(new BoxView(-122, 28, 1), new BoxShape(1, 0.4, 0.6, 0.2))
                .aside(0.1, -0.3)
                .placed(500, 320, 240);
        double depth = seen.depth(0.3, 0.9, 0.2);
        double[] found = seen.unproject(seen.x(0.3, 0.9, 0.2), seen.y(0.3, 0.9, 0.2), depth);
        assertThat(found).containsExactly(new double[] {0.3, 0.9, 0.2}, within(1e-12));
        double[] camera = seen.camera();
        assertThat(seen.depth(camera[0], camera[1], camera[2])).isEqualTo(0, within(1e-12));
        // The camera, a point and where it appears are on one line: twice as near to the camera it appears at the same
        // place.
        double[] nearer = new double[3];
        for (int i = 0; i < 3; i++) {
            nearer[i] = (camera[i] + found[i]) / 2;
        }
        assertThat(seen.x(nearer[0], nearer[1], nearer[2])).isEqualTo(seen.x(0.3, 0.9, 0.2), within(1e-9));
        assertThat(seen.y(nearer[0], nearer[1], nearer[2])).isEqualTo(seen.y(0.3, 0.9, 0.2), within(1e-9));
    }

    /** From straight above the view is a map: what is higher lies over what is lower, and no side is darker. */
    @Test
    void fromStraightAboveHeightAndSlopeDoNotMatter() {
        BoxProjection map = box(-90, 90, 0.7).fitted(0, 0, 1000, 1000);
        for (int corner = 0; corner < 4; corner++) {
            double across = map.x(corner & 1, corner >> 1, 1) - map.x(corner & 1, corner >> 1, 0);
            double up = map.y(corner & 1, corner >> 1, 1) - map.y(corner & 1, corner >> 1, 0);
            // A little perspective is left: at the corner of a large window less than a pixel.
            assertThat(Math.hypot(across, up)).isLessThan(1);
        }
        assertThat(map.light(0, 0, 1)).isEqualTo(1);
        assertThat(map.light(0.8, 0, 0.6)).isEqualTo(1);
        assertThat(box(-90, 45, 0.7).light(0.8, 0, 0.6))
                .isNotEqualTo(box(-90, 45, 0.7).light(-0.8, 0, 0.6));
    }

    /** Unequal ranges are drawn to scale, but never as a sliver; the lowest level is above the floor. */
    @Test
    void theFloorHasTheProportionsOfTheRanges() {
        BoxShape half = BoxShape.of(new Grid(new Axis(-1, 1, 5), new Axis(0, 1, 5)), 1);
        assertThat(half.sideU()).isEqualTo(1);
        assertThat(half.sideV()).isEqualTo(0.5);
        assertThat(half.floor()).isBetween(0.2, 0.35);
        BoxShape sliver = BoxShape.of(new Grid(new Axis(0, 1e-3, 5), new Axis(0, 1, 5)), 2);
        assertThat(sliver.sideU()).isEqualTo(0.4);
        assertThat(sliver.sideV()).isEqualTo(1);
        assertThat(sliver.height()).isEqualTo(2 * half.height());
    }
}
