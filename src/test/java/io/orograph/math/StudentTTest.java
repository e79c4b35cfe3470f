package io.orograph.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTTest {

    /** Tables: t at 5 % two-sided for 1, 4, 19 and 100 degrees of freedom, and the normal distribution's. */
    @Test
    void quantilesOfTheTables() {
        assertThat(StudentT.quantile(0.05, 1)).isCloseTo(12.7062047, within(1e-6));
        assertThat(StudentT.quantile(0.05, 4)).isCloseTo(2.7764451, within(1e-6));
        assertThat(StudentT.quantile(0.05, 19)).isCloseTo(2.0930241, within(1e-6));
        assertThat(StudentT.quantile(0.05, 100)).isCloseTo(1.9839715, within(1e-6));
        assertThat(StudentT.quantile(0.05, 1e7)).isCloseTo(1.9599640, within(1e-6));
    }

    /** The share beyond the quantile is the one asked for: to the library's own accuracy where that finds it, 1e-9 of t. */
    @Test
    void quantilesLeaveTheirShare() {
        for (double freedom : new double[] {1, 2, 3, 5, 15, 16, 30, 63, 255, 1e3, 1e6}) {
            for (double share : new double[] {0.5, 0.1, 0.05, 1e-3, 1e-6}) {
                double t = StudentT.quantile(share, freedom);
                assertThat(StudentT.twoSided(t, freedom))
                        .as("%s of %s", share, freedom)
                        .isCloseTo(share, within(1e-7 * share));
            }
        }
    }

    /** For one degree of freedom it is Cauchy's distribution, for two 1 − t/√(2 + t²). */
    @Test
    void closedForms() {
        for (double t : new double[] {0, 1e-3, 0.3, 1, 7, 1e4}) {
            assertThat(StudentT.twoSided(t, 1)).isCloseTo(1 - 2 / Math.PI * Math.atan(t), within(1e-12));
            assertThat(StudentT.twoSided(t, 2)).isCloseTo(1 - t / Math.sqrt(2 + t * t), within(1e-12));
        }
        assertThat(StudentT.twoSided(Double.POSITIVE_INFINITY, 3)).isZero();
    }
}
