package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

final class MomentsTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private static Moments oneByOne(double... values) {
        Moments moments = new Moments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
    }

    /** Finds them in both ways, which are to give the same but for rounding. */
    private static Moments of(double... values) {
        Moments moments = oneByOne(values);
        Moments atOnce = Moments.of(values);
        assertThat(atOnce.count()).isEqualTo(moments.count());
        assertSame(atOnce.mean(), moments.mean());
        assertSame(atOnce.standardError(), moments.standardError());
        return atOnce;
    }

    private static void assertSame(double found, double expected) {
        if (Double.isFinite(expected)) {
            assertThat(found).isCloseTo(expected, within(1e-10 + 1e-12 * Math.abs(expected)));
        } else {
            assertThat(found).isEqualTo(Double.valueOf(expected));
        }
    }

    @Example
    void knownMeanAndStandardError() {
        // s² = (1 + 0 + 1)/2 = 1, s/√3.
        assertThat(of(1, 2, 3).mean()).isEqualTo(2);
        assertThat(of(1, 2, 3).standardError()).isCloseTo(1 / Math.sqrt(3), within(1e-15));
        assertThat(of(1, 2, 3).count()).isEqualTo(3);
    }

    @Example
    void fewNumbers() {
        assertThat(of().mean()).isNaN();
        assertThat(of(7).mean()).isEqualTo(7);
        assertThat(of(7).standardError()).isNaN();
        assertThat(of(7, 7).standardError()).isZero();
    }

    @Example
    void aLargeMeanDoesNotSwallowTheSpread() {
        // The textbook sum of squares would lose all of it: 10¹⁸ needs 60 bits.
        assertThat(of(1e9 + 1, 1e9 + 2, 1e9 + 3).standardError()).isCloseTo(1 / Math.sqrt(3), within(1e-6));
    }

    @Example
    void equalNumbersHaveNoSpread() {
        double[] values = new double[1001];
        Arrays.fill(values, 0.1);
        assertThat(Moments.of(values).mean()).isEqualTo(0.1);
        assertThat(Moments.of(values).standardError()).isZero();
    }

    @Example
    void whatIsTooLargeForASumIsNotForTheMean() {
        assertThat(Moments.of(1e308, 1.5e308, 1e308, 1.5e308).mean()).isCloseTo(1.25e308, within(1e294));
        assertThat(Moments.of(1e200, 3e200).mean()).isCloseTo(2e200, within(1e185));
    }

    /** The first number is where the two passes count from. */
    @Example
    void aFirstNumberFarOffDoesNotSwallowTheSpreadOfTheOthers() {
        assertThat(Moments.of(1e9, 1, 2, 3).mean()).isEqualTo((1e9 + 6) / 4);
        assertThat(Moments.of(1e9, 1, 2, 3).standardError())
                .isCloseTo(oneByOne(1e9, 1, 2, 3).standardError(), within(1e-6));
    }

    @Example
    void anInfinityStaysWhereverItStands() {
        assertThat(of(INF, 1, 2).mean()).isEqualTo(INF);
        assertThat(of(1, INF, 2).mean()).isEqualTo(INF);
        assertThat(of(1, 2, INF).mean()).isEqualTo(INF);
        assertThat(of(1, INF, INF).mean()).isEqualTo(INF);
        assertThat(of(1, -INF, 2).mean()).isEqualTo(-INF);
        assertThat(of(INF, 1, 2).standardError()).isNaN();
        assertThat(of(INF, 1, -INF).mean()).isNaN();
        assertThat(of(INF, Double.NaN, 1).mean()).isNaN();
        assertThat(of(Double.NaN, INF).mean()).isNaN();
    }

    @Property(tries = 200)
    void agreesWithTwoPasses(
            @ForAll @Size(min = 2, max = 50) List<@DoubleRange(min = -1000, max = 1000) Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double squares =
                values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        Moments moments = of(values.stream().mapToDouble(v -> v).toArray());

        assertThat(moments.mean()).isCloseTo(mean, within(1e-11));
        double error = Math.sqrt(squares / (values.size() - 1) / values.size());
        assertThat(moments.standardError()).isCloseTo(error, within(1e-10));
    }
}
