package io.orograph.ui.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Positions along a slider and the values that they stand for. */
class ScaleTest {

    /** A scale and its ends. */
    record Case(SliderRow.Scale scale, double low, double high) {}

    static Stream<Case> scales() {
        return Stream.of(
                new Case(SliderRow.Scale.linear(-2, 3), -2, 3),
                new Case(SliderRow.Scale.logarithmic(1e-4, 10), 1e-4, 10),
                new Case(SliderRow.Scale.odd(11, 201), 11, 201),
                new Case(SliderRow.Scale.whole(2, 200), 2, 200));
    }

    @ParameterizedTest
    @MethodSource("scales")
    void reachItsEndsAndNeverFall(Case each) {
        assertThat(each.scale().value(0)).isEqualTo(each.low());
        assertThat(each.scale().value(1)).isEqualTo(each.high());
        assertThat(each.scale().position(each.low())).isZero();
        assertThat(each.scale().position(each.high())).isEqualTo(1);
        double before = each.low();
        for (int i = 1; i <= 1000; i++) {
            double value = each.scale().value(i / 1000.0);
            assertThat(value).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(each.high());
            before = value;
        }
    }

    /** A value that a slider gives is the value at its own position: setting it moves nothing. */
    @ParameterizedTest
    @MethodSource("scales")
    void comeBackToTheSameValue(Case each) {
        for (int i = 0; i <= 1000; i++) {
            double value = each.scale().value(i / 1000.0);
            // One part in 10¹² is far below the second digit, and far above the rounding of log and exp.
            assertThat(each.scale().value(each.scale().position(value)))
                    .isCloseTo(value, within(1e-12 * Math.abs(value) + 1e-15));
        }
    }

    @Test
    void areOddOrWholeOrOfTwoDigits() {
        for (int i = 0; i <= 100; i++) {
            assertThat(SliderRow.Scale.odd(11, 201).value(i / 100.0) % 2).isOne();
            assertThat(SliderRow.Scale.whole(2, 200).value(i / 100.0) % 1).isZero();
            double value = SliderRow.Scale.logarithmic(0.05, 3).value(i / 100.0);
            assertThat(new java.math.BigDecimal(value)
                            .round(new java.math.MathContext(2))
                            .doubleValue())
                    .isCloseTo(value, within(1e-12));
        }
    }
}
