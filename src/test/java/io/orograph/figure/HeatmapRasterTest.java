package io.orograph.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class HeatmapRasterTest {

    private static final ColorMap COLORS = ColorMap.standard();

    @Test
    void betaRunsUpAndAlphaRight() {
        double[] shares = {0, 0.25, 0.75, 1};
        int[] pixels = HeatmapRaster.draw(shares, 2, 2, 100, 80, COLORS);
        assertThat(pixels).hasSize(8000);
        // Pixel centres lie half a pixel inside, so the corners are within a hundredth of the corner shares.
        assertThat(pixels[79 * 100]).isIn(COLORS.argb(0), COLORS.table()[1], COLORS.table()[2], COLORS.table()[3]);
        assertThat(pixels[99]).isIn(COLORS.argb(1), COLORS.table()[252], COLORS.table()[253], COLORS.table()[254]);
        // A plane: 0.25·s + 0.75·t at the pixel's centre.
        for (int row = 0; row < 80; row += 7) {
            for (int column = 0; column < 100; column += 7) {
                double share = 0.25 * (column + 0.5) / 100 + 0.75 * (1 - (row + 0.5) / 80);
                assertThat(pixels[row * 100 + column]).isEqualTo(COLORS.argb(share));
            }
        }
    }

    @Test
    void aHoleIsTheHalfStepAroundItsCell() {
        double[] shares = {0, 0, 0, 0, Double.NaN, 0, 0, 0, 0};
        int[] pixels = HeatmapRaster.draw(shares, 3, 3, 80, 80, COLORS);
        for (int row = 0; row < 80; row++) {
            for (int column = 0; column < 80; column++) {
                boolean inside = row >= 20 && row < 60 && column >= 20 && column < 60;
                assertThat(pixels[row * 80 + column]).isEqualTo(inside ? 0 : COLORS.argb(0));
            }
        }
    }

    @Test
    void aPartShowsThatPartAndNothingOutsideTheGrid() {
        double[] shares = {0, 1, 0, 1};
        int[] pixels = HeatmapRaster.draw(shares, 2, 2, 0.5, 0, 1.5, 1, 10, 10, COLORS);
        assertThat(pixels[0]).isEqualTo(COLORS.argb(0.55));
        assertThat(pixels[4]).isEqualTo(COLORS.argb(0.95));
        assertThat(pixels[5]).isZero();
    }

    @Test
    void sharesThatDoNotFitAreRefused() {
        assertThatThrownBy(() -> HeatmapRaster.draw(new double[3], 2, 2, 4, 4, COLORS))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
