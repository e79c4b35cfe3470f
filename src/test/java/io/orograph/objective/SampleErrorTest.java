package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.Strata;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleErrorTest {

    private static SampleError of(Strata strata, double... losses) {
        return new SampleError(Optional.ofNullable(strata), losses);
    }

    @Test
    void withoutStrataItIsThatOfIndependentSamples() {
        // s² = 1, s/√3.
        assertThat(of(null, 1, 2, 3).standardError()).isCloseTo(1 / Math.sqrt(3), within(1e-15));
        assertThat(of(null, 1).standardError()).isNaN();
    }

    @Test
    void strataThatDifferOnlyFromOneAnotherLeaveNoError() {
        Strata strata = new Strata(new int[] {0, 1, 0, 1}, new int[] {10, 10});
        assertThat(of(strata, 1, 5, 1, 5).standardError()).isZero();
        assertThat(of(null, 1, 5, 1, 5).standardError()).isGreaterThan(1);
    }

    @Test
    void knownVariances() {
        // Stratum 0: s² = 2 of 2 drawn from 4; stratum 1: s² = 8 of 2 from 12. N = 16.
        Strata strata = new Strata(new int[] {0, 0, 1, 1}, new int[] {4, 12});
        double expected = Math.sqrt(Math.pow(0.25, 2) * (1 - 0.5) * 1 + Math.pow(0.75, 2) * (1 - 2.0 / 12) * 4);
        assertThat(of(strata, 1, 3, 2, 6).standardError()).isCloseTo(expected, within(1e-14));
    }

    @Test
    void allOfAStratumIsKnown() {
        Strata strata = new Strata(new int[] {0, 0, 0}, new int[] {3});
        assertThat(of(strata, 1, 2, 6).standardError()).isZero();
    }

    /**
     * Drawn again and again from one file of three classes, 30 of 90, the mean scatters as the error says: the variance of
     * 4000 means is known to √(2/4000) = 2.2 %, so that four of these are allowed.
     */
    @Test
    void itIsHowMuchTheMeansOfDrawsScatter() {
        Random random = new Random(3);
        double[][] file = new double[3][];
        int[] sizes = {15, 30, 45};
        for (int h = 0; h < 3; h++) {
            double level = 4 * h;
            file[h] = random.doubles(sizes[h]).map(u -> level + (1 + level) * u).toArray();
        }
        Moments means = new Moments();
        double squares = 0;
        int draws = 4000;
        for (int draw = 0; draw < draws; draw++) {
            List<Integer> of = new ArrayList<>();
            List<Double> losses = new ArrayList<>();
            for (int h = 0; h < 3; h++) {
                List<Double> all = new ArrayList<>();
                for (double loss : file[h]) {
                    all.add(loss);
                }
                Collections.shuffle(all, random);
                for (double loss : all.subList(0, sizes[h] / 3)) {
                    of.add(h);
                    losses.add(loss);
                }
            }
            SampleError error = of(
                    new Strata(of.stream().mapToInt(i -> i).toArray(), sizes),
                    losses.stream().mapToDouble(x -> x).toArray());
            means.add(error.mean());
            squares += error.standardError() * error.standardError() / draws;
        }
        double scatter = Math.pow(means.standardError(), 2) * draws;
        assertThat(squares / scatter).isCloseTo(1, within(0.09));
    }
}
