package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;

final class MomentsTest {

    private static final double INF = Double.POSITIVE_INFINITY;

    private static Moments of(double... values) {
        Moments moments = new Moments();
        for (double value : values) {
            moments.add(value);
        }
        return moments;
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
