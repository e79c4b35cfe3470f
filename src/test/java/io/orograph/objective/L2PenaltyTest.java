package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.curvature.FreeParameters;
import io.orograph.curvature.Hessian;
import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Parameter;
import io.orograph.network.Precision;
import io.orograph.objective.L2Penalty.Over;
import io.orograph.task.CancelToken;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The loss with a penalty is the loss without it and λ/2·‖θ‖², wherever it and its slopes are computed. */
class L2PenaltyTest {

    private static final CancelToken GO = new CancelToken();
    private static final double LAMBDA = 0.3;

    /** Sums of some hundred numbers of size 1 in another order. */
    private static final double ROUNDING = 1e-13;

    private final Network network = NetworkSketch.dense(3, "Tanh", List.of(), 4, 7, 3);
    private final double[] theta = network.weights();
    private final Dataset data = data();

    private static Dataset data() {
        Random random = new Random(8);
        return new Dataset("drawn", NetworkSketch.drawn(random, 1, 23, 4), NetworkSketch.classes(random, 23, 3));
    }

    private LossChoice choice(L2Penalty penalty) {
        return LossChoice.of(
                network,
                data,
                new LossOptions(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        0,
                        List.of(),
                        penalty));
    }

    /** Returns λ for a parameter that counts and 0 for another. */
    private double[] factors(Over over) {
        double[] factors = new double[theta.length];
        for (Parameter parameter : network.layout().parameters()) {
            boolean counts = over == Over.ALL || parameter.shape().length == 2;
            Arrays.fill(factors, parameter.offset(), parameter.end(), counts ? LAMBDA : 0);
        }
        return factors;
    }

    private static double penalty(double[] factors, double[] at) {
        return IntStream.range(0, at.length)
                .mapToDouble(i -> factors[i] * at[i] * at[i] / 2)
                .sum();
    }

    private static double[] direction(int size, long seed) {
        return new Random(seed).doubles(size, -1, 1).toArray();
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void lossesHaveItAtAPointAndInASubspace(Over over) {
        double[] factors = factors(over);
        double[] one = direction(theta.length, 1);
        double[] two = direction(theta.length, 2);
        AffineSubspace plane = new AffineSubspace(theta, one, two);
        try (Objective plain = new Objective(choice(L2Penalty.NONE), data, Precision.DOUBLE, 2);
                Objective with = new Objective(choice(new L2Penalty(LAMBDA, over)), data, Precision.DOUBLE, 2)) {
            for (double[] at : List.of(new double[] {0, 0}, new double[] {0.5, -1.25}, new double[] {-40, 3})) {
                double[] point = plane.point(at);
                double expected = penalty(factors, point);
                double there = plain.evaluate(point, GO).loss();
                double size = there + expected;
                assertThat(with.evaluate(point, GO).loss()).isCloseTo(size, within(ROUNDING * size));
                Evaluation[] found = new Evaluation[2];
                SampleLosses[] each = new SampleLosses[1];
                with.parallel(1, GO, (worker, i) -> {
                    found[0] = worker.evaluate(plane, GO, at);
                    each[0] = worker.sampleLosses(plane, GO, at);
                });
                plain.parallel(1, GO, (worker, i) -> found[1] = worker.evaluate(plane, GO, at));
                assertThat(found[0].loss()).isCloseTo(size, within(ROUNDING * size));
                assertThat(each[0].mean()).isCloseTo(size, within(ROUNDING * size));
                assertThat(found[0].standardError()).isCloseTo(found[1].standardError(), within(ROUNDING * size));
                assertThat(found[0].accuracy()).isEqualTo(found[1].accuracy());
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Over.class)
    void gradientsHaveItsOwn(Over over) {
        double[] factors = factors(over);
        LossChoice with = choice(new L2Penalty(LAMBDA, over));
        int[] all = IntStream.range(0, data.samples()).toArray();
        double[] batch = new double[theta.length];
        double[] grouped = new double[theta.length];
        try (Objective plain = new Objective(choice(L2Penalty.NONE), data, Precision.DOUBLE, 1);
                Objective full = new Objective(with, data, Precision.DOUBLE, 2);
                MinibatchGradient minibatch = new MinibatchGradient(with, data, Precision.DOUBLE, 8);
                GroupedObjective groups = new GroupedObjective(with, data, 5, 2)) {
            double[] expected = plain.gradient(theta, GO);
            Arrays.setAll(expected, i -> expected[i] + factors[i] * theta[i]);
            double loss = plain.evaluate(theta, GO).loss() + penalty(factors, theta);

            assertThat(full.gradient(theta, GO)).containsExactly(expected, within(ROUNDING));
            assertThat(minibatch.at(theta, all, batch, GO)).isCloseTo(loss, within(ROUNDING));
            assertThat(batch).containsExactly(expected, within(ROUNDING));
            assertThat(groups.at(theta, grouped, GO)).isCloseTo(loss, within(ROUNDING));
            assertThat(grouped).containsExactly(expected, within(ROUNDING));

            double[] sum = new double[theta.length];
            double mean = 0;
            double slope = 0;
            double[] along = direction(theta.length, 4);
            double[] losses = groups.losses(theta, GO);
            double[] slopes = groups.slopes(theta, List.of(along), GO)[0];
            for (int group = 0; group < groups.count(); group++) {
                double[] more = groups.gradientSum(group, theta, GO);
                Arrays.setAll(sum, i -> sum[i] + more[i] / data.samples());
                double share = (double) groups.sizes()[group] / data.samples();
                mean += share * losses[group];
                slope += share * slopes[group];
            }
            assertThat(sum).containsExactly(expected, within(ROUNDING));
            assertThat(mean).isCloseTo(loss, within(ROUNDING));
            assertThat(slope)
                    .isCloseTo(
                            IntStream.range(0, along.length)
                                    .mapToDouble(i -> along[i] * expected[i])
                                    .sum(),
                            within(ROUNDING));
        }
    }

    @Test
    void theHessianHasLambdaOnItsDiagonal() {
        double[] vector = direction(theta.length, 6);
        double[] factors = factors(Over.WEIGHTS);
        try (Objective plain = new Objective(choice(L2Penalty.NONE), data, Precision.DOUBLE, 1);
                Objective with =
                        new Objective(choice(new L2Penalty(LAMBDA, Over.WEIGHTS)), data, Precision.DOUBLE, 1)) {
            double[] expected = product(plain, vector);
            Arrays.setAll(expected, i -> expected[i] + factors[i] * vector[i]);
            // Both products are central differences, of some eight digits.
            assertThat(product(with, vector)).containsExactly(expected, within(1e-7));
        }
    }

    private double[] product(Objective objective, double[] vector) {
        return new Hessian(objective, theta, FreeParameters.all(network.layout()), GO).apply(vector);
    }

    @Test
    void theSentenceNamesWhatItCounts() {
        assertThat(choice(L2Penalty.NONE).notices()).isEmpty();
        LossChoice weights = choice(new L2Penalty(LAMBDA, Over.WEIGHTS));
        assertThat(weights.title()).isEqualTo("cross-entropy + L2 penalty");
        assertThat(weights.notices())
                .singleElement()
                .asString()
                .contains("the 49 of 59 parameters that are neither biases nor of a normalisation")
                .contains(String.format(java.util.Locale.ROOT, "%.4g", penalty(factors(Over.WEIGHTS), theta)));
        assertThatThrownBy(() -> new L2Penalty(-1, Over.ALL)).hasMessageContaining("is 0 or more");
        assertThatThrownBy(() -> new L2Penalty(Double.NaN, Over.ALL)).hasMessageContaining("is 0 or more");
    }
}
