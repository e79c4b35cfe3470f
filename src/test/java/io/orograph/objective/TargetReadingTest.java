package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.Dataset;
import io.orograph.data.Inputs;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Targets that are left out, weighted, smoothed or lie along other axes: the mean Σwℓ/Σw of what counts, written out from
 * what the network says, as the documentation of PyTorch's {@code cross_entropy} has it.
 */
final class TargetReadingTest {

    private static final CancelToken GO = new CancelToken();
    private static final int SAMPLES = 5;
    private static final int TOKENS = 4;
    private static final int CLASSES = 3;
    private static final Tensor INPUTS = NetworkSketch.drawn(new Random(1), 1, SAMPLES, TOKENS, 2);
    private static final double[] WEIGHTS = {1, 2.5, 0.5};

    /** A class for each token: [n, 4, 3], the classes last; or before the tokens, behind a Transpose. */
    private static Network tokens(boolean classesLast) {
        NetworkSketch sketch = new NetworkSketch()
                .input("x", Shape.FREE, TOKENS, 2)
                .drawn("w", new Random(2), 1, 2, CLASSES)
                .node("MatMul", List.of("x", "w"), "z");
        return classesLast
                ? sketch.output("z", Shape.FREE, TOKENS, CLASSES).build()
                : sketch.node("Transpose", List.of("z"), List.of("t"), java.util.Map.of("perm", new long[] {0, 2, 1}))
                        .output("t", Shape.FREE, CLASSES, TOKENS)
                        .build();
    }

    private static long[] labels(long ignored) {
        Random random = new Random(3);
        return IntStream.range(0, SAMPLES * TOKENS)
                .mapToLong(i -> i % 7 == 3 || i / TOKENS == 2 ? ignored : random.nextInt(CLASSES))
                .toArray();
    }

