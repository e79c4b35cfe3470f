package io.orograph.landscape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.plane.Normalization;
import io.orograph.plane.Plane;
import io.orograph.plane.RandomDirections;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class RandomProfilesTest {

    private static final CancelToken GO = new CancelToken();

    private static Objective objective(Network network) {
        Random random = new Random(5);
        Dataset data =
                new Dataset("drawn", NetworkSketch.drawn(random, 1, 50, 4), NetworkSketch.classes(random, 50, 3));
        return new Objective(LossChoice.detect(network, data), data, Precision.DOUBLE, 2);
    }

    private static Profiles profiles(Objective objective, RandomDirections directions, int planes) {
        RandomProfiles.Subject subject = new RandomProfiles.Subject(
                objective, objective, objective.network().weights());
        return new RandomProfiles(directions, planes, Axis.symmetric(1, 5)).of(subject, ProgressListener.NONE, GO);
    }

    private static Network network() {
        return NetworkSketch.dense(2, "Tanh", List.of(), 4, 9, 3);
    }

    /** The axes of a landscape over a plane of the same seed, to the bit. */
    @Test
    void eachLineIsAnAxisOfALandscape() {
        try (Objective objective = objective(network())) {
            RandomDirections directions = new RandomDirections(Normalization.FILTER, false, 3, Set.of());
            Profiles found = profiles(objective, directions, 2);
            Plane second = directions
                    .withSeed(4)
                    .plane(objective.network().layout(), objective.network().weights());
            Landscape landscape = new LandscapeEvaluator(
                            objective, second, Grid.square(1, 5), io.orograph.provenance.Provenance.NONE)
                    .run(ProgressListener.NONE, GO);
            for (int i = 0; i < 5; i++) {
                assertThat(found.losses()[2][i]).isEqualTo(landscape.loss(i, 2));
                assertThat(found.losses()[3][i]).isEqualTo(landscape.loss(2, i));
            }
            assertThat(found.center()).isEqualTo(landscape.centerLoss());
        }
    }

    /**
     * tr(SHS)/tr(S²) from the whole Hessian, column by column: within 4 standard errors of the estimate from 80 probes, and
     * of the mean of the bends of 80 directions.
     */
    @ParameterizedTest
    @EnumSource(Normalization.class)
    void theBendsAreOnAverageWhatTheirScaleSays(Normalization normalization) {
        try (Objective objective = objective(network())) {
            RandomDirections directions = new RandomDirections(normalization, true, 11, Set.of());
            Profiles found = profiles(objective, directions, 40);
            double[] theta = objective.network().weights();
            double[] scale = directions.scale(objective.network().layout(), theta);
            Hessian hessian = new Hessian(
                    objective, theta, FreeParameters.all(objective.network().layout()), GO);
            double trace = 0;
            double squares = 0;
            for (int i = 0; i < scale.length; i++) {
                double[] unit = new double[scale.length];
                unit[i] = 1;
                trace += scale[i] * scale[i] * hessian.apply(unit)[i];
                squares += scale[i] * scale[i];
            }
            double right = trace / squares;
            assertThat(found.expected()).isCloseTo(right, within(4 * found.expectedError()));
            double mean = Arrays.stream(found.bends()).average().orElseThrow();
            double variance = Arrays.stream(found.bends())
                    .map(bend -> (bend - mean) * (bend - mean))
                    .sum();
            double error = Math.sqrt(variance / 79 / 80);
            assertThat(mean).isCloseTo(right, within(4 * error));
            if (normalization == Normalization.NONE) {
                assertThat(squares).isEqualTo(theta.length);
            }
        }
    }

    /** Evaluated anew at that distance, half of the profiles have doubled the loss; the ladder is linear between rungs. */
    @Test
    void theMedianHasDoubledTheLossAtItsReach() {
        try (Objective objective = objective(network())) {
            RandomDirections directions = new RandomDirections(Normalization.FILTER, false, 0, Set.of());
            Profiles found = profiles(objective, directions, 10);
            assertThat(found.reach()).isPositive();
            RandomProfiles.Subject subject = new RandomProfiles.Subject(
                    objective, objective, objective.network().weights());
            double[] ends = new RandomProfiles(directions, 10, Axis.symmetric(found.reach(), 3))
                    .of(subject, ProgressListener.NONE, GO)
                    .quantile(0.5);
            // One rung is twice the other, over which a parabola is at most 1/8 of its rise from its chord.
            assertThat((ends[0] + ends[2]) / 2).isCloseTo(2 * found.center(), within(0.3 * found.center()));
        }
    }

    @Test
    void quantilesAreThoseOfTheOrderStatistics() {
        double[] values = {3, 1, Double.NaN, 2, 5};
        assertThat(Profiles.quantile(values, 0.5)).isEqualTo(3);
        assertThat(Profiles.quantile(values, 0.25)).isEqualTo(2);
        assertThat(Profiles.quantile(values, 1)).isInfinite();
        double[] beyond = {1, Double.POSITIVE_INFINITY, Double.NaN, Double.POSITIVE_INFINITY};
        assertThat(Profiles.quantile(beyond, 0.5)).isInfinite();
        assertThat(Profiles.quantile(new double[] {1, 2}, 0.25)).isEqualTo(1.25);
    }
}
