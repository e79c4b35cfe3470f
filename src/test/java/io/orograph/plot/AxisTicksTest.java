package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Axis;
import java.util.List;
import org.junit.jupiter.api.Test;

class AxisTicksTest {

    private static final TextStyle STYLE = new TextStyle(FontFace.REGULAR, 11);

    @Test
    void labelsOfAHorizontalAxisDoNotTouch() {
        for (double pixels = 120; pixels < 1200; pixels += 17) {
            for (double range : new double[] {1e-4, 0.03, 1, 7.5, 2e6}) {
                double scale = pixels / (2 * range);
                List<Tick> ticks =
                        AxisTicks.across(wanted -> Ticks.linear(-range, range, wanted), pixels, 2 * range, STYLE);
                for (int i = 1; i < ticks.size(); i++) {
                    double left = ticks.get(i - 1).value() * scale
                            + STYLE.width(ticks.get(i - 1).label()) / 2;
                    double right = ticks.get(i).value() * scale
                            - STYLE.width(ticks.get(i).label()) / 2;
                    assertThat(right - left).isPositive();
                }
            }
        }
    }

    @Test
    void theWidestLabelIsKnownForEveryZoom() {
        Axis axis = Axis.symmetric(1, 31);
        double widest = AxisTicks.widest(axis, STYLE);
        for (double from = -1; from <= 0.8; from += 0.037) {
            for (double span = 2 * axis.step(); from + span <= 1; span *= 1.13) {
                for (Tick tick : Ticks.linear(from, from + span, 9)) {
                    assertThat(STYLE.width(tick.label())).isLessThanOrEqualTo(widest);
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

    /** WCAG 2.1, success criterion 1.4.3: 4.5 to 1 for texts, 3 to 1 (1.4.11) for lines that mean something. */
    @Test
    void textsStandOutFromTheirGround() {
        for (Theme theme : List.of(Theme.LIGHT, Theme.DARK)) {
            assertThat(contrast(theme.ink(), theme.ground())).isGreaterThan(4.5);
            assertThat(contrast(theme.muted(), theme.ground())).isGreaterThan(4.5);
            assertThat(contrast(theme.loss(), theme.ground())).isGreaterThan(3);
            assertThat(contrast(theme.accuracy(), theme.ground())).isGreaterThan(3);
            assertThat(contrast(theme.focus(), theme.ground())).isGreaterThan(3);
        }
    }

    private static double contrast(Rgb one, Rgb other) {
        double a = one.luminance() + 0.05;
        double b = other.luminance() + 0.05;
        return Math.max(a, b) / Math.min(a, b);
    }
}
