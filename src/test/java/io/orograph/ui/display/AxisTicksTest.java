package io.orograph.ui.display;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.figure.Tick;
import io.orograph.figure.Ticks;
import io.orograph.landscape.Axis;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTicksTest {

    private static double width(String text) {
        return 7 * text.length();
    }

    @Test
    void labelsOfAHorizontalAxisDoNotTouch() {
        for (double pixels = 120; pixels < 1200; pixels += 17) {
            for (double range : new double[] {1e-4, 0.03, 1, 7.5, 2e6}) {
                double scale = pixels / (2 * range);
                List<Tick> ticks = AxisTicks.across(
                        wanted -> Ticks.linear(-range, range, wanted), pixels, 2 * range, AxisTicksTest::width);
                for (int i = 1; i < ticks.size(); i++) {
                    double left = ticks.get(i - 1).value() * scale
                            + width(ticks.get(i - 1).label()) / 2;
                    double right =
                            ticks.get(i).value() * scale - width(ticks.get(i).label()) / 2;
                    assertThat(right - left).isPositive();
                }
            }
        }
    }

    @Test
    void theWidestLabelIsKnownForEveryZoom() {
        Axis axis = Axis.symmetric(1, 31);
        double widest = AxisTicks.widest(axis, AxisTicksTest::width);
        for (double from = -1; from <= 0.8; from += 0.037) {
            for (double span = 2 * axis.step(); from + span <= 1; span *= 1.13) {
                for (Tick tick : Ticks.linear(from, from + span, 9)) {
                    assertThat(width(tick.label())).isLessThanOrEqualTo(widest);
                }
            }
        }
    }

    @Test
    void coordinatesKeepTheirWidth() {
        assertThat(Coordinates.text(0.25, 0.1)).isEqualTo("0.25");
        assertThat(Coordinates.text(-1, 0.05)).isEqualTo("−1.000");
        assertThat(Coordinates.text(-1e-9, 0.05)).isEqualTo("0.000");
    }

    @Test
    void longTextsAreBrokenAtSpaces() {
        assertThat(EmptyPlot.wrapped("one two three", 7)).isEqualTo("one two\nthree");
        assertThat(EmptyPlot.wrapped("one two three", 99)).isEqualTo("one two three");
        assertThat(EmptyPlot.wrapped("incomprehensible", 4)).isEqualTo("incomprehensible");
    }

    /** WCAG 2.1, success criterion 1.4.3: 4.5 to 1 for texts, 3 to 1 (1.4.11) for lines that mean something. */
    @Test
    void textsStandOutFromTheirBackground() {
        for (PlotTheme theme : List.of(PlotTheme.LIGHT, PlotTheme.DARK)) {
            assertThat(contrast(theme.text(), theme.background())).isGreaterThan(4.5);
            assertThat(contrast(theme.mutedText(), theme.background())).isGreaterThan(4.5);
            assertThat(contrast(theme.loss(), theme.background())).isGreaterThan(3);
            assertThat(contrast(theme.accuracy(), theme.background())).isGreaterThan(3);
            assertThat(contrast(theme.focus(), theme.background())).isGreaterThan(3);
        }
    }

    private static double contrast(javafx.scene.paint.Color one, javafx.scene.paint.Color other) {
        double a = luminance(one) + 0.05;
        double b = luminance(other) + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(javafx.scene.paint.Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(double channel) {
        return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
    }
}
