package io.orograph.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class ConfidenceTest {

    /** The quantiles of printed tables, which have three digits after the point. */
    @Test
    void errorsAreThoseOfStudentsTable() {
        assertThat(Confidence.errors(2)).isCloseTo(12.706, within(5e-4));
        assertThat(Confidence.errors(3)).isCloseTo(4.303, within(5e-4));
        assertThat(Confidence.errors(30)).isCloseTo(2.045, within(5e-4));
        assertThat(Confidence.errors(Long.MAX_VALUE)).isCloseTo(1.960, within(5e-4));
        assertThat(Confidence.errors(1)).isInfinite();
    }

    /** The interval of a mean of three normal numbers holds the true one in 95 % of cases; 1.96 errors would in 81 %. */
    @Test
    void intervalsOfFewSamplesHoldTheTrueMean() {
        Random random = new Random(3);
        int trials = 20_000;
        int held = 0;
        for (int trial = 0; trial < trials; trial++) {
            double[] of = random.doubles(3).map(any -> random.nextGaussian()).toArray();
            double mean = (of[0] + of[1] + of[2]) / 3;
            double squares = 0;
            for (double each : of) {
                squares += (each - mean) * (each - mean);
            }
            held += Math.abs(mean) <= Confidence.errors(3) * Math.sqrt(squares / 6) ? 1 : 0;
        }
        // Four standard deviations of a binomial share of 95 %: 0.0062.
        assertThat((double) held / trials).isCloseTo(0.95, within(0.0062));
    }
}
