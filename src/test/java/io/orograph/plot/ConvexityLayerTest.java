package io.orograph.plot;

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
        assertThat(ConvexityLayer.color(0, false).blue())
                .isGreaterThan(ConvexityLayer.color(0, false).red());
        assertThat(ConvexityLayer.color(1, false).red())
                .isGreaterThan(ConvexityLayer.color(1, false).blue());
        assertThat(ConvexityLayer.color(50, false)).isEqualTo(ConvexityLayer.color(1, false));
        assertThat(ConvexityLayer.color(Double.NaN, false)).isNotEqualTo(ConvexityLayer.color(1, false));
    }

    @Test
    void numbersThatAreMeasuredAnewAreGrey() {
        for (double ratio : new double[] {0, 0.4, 50}) {
            Rgb stale = ConvexityLayer.color(ratio, true);
            assertThat(stale.red()).isEqualTo(stale.green()).isEqualTo(stale.blue());
            assertThat(ConvexityLayer.color(ratio, false).red())
                    .isNotEqualTo(ConvexityLayer.color(ratio, false).blue());
        }
    }
}
