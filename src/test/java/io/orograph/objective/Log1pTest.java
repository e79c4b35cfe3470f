package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Log1pTest {

    @Test
    void isWithinAFewUnitsInTheLastPlaceOfTheLibrarys() {
        Random random = new Random(1);
        for (int i = 0; i < 100_000; i++) {
            double x = Math.exp(-745 + 1450 * random.nextDouble());
            // Five units of rounding are the bound of the formula for x < 3/4; the logarithm and its own ulp come on
            // top.
            assertThat(Math.abs(Log1p.of(x) - Math.log1p(x))).isLessThanOrEqualTo(5 * Math.ulp(Math.log1p(x)));
        }
    }

    @Test
    void keepsTheEnds() {
        assertThat(Log1p.of(0)).isZero();
        assertThat(Log1p.of(Double.MIN_VALUE)).isEqualTo(Double.MIN_VALUE);
        assertThat(Log1p.of(1e-30)).isEqualTo(1e-30);
        assertThat(Log1p.of(Double.POSITIVE_INFINITY)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(Log1p.of(Double.NaN)).isNaN();
    }
}
