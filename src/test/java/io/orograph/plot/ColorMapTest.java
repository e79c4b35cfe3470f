package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColorMapTest {

    /** The ends and the middle as published with the maps. */
    @ParameterizedTest
    @CsvSource({
        "viridis, 440154, 21918c, fde725",
        "magma, 000004, b73779, fcfdbf",
        "inferno, 000004, bc3754, fcffa4",
        "plasma, 0d0887, cc4778, f0f921",
        "cividis, 00224e, 7d7c78, fee838",
    })
    void publishedColoursAreWhereTheyShouldBe(String name, String first, String middle, String last) {
        ColorMap map = ColorMap.named(name);
        assertThat(hex(map.argb(0))).isEqualTo("ff" + first);
        assertThat(hex(map.argb(128 / 255.0))).isEqualTo("ff" + middle);
        assertThat(hex(map.argb(1))).isEqualTo("ff" + last);
    }

    private static String hex(int argb) {
        return String.format("%08x", argb);
    }

    @Test
    void sharesAreClampedAndNanIsTransparent() {
        ColorMap map = ColorMap.standard();
        assertThat(map.name()).isEqualTo("viridis");
        int[] table = map.table();
        assertThat(table).hasSize(ColorMap.SIZE);
        assertThat(map.argb(-3)).isEqualTo(table[0]);
        assertThat(map.argb(Double.NEGATIVE_INFINITY)).isEqualTo(table[0]);
        assertThat(map.argb(Double.POSITIVE_INFINITY)).isEqualTo(table[255]);
        assertThat(map.argb(Double.NaN)).isZero();
        for (int i = 0; i < ColorMap.SIZE; i++) {
            assertThat(map.argb(i / 255.0)).isEqualTo(table[i]);
        }
        table[0] = 0;
        assertThat(map.argb(0)).isNotZero();
    }

    /** Lightness never falls, by more than what rounding to 8 bits can do, about 0.3 of 100. */
    @Test
    void lightnessRisesInEveryMap() {
        assertThat(ColorMap.all()).hasSize(6).allSatisfy(map -> {
            int[] table = map.table();
            for (int i = 1; i < table.length; i++) {
                assertThat(lab(table[i])[0]).isGreaterThan(lab(table[i - 1])[0] - 0.3);
            }
            assertThat(lab(table[255])[0] - lab(table[0])[0]).isGreaterThan(60);
        });
    }

    /**
     * Fifteen equal steps of the share are equal in CIELAB, in which fjord was laid out: within 10 %, as half a level
     * in each 8-bit channel moves either end by up to 0.4 of a step of 7.8. (The other maps are laid out in CAM02-UCS.)
     */
    @Test
    void fjordIsUniform() {
        int[] table = ColorMap.named("fjord").table();
        double[] steps = new double[15];
        double mean = 0;
        for (int i = 0; i < 15; i++) {
            steps[i] = distance(lab(table[17 * i]), lab(table[17 * (i + 1)]));
            mean += steps[i] / 15;
        }
        for (double step : steps) {
            assertThat(step / mean).isEqualTo(1, within(0.1));
        }
    }

    private static double distance(double[] one, double[] other) {
        return Math.hypot(Math.hypot(one[0] - other[0], one[1] - other[1]), one[2] - other[2]);
    }

    /** sRGB to CIELAB, D65 (IEC 61966-2-1, CIE 15). */
    private static double[] lab(int argb) {
        double[] linear = new double[3];
        for (int i = 0; i < 3; i++) {
            double c = ((argb >> (16 - 8 * i)) & 0xff) / 255.0;
            linear[i] = c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
        }
        double x = f((0.4124564 * linear[0] + 0.3575761 * linear[1] + 0.1804375 * linear[2]) / 0.95047);
        double y = f(0.2126729 * linear[0] + 0.7151522 * linear[1] + 0.0721750 * linear[2]);
        double z = f((0.0193339 * linear[0] + 0.1191920 * linear[1] + 0.9503041 * linear[2]) / 1.08883);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double f(double t) {
        double d = 6.0 / 29;
        return t > d * d * d ? Math.cbrt(t) : t / (3 * d * d) + 4.0 / 29;
    }

    @Test
    void anUnknownNameNamesTheKnownOnes() {
        assertThat(ColorMap.named("Viridis")).isSameAs(ColorMap.standard());
        assertThatThrownBy(() -> ColorMap.named("jet"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jet")
                .hasMessageContaining("viridis, cividis, fjord, magma, inferno, plasma");
    }
}
