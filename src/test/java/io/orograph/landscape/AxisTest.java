package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

final class AxisTest {

    @Property
    void aSymmetricAxisIsSymmetricToTheBit(
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e6) double range,
            @ForAll @IntRange(min = 2, max = 401) int count) {
        Axis axis = Axis.symmetric(range, count);
        for (int i = 0; i < count; i++) {
            assertThat(axis.value(i) + axis.value(count - 1 - i)).isZero();
        }
        assertThat(axis.zero()).isEqualTo(count % 2 == 1 ? count / 2 : -1);
        if (count % 2 == 1) {
            assertThat(axis.value(count / 2)).isEqualTo(0.0);
        }
    }

    @Property
    void valuesRunEvenlyFromLimitToLimit(
            @ForAll @Scale(6) @DoubleRange(min = -100, max = 100) double from,
            @ForAll @DoubleRange(min = 0.01, max = 100) double width,
            @ForAll @IntRange(min = 2, max = 401) int count) {
        Axis axis = new Axis(from, from + width, count);

        double[] values = axis.values();
        assertThat(values).hasSize(count).startsWith(from).endsWith(from + width);
        for (int i = 1; i < count; i++) {
            assertThat(values[i] - values[i - 1]).isCloseTo(axis.step(), within(1e-12));
            assertThat(axis.nearest(values[i])).isEqualTo(i);
        }
    }

    @Example
    void zeroOfOneSidedAndSkewedAxes() {
        assertThat(new Axis(0, 1, 11).zero()).isZero();
        assertThat(new Axis(-1, 0, 11).zero()).isEqualTo(10);
        assertThat(new Axis(-1, 2, 31).zero()).isEqualTo(10);
        assertThat(new Axis(-0.3, 0.6, 31).zero()).isEqualTo(10);
        assertThat(new Axis(0.5, 1, 11).zero()).isEqualTo(-1);
        assertThat(new Axis(-1, 2, 32).zero()).isEqualTo(-1);
    }

    @Example
    void nearestStaysInside() {
        Axis axis = new Axis(-1, 1, 5);
        assertThat(axis.nearest(-7)).isZero();
        assertThat(axis.nearest(7)).isEqualTo(4);
        assertThat(axis.nearest(0.2)).isEqualTo(2);
        assertThat(axis.position(0.75)).isEqualTo(3.5);
    }

    @Example
    void whatIsNoRangeGivesASentence() {
        assertThatThrownBy(() -> new Axis(1, 1, 5))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a range must go from a smaller to a larger number, not from 1.0 to 1.0");
        assertThatThrownBy(() -> new Axis(Double.NaN, 1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Axis(0, Double.POSITIVE_INFINITY, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Axis(0, 1, 1)).hasMessage("an axis needs at least 2 values, not 1");
    }

    @Property
    void anAxisOverPointsHoldsThemAndHasAValueOnZero(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double low,
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e6) double length,
            @ForAll @IntRange(min = 5, max = 2001) int count) {
        Axis axis = Axis.over(low, low + length, 0.3, count);
        assertThat(axis.count()).isEqualTo(count);
        assertThat(axis.zero()).isNotNegative();
        assertThat(axis.value(axis.zero())).isZero();
        assertThat(axis.from()).isLessThanOrEqualTo(low);
        assertThat(axis.to()).isGreaterThanOrEqualTo(low + length);
    }
}
