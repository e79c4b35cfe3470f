package io.orograph.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicksTest {

    private static List<String> labels(List<Tick> ticks) {
        return ticks.stream().map(Tick::label).toList();
    }

    @Test
    void rangesGetRoundTicksWithTheSameDecimals() {
        assertThat(labels(Ticks.linear(-1, 1, 5))).containsExactly("−1.0", "−0.5", "0.0", "0.5", "1.0");
        assertThat(labels(Ticks.linear(0, 0.1 + 0.2, 4))).containsExactly("0.0", "0.1", "0.2", "0.3");
        assertThat(labels(Ticks.linear(0.07, 2.31, 6))).containsExactly("0.5", "1.0", "1.5", "2.0");
        assertThat(labels(Ticks.linear(0, 10, 5))).containsExactly("0.0", "2.5", "5.0", "7.5", "10.0");
        assertThat(labels(Ticks.linear(120, 980, 5))).containsExactly("200", "400", "600", "800");
        assertThat(labels(Ticks.linear(0, 50000, 3))).containsExactly("0", "20000", "40000");
    }

    @Test
    void smallAndLargeRangesShareAPowerOfTen() {
        assertThat(labels(Ticks.linear(0, 2e-5, 5)))
                .containsExactly("0", "0.5×10⁻⁵", "1.0×10⁻⁵", "1.5×10⁻⁵", "2.0×10⁻⁵");
        assertThat(labels(Ticks.linear(-3e12, 3e12, 3))).containsExactly("−2×10¹²", "0", "2×10¹²");
    }

    /** A value is the double nearest to its label, so that 0.3 is 0.3 and not 0.30000000000000004. */
    @Test
    void valuesAreTheNearestDoubles() {
        for (Tick tick : Ticks.linear(0, 1, 11)) {
            assertThat(tick.value()).isEqualTo(Double.parseDouble(tick.label()));
        }
        assertThat(Ticks.linear(0, 1e-300, 3).get(1).value()).isEqualTo(5e-301);
    }

    @Test
    void anyRangeGetsAscendingTicksInsideItNearTheWantedCount() {
        Random random = new Random(7);
        for (int trial = 0; trial < 5000; trial++) {
            double size = Math.pow(10, random.nextInt(40) - 20);
            double low = size * random.nextGaussian();
            double high = low + size * Math.pow(10, -4 * random.nextDouble());
            int wanted = 3 + random.nextInt(10);
            List<Tick> ticks = Ticks.linear(low, high, wanted);
            // Neighbouring steps differ by a factor of 2.5 at most, so the count by less than that.
            assertThat(ticks.size()).isBetween(Math.max(1, wanted / 2), 2 * wanted);
            double slack = 1e-8 * (high - low);
            for (int i = 0; i < ticks.size(); i++) {
                assertThat(ticks.get(i).value()).isBetween(low - slack, high + slack);
                if (i > 0) {
                    assertThat(ticks.get(i).value())
                            .isGreaterThan(ticks.get(i - 1).value());
                }
            }
            assertThat(labels(ticks)).doesNotHaveDuplicates();
        }
    }

    @Test
    void aSingleValueGetsOneTickAndNonsenseNone() {
        assertThat(labels(Ticks.linear(0.25, 0.25, 5))).containsExactly("0.25");
        assertThat(labels(Ticks.linear(0, 0, 5))).containsExactly("0");
        assertThat(Ticks.linear(1, 0, 5)).isEmpty();
        assertThat(Ticks.linear(Double.NaN, 1, 5)).isEmpty();
        assertThat(Ticks.linear(0, Double.POSITIVE_INFINITY, 5)).isEmpty();
        assertThat(Ticks.log(0, 1, 5)).isEmpty();
        assertThat(Ticks.log(-1, 1, 5)).isEmpty();
        assertThat(Ticks.log(Double.NaN, 1, 5)).isEmpty();
        assertThat(labels(Ticks.log(3, 3, 5))).containsExactly("3");
    }

    @Test
    void logTicksFollowTheSpan() {
        assertThat(labels(Ticks.log(0.3, 8, 5))).containsExactly("0.5", "1", "2", "5");
        assertThat(labels(Ticks.log(0.01, 100, 5))).containsExactly("0.01", "0.1", "1", "10", "100");
        assertThat(labels(Ticks.log(1e-6, 100, 9)))
                .containsExactly("10⁻⁶", "10⁻⁵", "10⁻⁴", "10⁻³", "10⁻²", "10⁻¹", "10⁰", "10¹", "10²");
        assertThat(labels(Ticks.log(1e-12, 1, 5))).containsExactly("10⁻¹²", "10⁻⁹", "10⁻⁶", "10⁻³", "10⁰");
        assertThat(labels(Ticks.log(1e-5, 3e-4, 6))).containsExactly("10⁻⁵", "2×10⁻⁵", "5×10⁻⁵", "10⁻⁴", "2×10⁻⁴");
        // Within less than a decade: as on a linear axis.
        assertThat(labels(Ticks.log(2.3, 4.1, 4))).containsExactly("2.5", "3.0", "3.5", "4.0");
    }

    @Test
    void anyLogRangeGetsTicksInsideIt() {
        Random random = new Random(8);
        for (int trial = 0; trial < 2000; trial++) {
            double low = Math.pow(10, 40 * random.nextDouble() - 30);
            double high = low * Math.pow(10, 20 * Math.pow(random.nextDouble(), 3) + 0.01);
            List<Tick> ticks = Ticks.log(low, high, 6);
            assertThat(ticks.size()).isBetween(2, 12);
            assertThat(ticks)
                    .allSatisfy(tick -> assertThat(tick.value()).isBetween(low * (1 - 1e-8), high * (1 + 1e-8)));
            assertThat(labels(ticks)).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 3, 0",
        "-0.0, 3, 0",
        "0.012345, 3, 0.0123",
        "-4.5, 3, −4.5",
        "1.2e-7, 3, 1.2×10⁻⁷",
        "-1e6, 3, −10⁶",
        "123456, 3, 1.23×10⁵",
        "99999, 3, 10⁵",
        "1234.5, 4, 1234",
        "0.001, 2, 0.001",
        "2.5, 6, 2.5",
        "NaN, 3, NaN",
        "-Infinity, 3, −∞",
    })
    void numbersAreShort(double value, int digits, String text) {
        assertThat(Ticks.number(value, digits)).isEqualTo(text);
    }

    @Test
    void numbersReadBackToTheirDigits() {
        Random random = new Random(9);
        for (int trial = 0; trial < 1000; trial++) {
            double value = random.nextGaussian() * Math.pow(10, random.nextInt(30) - 15);
            String text = Ticks.number(value, 5).replace('−', '-');
            int at = text.indexOf("×10");
            double read = at < 0
                    ? Double.parseDouble(text)
                    : Double.parseDouble(text.substring(0, at)) * Math.pow(10, exponent(text.substring(at + 3)));
            // Half a unit of the fifth digit, at worst of 1.0000.
            assertThat(read / value).isEqualTo(1, within(5.1e-5));
        }
    }

    private static int exponent(String superscript) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < superscript.length(); i++) {
            char digit = superscript.charAt(i);
            plain.append(digit == '⁻' ? "-" : String.valueOf("⁰¹²³⁴⁵⁶⁷⁸⁹".indexOf(digit)));
        }
        return Integer.parseInt(plain.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "0.002, 0.00023, 0.00200 ± 0.00023",
        "0.000419, 0.000152, (4.2 ± 1.5)×10⁻⁴",
        "0.00005, 0.0003, (0.5 ± 3.0)×10⁻⁴",
        "0.31276, 0.01234, 0.313 ± 0.012",
        "-4.5678, 0.5, −4.57 ± 0.50",
        "1, 1, 1.0 ± 1.0",
        "99.96, 9.96, 100 ± 10",
        "12345, 1234, 12300 ± 1200",
        "1234567, 2345, (1.2346 ± 0.0023)×10⁶",
        "-1234567, 234567, (−1.23 ± 0.23)×10⁶",
        "0, 0.02, 0.000 ± 0.020"
    })
    void aValueAndItsErrorEndWithTheSameDecimal(double value, double error, String expected) {
        assertThat(Ticks.measured(value, error, 3)).isEqualTo(expected);
    }

    /** A difference that the error tells apart can be read in the value too. */
    @Test
    void aSmallErrorComesWithAsManyDigits() {
        assertThat(Ticks.measured(0.984, 3e-8, 3)).isEqualTo("0.984000000 ± 0.000000030");
        assertThat(Ticks.measured(0.98400012, 3e-8, 3)).isEqualTo("0.984000120 ± 0.000000030");
    }

    @Test
    void anErrorThatSaysNothingAboutDigitsStandsByItself() {
        assertThat(Ticks.measured(12.345, Double.NaN, 3)).isEqualTo("12.3");
        assertThat(Ticks.measured(12.345, 0, 3)).isEqualTo("12.3 ± 0");
        assertThat(Ticks.measured(12.345, 1.23e-13, 3)).isEqualTo("12.345 ± 1.2×10⁻¹³");
        assertThat(Ticks.measured(12.345, Double.POSITIVE_INFINITY, 3)).isEqualTo("12.3 ± ∞");
        assertThat(Ticks.measured(Double.NaN, 0.1, 3)).isEqualTo("NaN ± 0.1");
    }
}
