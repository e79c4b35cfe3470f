package io.orograph.ui.heatmap;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConvexityLayerTest {

    @Test
    void numbersAreShortAndWhatIsUnknownIsNone() {
        assertThat(ConvexityLayer.text(0.0049)).isEqualTo("0.00");
        assertThat(ConvexityLayer.text(0.126)).isEqualTo("0.13");
        assertThat(ConvexityLayer.text(12.34)).isEqualTo("12");
        assertThat(ConvexityLayer.text(Double.NaN)).isEqualTo("–");
    }

    @Test
    void coloursGoFromBlueToRedAndNoFurther() {
        assertThat(ConvexityLayer.color(0, false).getBlue())
                .isGreaterThan(ConvexityLayer.color(0, false).getRed());
        assertThat(ConvexityLayer.color(1, false).getRed())
                .isGreaterThan(ConvexityLayer.color(1, false).getBlue());
        assertThat(ConvexityLayer.color(50, false)).isEqualTo(ConvexityLayer.color(1, false));
        assertThat(ConvexityLayer.color(Double.NaN, false)).isNotEqualTo(ConvexityLayer.color(1, false));
    }

    @Test
    void numbersThatAreMeasuredAnewAreGrey() {
        for (double ratio : new double[] {0, 0.4, 50}) {
            assertThat(ConvexityLayer.color(ratio, true).getSaturation()).isZero();
            assertThat(ConvexityLayer.color(ratio, false).getSaturation()).isPositive();
        }
    }
}
