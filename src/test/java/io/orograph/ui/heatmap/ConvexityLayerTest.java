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
        assertThat(ConvexityLayer.color(0).getBlue())
                .isGreaterThan(ConvexityLayer.color(0).getRed());
        assertThat(ConvexityLayer.color(1).getRed())
                .isGreaterThan(ConvexityLayer.color(1).getBlue());
        assertThat(ConvexityLayer.color(50)).isEqualTo(ConvexityLayer.color(1));
        assertThat(ConvexityLayer.color(Double.NaN)).isNotEqualTo(ConvexityLayer.color(1));
    }
}
