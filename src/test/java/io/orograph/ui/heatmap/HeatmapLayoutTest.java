package io.orograph.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HeatmapLayoutTest {

    @Test
    void allPartsFitFromTheSmallestSizeOn() {
        for (double width = 320; width < 1500; width += 37) {
            for (double height = 280; height < 1000; height += 31) {
                for (double aspect : new double[] {0.2, 0.5, 1, 1.7, 9}) {
                    HeatmapLayout layout = HeatmapLayout.of(width, height, aspect, 45);
                    assertThat(layout.plotX()).isGreaterThanOrEqualTo(layout.left());
                    assertThat(layout.betaTitleX()).isGreaterThanOrEqualTo(HeatmapLayout.LINE_HEIGHT / 2);
                    assertThat(layout.barTitleX() + HeatmapLayout.LINE_HEIGHT / 2)
                            .isLessThanOrEqualTo(width);
                    assertThat(layout.plotY()
                                    + layout.plotHeight()
                                    + HeatmapLayout.TICK_LENGTH
                                    + 2 * HeatmapLayout.LINE_HEIGHT)
                            .isLessThanOrEqualTo(height);
                    assertThat(layout.plotY())
                            .isGreaterThanOrEqualTo(layout.readoutTop() + HeatmapLayout.READOUT_HEIGHT);
                    assertThat(layout.textLeft()).isGreaterThanOrEqualTo(0);
                    assertThat(layout.textLeft() + layout.textWidth()).isLessThanOrEqualTo(width);
                }
            }
        }
    }

    @Test
    void thePlotHasTheShapeOfTheRanges() {
        HeatmapLayout square = HeatmapLayout.of(640, 480, 1, 40);
        assertThat(square.plotWidth()).isEqualTo(square.plotHeight());
        HeatmapLayout wide = HeatmapLayout.of(640, 480, 2, 40);
        // Both sides are cut to whole pixels.
        assertThat(wide.plotWidth() / wide.plotHeight()).isCloseTo(2, within(0.01));
        HeatmapLayout widest = HeatmapLayout.of(640, 480, 1000, 40);
        assertThat(widest.plotWidth() / widest.plotHeight()).isCloseTo(3, within(0.03));
    }

    @Test
    void withoutAxesThePlotHasTheirRoom() {
        assertThat(HeatmapLayout.of(400, 400, 1, 0).plotWidth())
                .isGreaterThan(HeatmapLayout.of(400, 400, 1, 40).plotWidth() + 40);
    }
}