    private static LossOptions options(double smoothing, List<Double> weights, OptionalLong ignored) {
        return new LossOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                ignored,
                OptionalLong.empty(),
                smoothing,
                weights,
                L2Penalty.NONE);
    }

    /** Σ over what counts of (1 − ε)·wᵧ·(−log pᵧ) + ε/C·Σ w_c·(−log p_c), over Σ wᵧ. */
    private static double byHand(Network network, long[] labels, double smoothing, double[] weights) {
        boolean last = network.outputs().get(0).shape()[2] == CLASSES;
        Tensor z = Predictor.predict(network, network.weights(), Inputs.of(INPUTS), Precision.DOUBLE, GO);
        double sum = 0;
        double total = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] >= 0 && labels[i] < CLASSES) {
                double[] minusLog = new double[CLASSES];
                double normalizer = 0;
                for (int c = 0; c < CLASSES; c++) {
                    int place = last ? i * CLASSES + c : (i / TOKENS * CLASSES + c) * TOKENS + i % TOKENS;
                    minusLog[c] = -z.get(place);
                    normalizer += Math.exp(z.get(place));
                }
                int y = (int) labels[i];
                for (int c = 0; c < CLASSES; c++) {
                    minusLog[c] += Math.log(normalizer);
                    sum += smoothing / CLASSES * weights[c] * minusLog[c];
                }
                sum += (1 - smoothing) * weights[y] * minusLog[y];
                total += weights[y];
            }
        }
        return sum / total;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsLeftOutWeightedAndSmoothedIsAMeanOfWhatCounts(boolean classesLast) {
        Network network = tokens(classesLast);
        long[] labels = labels(-100);
        Dataset data = new Dataset("d", INPUTS, Tensor.of(labels, SAMPLES, TOKENS));
        for (double smoothing : new double[] {0, 0.2}) {
            for (List<Double> weights : List.of(List.<Double>of(), List.of(1.0, 2.5, 0.5))) {
                LossChoice choice = LossChoice.of(network, data, options(smoothing, weights, OptionalLong.empty()));
                Dataset counted = choice.counted(data);
                assertThat(counted.samples())
                        .as("the third sample has nothing that counts")
                        .isEqualTo(SAMPLES - 1);
                double[] each = weights.isEmpty() ? new double[] {1, 1, 1} : WEIGHTS;
                try (Objective objective = new Objective(choice, counted, Precision.DOUBLE, 1)) {
                    assertThat(objective.evaluate(network.weights(), GO).loss())
                            .isCloseTo(byHand(network, labels, smoothing, each), within(1e-13));
                    requireGradient(objective, network.weights());
                    requireSameInBatches(choice, counted, objective);
                }
            }
        }
    }

    /** One-hot targets mean the same classes however 1 and 0 are written, along either axis. */
    @ParameterizedTest
    @CsvSource({"1, 0", "1, -1", "255, 0"})
    void oneHotTargetsMayBeWrittenOtherwise(long yes, long no) {
        for (boolean classesLast : new boolean[] {true, false}) {
            Network network = tokens(classesLast);
            long[] labels = IntStream.range(0, SAMPLES * TOKENS)
                    .mapToLong(i -> i * 5 % 7 % CLASSES)
                    .toArray();
            long[] oneHot = new long[labels.length * CLASSES];
            Arrays.fill(oneHot, no);
            for (int i = 0; i < labels.length; i++) {
                oneHot[i * CLASSES + (int) labels[i]] = yes;
            }
            Dataset data = new Dataset("d", INPUTS, Tensor.of(oneHot, SAMPLES, TOKENS, CLASSES));
            LossChoice choice = LossChoice.detect(network, data);
            assertThat(choice.kind()).isEqualTo(LossKind.CROSS_ENTROPY);
            assertThat(choice.notices()).hasSize(yes == 1 && no == 0 ? 0 : 1);
            try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
                assertThat(objective.evaluate(network.weights(), GO).loss())
                        .isCloseTo(byHand(network, labels, 0, new double[] {1, 1, 1}), within(1e-13));
            }
        }
    }

    /** Several signs a sample that are no choice of one are numbers, as of several answers at once. */
    @Test
    void signsThatAreNotOneHotStayNumbers() {
        long[] signs = IntStream.range(0, SAMPLES * TOKENS * CLASSES)
                .mapToLong(i -> i % 2 == 0 ? 1 : -1)
                .toArray();
        Dataset data = new Dataset("d", INPUTS, Tensor.of(signs, SAMPLES, TOKENS, CLASSES));
        assertThat(LossChoice.detect(tokens(true), data).kind()).isEqualTo(LossKind.MSE);
    }

    private static void requireGradient(Objective objective, double[] theta) {
        double[] gradient = objective.gradient(theta, GO);
        // The best step of a central difference, ∛ε: its error is below 1e-9 for losses of this smoothness.
        double step = 6e-6;
        for (int i = 0; i < theta.length; i++) {
            double[] ahead = theta.clone();
            double[] behind = theta.clone();
            ahead[i] += step;
            behind[i] -= step;
            double slope = (objective.evaluate(ahead, GO).loss()
                            - objective.evaluate(behind, GO).loss())
                    / (2 * step);
            assertThat(gradient[i]).isCloseTo(slope, within(1e-8 * (1 + Math.abs(slope))));
        }
    }

    private static void requireSameInBatches(LossChoice choice, Dataset data, Objective objective) {
        double[] theta = choice.network().weights();
        double[] gradient = new double[theta.length];
        int[] all = IntStream.range(0, data.samples()).toArray();
        try (MinibatchGradient batches = new MinibatchGradient(choice, data, Precision.DOUBLE, all.length);
                GroupedObjective groups = new GroupedObjective(choice, data, 2, 1)) {
            double loss = objective.evaluate(theta, GO).loss();
            assertThat(batches.at(theta, all, gradient, GO)).isCloseTo(loss, within(1e-13));
            assertThat(gradient).containsExactly(objective.gradient(theta, GO), within(1e-13));
            assertThat(groups.at(theta, gradient, GO)).isCloseTo(loss, within(1e-13));
        }
    }

    @Test
    void leavingOutAllOfSomeSamplesIsHavingNoneOfThem() {
        Network network = tokens(true);
        long[] labels = labels(255);
        Dataset data = new Dataset("d", INPUTS, Tensor.of(labels, SAMPLES, TOKENS));
        LossChoice choice = LossChoice.detect(network, data);
        assertThat(choice.notices()).containsExactly("6 of 20 targets are 255 and are left out of loss and accuracy.");
        assertThatThrownBy(() -> LossChoice.of(network, data, options(0, List.of(), OptionalLong.of(1))))
                .as("255 is no class then")
                .hasMessageContaining("is 255, but the network tells 3 classes apart");
    }

    @Test
    void theAccuracyIsOverWhatCounts() {
        Network network = tokens(true);
        long[] labels = labels(-100);
        Dataset data = new Dataset("d", INPUTS, Tensor.of(labels, SAMPLES, TOKENS));
        LossChoice choice = LossChoice.detect(network, data);
        Tensor z = Predictor.predict(network, network.weights(), Inputs.of(INPUTS), Precision.DOUBLE, GO);
        double right = 0;
        double counted = 0;
        for (int i = 0; i < labels.length; i++) {
            int at = i * CLASSES;
            int top = IntStream.of(0, 1, 2)
                    .reduce((a, b) -> z.get(at + b) > z.get(at + a) ? b : a)
                    .getAsInt();
            counted += labels[i] >= 0 ? 1 : 0;
            right += labels[i] == top ? 1 : 0;
        }
        try (Objective objective = new Objective(choice, choice.counted(data), Precision.DOUBLE, 1)) {
            assertThat(objective.evaluate(network.weights(), GO).accuracy()).isCloseTo(right / counted, within(1e-15));
        }
    }

    /** One-hot targets with the classes before or behind the positions, whatever the outputs have. */
    @Test
    void oneHotTargetsAreReadAlongTheirOwnAxis() {
        long[] labels = labels(0);
        double[] last = new double[labels.length * CLASSES];
        double[] first = new double[last.length];
        double[] soft = new double[last.length];
        for (int i = 0; i < labels.length; i++) {
            last[i * CLASSES + (int) labels[i]] = 1;
            for (int c = 0; c < CLASSES; c++) {
                int place = (i / TOKENS * CLASSES + c) * TOKENS + i % TOKENS;
                first[place] = c == labels[i] ? 1 : 0;
                soft[place] = c == labels[i] ? 0.6 : 0.2;
            }
        }
        for (boolean classesLast : new boolean[] {true, false}) {
            Network network = tokens(classesLast);
            double expected = byHand(network, labels, 0, new double[] {1, 1, 1});
            assertThat(loss(network, Tensor.of(labels, SAMPLES, TOKENS))).isCloseTo(expected, within(1e-13));
            assertThat(loss(network, Tensor.of(last, SAMPLES, TOKENS, CLASSES))).isCloseTo(expected, within(1e-13));
            assertThat(loss(network, Tensor.of(first, SAMPLES, CLASSES, TOKENS)))
                    .isCloseTo(expected, within(1e-13));
            // Six tenths and twice two are label smoothing with ε = 0.6.
            assertThat(loss(network, Tensor.of(soft, SAMPLES, CLASSES, TOKENS)))
                    .isCloseTo(byHand(network, labels, 0.6, new double[] {1, 1, 1}), within(1e-13));
        }
    }

    private static double loss(Network network, Tensor targets) {
        Dataset data = new Dataset("d", INPUTS, targets);
        LossChoice choice = LossChoice.detect(network, data);
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
            return objective.evaluate(network.weights(), GO).loss();
        }
    }

    @Test
    void choicesThatDoNotFitAreRefused() {
        Network network = tokens(true);
        Dataset data = new Dataset("d", INPUTS, Tensor.of(labels(0), SAMPLES, TOKENS));
        assertThatThrownBy(() -> LossChoice.of(network, data, options(0, List.of(1.0, 2.0), OptionalLong.empty())))
                .hasMessage("2 class weights are given, but the network tells 3 classes apart");
        Dataset numbers = new Dataset("d", INPUTS, NetworkSketch.drawn(new Random(5), 1, SAMPLES, TOKENS, CLASSES));
        assertThatThrownBy(() -> LossChoice.of(network, numbers, options(0.1, List.of(), OptionalLong.empty())))
                .hasMessageContaining("go with a cross-entropy of class targets, not with mean squared error");
        assertThatThrownBy(() -> LossChoice.of(network, numbers, options(0, List.of(), OptionalLong.of(9))))
                .hasMessageContaining("mean squared error leaves no targets out");
        assertThatThrownBy(() -> options(1, List.of(), OptionalLong.empty())).hasMessageContaining("from 0 to below 1");
        assertThatThrownBy(() -> options(0, List.of(-1.0), OptionalLong.empty()))
                .hasMessageContaining("0 or more");
    }

    /** The mean of what a network gives, whatever the targets are. */
    @Test
    void theNetworksOwnOutputIsALoss() {
        Network network = tokens(true);
        Dataset data = new Dataset("d", INPUTS, Tensor.of(labels(-100), SAMPLES, TOKENS));
        LossChoice choice = LossChoice.choose(network, data, LossKind.OUTPUT);
        assertThat(choice.counted(data)).isSameAs(data);
        double[] z = Predictor.predict(network, network.weights(), Inputs.of(INPUTS), Precision.DOUBLE, GO)
                .doubles();
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
            assertThat(objective.evaluate(network.weights(), GO).loss())
                    .isCloseTo(Arrays.stream(z).average().orElseThrow(), within(1e-14));
            requireGradient(objective, network.weights());
            requireSameInBatches(choice, data, objective);
        }
    }
}
