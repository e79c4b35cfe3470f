package io.orograph.curvature;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.curvature.PopulationTest.Answer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Samples ℓᵢ(x) = |x − aᵢ|²/2 of a normal distribution of aᵢ: the population's loss is least at its mean, 0. */
final class PopulationTestTest {

    private static final int SAMPLES = 60;
    private static final int DIMENSIONS = 5;

    private static double[][] drawn(Random random) {
        double[][] a = new double[SAMPLES][DIMENSIONS];
        for (double[] sample : a) {
            for (int j = 0; j < DIMENSIONS; j++) {
                sample[j] = random.nextGaussian();
            }
        }
        return a;
    }

    private static SampledLoss loss(double[][] a, double[] at) {
        return new SampledLoss() {
            @Override
            public double[] theta() {
                return at;
            }

            @Override
            public double[][] after(List<double[]> steps) {
                return steps.stream()
                        .map(step -> {
                            double[] losses = new double[a.length];
                            for (int i = 0; i < a.length; i++) {
                                for (int j = 0; j < DIMENSIONS; j++) {
                                    double d = at[j] + step[j] - a[i][j];
                                    losses[i] += d * d / 2;
                                }
                            }
                            return losses;
                        })
                        .toArray(double[][]::new);
            }
        };
    }

    /** The Newton step of the first half: to its mean. */
    private static PopulationTest asked(Random random, double[] at) {
        double[] step = new double[DIMENSIONS];
        for (double[] sample : drawn(random)) {
            for (int j = 0; j < DIMENSIONS; j++) {
                step[j] += (sample[j] - at[j]) / SAMPLES;
            }
        }
        return PopulationTest.of(loss(drawn(random), at), step, SAMPLES);
    }

    /** Of 1,000 draws at the mean, 5 % are 50, with a standard deviation of 7: at most 70. */
    @Test
    void callsAStationaryPointSoAsOftenAsItsLevelSays() {
        Random random = new Random(4);
        int wrong = 0;
        for (int draw = 0; draw < 1000; draw++) {
            wrong += asked(random, new double[DIMENSIONS]).answer() == Answer.NOT_STATIONARY ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(70);
    }

    /** One standard deviation from the mean the loss falls by ½ − 5/120, with an error of about 0.13. */
    @Test
    void findsAFallWhereThereIsOne() {
        Random random = new Random(5);
        int found = 0;
        for (int draw = 0; draw < 200; draw++) {
            found += asked(random, new double[] {1, 0, 0, 0, 0}).answer() == Answer.NOT_STATIONARY ? 1 : 0;
        }
        assertThat(found).isGreaterThan(180);
        assertThat(asked(random, new double[] {1, 0, 0, 0, 0}).words()).startsWith("population: not stationary");
    }

    @Test
    void saysWhyItWasNotAsked() {
        assertThat(PopulationTest.NOT_ASKED.words()).contains("may have been trained on these samples");
    }
}
