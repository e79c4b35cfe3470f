package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class BoxProjectionTest {

    @Test
    void theBoxFillsItsRectangleAndStaysInsideIt() {
        for (double azimuth = -180; azimuth <= 180; azimuth += 15) {
            for (double elevation = 0; elevation <= 90; elevation += 15) {
                double[] bounds = new BoxProjection(azimuth, elevation, 0.7)
                        .fitted(10, 20, 300, 200)
                        .bounds();
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
        BoxProjection box = new BoxProjection(-90, 0, 0.5);
        assertThat(box.x(1, 0.5, 0.5)).isEqualTo(0.5, within(1e-12));
        assertThat(box.x(0, 0.5, 0.5)).isEqualTo(-0.5, within(1e-12));
        // On the page y runs down; half of the vertical scale.
        assertThat(box.y(0.5, 0.5, 1)).isEqualTo(-0.25, within(1e-12));
        assertThat(box.nearV()).isZero();
        // Nearer things are larger: at 6 sides from the middle, the near face by 6/5.5.
        assertThat(box.x(1, 0, 0.5)).isEqualTo(0.5 * 6 / 5.5, within(1e-12));
    }

    @Test
    void fromAboveTheMapIsUpright() {
        BoxProjection box = new BoxProjection(-90, 90, 0.5);
        assertThat(box.x(1, 0.5, 0.5)).isEqualTo(0.5, within(1e-12));
        assertThat(box.y(0.5, 1, 0.5)).isEqualTo(-0.5, within(1e-12));
    }

    @Test
    void axesStandOnTheNearEdgesAndPointAway() {
        for (double azimuth = -173; azimuth < 180; azimuth += 20) {
            BoxProjection box = new BoxProjection(azimuth, 30, 0.6).fitted(0, 0, 100, 100);
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
        assertThatThrownBy(() -> new BoxProjection(0, 91, 1)).hasMessageContaining("91");
        assertThatThrownBy(() -> new BoxProjection(Double.NaN, 30, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BoxProjection(0, 30, 0)).hasMessageContaining("vertical scale");
    }
}
