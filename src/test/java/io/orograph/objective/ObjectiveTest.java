package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.Dataset;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import io.orograph.task.CancelToken;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** L(θ) and ∇L(θ) over tiles: each sample counts once, whatever the tiling, the precision and the workers. */
final class ObjectiveTest {

    private static final CancelToken GO = new CancelToken();

    /** Samples that fill no number of tiles of {@link #wide()} evenly. */
    private static final int RAGGED = 13;

    /** A hidden layer so wide that a tile holds a few samples. */
    private static Network wide() {
        return NetworkSketch.dense(1, "Tanh", List.of(), 2, 50_000, 3);
    }

    private static Network small(String activation) {
        return NetworkSketch.dense(2, activation, List.of(), 4, 7, 5, 3);
    }

    private static Dataset classes(int samples, int inputs, int classes) {
        Random random = new Random(samples);
        Tensor x = NetworkSketch.drawn(random, 1, samples, inputs);
        return new Dataset("drawn", x, NetworkSketch.classes(random, samples, classes));
    }

    private static Objective objective(Network network, Dataset data, Precision precision, int workers) {
        return new Objective(LossChoice.detect(network, data), data, precision, workers);
    }

    /** The loss of a dense network on each sample, in plain Java. */
    private static double[] losses(Network network, Dataset data, java.util.function.DoubleUnaryOperator activation) {
        double[] theta = network.weights();
        int layers = network.layout().parameters().size() / 2;
        double[] losses = new double[data.samples()];
        for (int sample = 0; sample < losses.length; sample++) {
            int inputs = (int) data.inputs().size(1);
            double[] value = new double[inputs];
            for (int i = 0; i < inputs; i++) {
                value[i] = data.inputs().get(sample * inputs + i);
            }
            for (int layer = 0; layer < layers; layer++) {
                var weight = network.layout().parameters().get(2 * layer);
                var bias = network.layout().parameters().get(2 * layer + 1);
                double[] next = new double[bias.size()];
                for (int unit = 0; unit < next.length; unit++) {
                    double z = theta[bias.offset() + unit];
                    for (int i = 0; i < value.length; i++) {
                        z += theta[weight.offset() + unit * value.length + i] * value[i];
                    }
                    next[unit] = layer < layers - 1 ? activation.applyAsDouble(z) : z;
                }
                value = next;
            }
            double sum = Arrays.stream(value).map(Math::exp).sum();
            losses[sample] = Math.log(sum) - value[(int) data.targets().get(sample)];
        }
        return losses;
    }

    @Test
    void aRaggedLastTileDoesNotBiasTheMean() {
        Network network = wide();
        Dataset data = classes(RAGGED, 2, 3);
        double[] losses = losses(network, data, Math::tanh);
        double mean = Arrays.stream(losses).average().orElseThrow();
        double variance =
                Arrays.stream(losses).map(l -> (l - mean) * (l - mean)).sum() / (RAGGED - 1);

        try (Objective objective = objective(network, data, Precision.DOUBLE, 2)) {
            assertThat(objective.tileSize()).isBetween(2, RAGGED - 1);
            assertThat(RAGGED % objective.tileSize())
                    .as("the last tile is ragged")
                    .isNotZero();
            Evaluation evaluation = objective.evaluate(network.weights(), GO);

            // 50,000 products a unit, each rounded: errors of some 1e-16·√50000 at most.
            assertThat(evaluation.loss()).isCloseTo(mean, within(1e-12));
            assertThat(evaluation.standardError()).isCloseTo(Math.sqrt(variance / RAGGED), within(1e-12));
            assertThat(evaluation.samples()).isEqualTo(RAGGED);
        }
    }

    @Test
    void theGradientOverRaggedTilesIsTheMeanOfTheSamplesGradients() {
        Network network = wide();
        Dataset data = classes(RAGGED, 2, 3);
        double[] sum = new double[network.layout().size()];
        for (int sample = 0; sample < RAGGED; sample++) {
            try (Objective one = new Objective(
                    LossChoice.choose(network, data, LossKind.CROSS_ENTROPY),
                    data.subset(new int[] {sample}),
                    Precision.DOUBLE,
                    1)) {
                double[] gradient = one.gradient(network.weights(), GO);
                Arrays.setAll(sum, i -> sum[i] + gradient[i] / RAGGED);
            }
        }
        try (Objective objective = objective(network, data, Precision.DOUBLE, 2)) {
            double[] gradient = objective.gradient(network.weights(), GO);
            double worst = 0;
            for (int i = 0; i < sum.length; i++) {
                worst = Math.max(worst, Math.abs(gradient[i] - sum[i]));
            }
            assertThat(worst).isLessThan(1e-14);
        }
    }

    /** One tile of 333 samples is cut into five parts of 67, of which the last shares two samples with the one before. */
    @Test
    void partsOfATileAddUpToItsGradientWhateverTheWorkers() {
        Network network = small("Tanh");
        Dataset data = classes(333, 4, 3);
        double[] sum = new double[network.layout().size()];
        for (int from = 0; from < 333; from += 37) {
            int first = from;
            int[] few = IntStream.range(0, 37).map(i -> first + i).toArray();
            // Too few to be cut.
            try (Objective some = new Objective(
                    LossChoice.choose(network, data, LossKind.CROSS_ENTROPY), data.subset(few), Precision.DOUBLE, 1)) {
                double[] gradient = some.gradient(network.weights(), GO);
                Arrays.setAll(sum, i -> sum[i] + gradient[i] / 9);
            }
        }
        double[][] gradients = new double[3][];
        for (int workers = 1; workers <= 3; workers++) {
            try (Objective objective = objective(network, data, Precision.DOUBLE, workers)) {
                assertThat(objective.tileSize()).isEqualTo(333);
                gradients[workers - 1] = objective.gradient(network.weights(), GO);
            }
        }
        assertThat(gradients[1]).isEqualTo(gradients[0]);
        assertThat(gradients[2]).isEqualTo(gradients[0]);
        for (int i = 0; i < sum.length; i++) {
            assertThat(gradients[0][i]).isCloseTo(sum[i], within(1e-14));
        }
    }

    /** Seventeen tiles of 124 samples, two of which run at once; the last one alone, and of 2101 samples it lacks seven. */
    @Test
    void tilesThatAreJoinedAddUpToTheGradientWhateverTheWorkers() {
        Network network = NetworkSketch.dense(3, "Tanh", List.of(), 64, 2048, 3);
        Dataset data = classes(2101, 64, 3);
        double[] sum = new double[network.layout().size()];
        for (int from = 0; from < 2101; from += 191) {
            int first = from;
            int[] few = IntStream.range(0, 191).map(i -> first + i).toArray();
            try (Objective some = new Objective(
                    LossChoice.choose(network, data, LossKind.CROSS_ENTROPY), data.subset(few), Precision.DOUBLE, 1)) {
                assertThat(some.parts().tiles()).isOne();
                double[] gradient = some.gradient(network.weights(), GO);
                Arrays.setAll(sum, i -> sum[i] + gradient[i] / 11);
            }
        }
        double[][] gradients = new double[2][];
        for (int workers = 1; workers <= 2; workers++) {
            try (Objective objective = objective(network, data, Precision.DOUBLE, workers)) {
                assertThat(objective.tileSize()).isEqualTo(124);
                assertThat(objective.parts().tiles()).isEqualTo(2);
                gradients[workers - 1] = objective.gradient(network.weights(), GO);
            }
        }
        assertThat(gradients[1]).isEqualTo(gradients[0]);
        double worst = 0;
        for (int i = 0; i < sum.length; i++) {
            worst = Math.max(worst, Math.abs(gradients[0][i] - sum[i]));
        }
        assertThat(worst).isLessThan(1e-14);
    }

    @Test
    void aFixedBatchIsFilledUpAndNotCounted() {
        for (int batch : new int[] {1, 4, 64}) {
            Network fixed = new NetworkSketch()
                    .input("x", batch, 3)
                    .drawn("w", new Random(1), 1, 2, 3)
                    .drawn("b", new Random(2), 1, 2)
                    .node("Gemm", List.of("x", "w", "b"), List.of("y"), Map.of("transB", 1L))
                    .output("y", batch, 2)
                    .build();
            Dataset data = classes(10, 3, 2);
            double mean = Arrays.stream(losses(fixed, data, z -> z)).average().orElseThrow();
            try (Objective objective = objective(fixed, data, Precision.DOUBLE, 1)) {
                assertThat(objective.tileSize()).isEqualTo(batch);
                assertThat(objective.evaluate(fixed.weights(), GO).loss()).isCloseTo(mean, within(1e-14));
                assertThat(objective.evaluate(fixed.weights(), GO).samples()).isEqualTo(10);
            }
        }
    }

    @Test
    void oneSampleHasNoStandardError() {
        Dataset data = classes(1, 4, 3).subset(new int[] {0});
        LossChoice choice = LossChoice.choose(small("Tanh"), data, LossKind.CROSS_ENTROPY);
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
            Evaluation evaluation = objective.evaluate(choice.network().weights(), GO);
            double expected = losses(choice.network(), data, Math::tanh)[0];
            assertThat(evaluation.loss()).isCloseTo(expected, within(1e-14));
            assertThat(evaluation.standardError()).isNaN();
        }
    }

    @Test
    void singlePrecisionAgreesToSixDigits() {
        Network network = small("Relu");
        Dataset data = classes(200, 4, 3);
        double[] losses = losses(network, data, z -> Math.max(0, z));
        try (Objective objective = objective(network, data, Precision.SINGLE, 2)) {
            double mean = Arrays.stream(losses).average().orElseThrow();
            assertThat(objective.evaluate(network.weights(), GO).loss()).isCloseTo(mean, within(1e-6 * mean));
        }
    }

    @Test
    void theGradientIsTheSlopeOfTheLoss() {
        for (String activation : List.of("Tanh", "Sigmoid", "Elu", "Relu")) {
            Network network = small(activation);
            Dataset data = classes(30, 4, 3);
            try (Objective objective = objective(network, data, Precision.DOUBLE, 2)) {
                double[] theta = network.weights();
                double[] gradient = objective.gradient(theta, GO);
                // Central differences with the best step ∛ε err by some 1e-10 here, ReLU too where no kink is near.
                for (int i = 0; i < theta.length; i++) {
                    double[] ahead = theta.clone();
                    double[] behind = theta.clone();
                    ahead[i] += 6e-6;
                    behind[i] -= 6e-6;
                    double slope = (objective.evaluate(ahead, GO).loss()
                                    - objective.evaluate(behind, GO).loss())
                            / 12e-6;
                    assertThat(gradient[i]).as(activation + " " + i).isCloseTo(slope, within(1e-9));
                }
            }
        }
    }

    @Test
    void everyLossHasItsGradientThroughTheNetwork() {
        Random random = new Random(8);
        Network probabilities = NetworkSketch.dense(3, "Tanh", List.of("Sigmoid"), 4, 5, 2);
        Network logarithms = NetworkSketch.dense(3, "Tanh", List.of("LogSoftmax"), 4, 5, 2);
        Tensor x = NetworkSketch.drawn(random, 1, 12, 4);
        for (LossKind kind : LossKind.all()) {
            Network network = kind == LossKind.NLL ? logarithms : probabilities;
            boolean classes = kind.loss().hasClassTargets();
            Tensor targets = classes
                    ? NetworkSketch.classes(random, 12, 2)
                    : NetworkSketch.classes(random, 24, 2).reshape(12, 2);
            Dataset data = new Dataset("d", x, targets);
            LossChoice choice = LossChoice.choose(network, data, kind);
            try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
                double[] theta = network.weights();
                double[] direction = random.doubles(theta.length, -1, 1).toArray();
                double slope =
                        (objective.evaluate(moved(theta, 6e-6, direction), GO).loss()
                                        - objective
                                                .evaluate(moved(theta, -6e-6, direction), GO)
                                                .loss())
                                / 12e-6;
                double dot = 0;
                double[] gradient = objective.gradient(theta, GO);
                for (int i = 0; i < theta.length; i++) {
                    dot += gradient[i] * direction[i];
                }
                assertThat(dot).as(kind.toString()).isCloseTo(slope, within(1e-9));
            }
        }
    }

    private static double[] moved(double[] theta, double step, double[] direction) {
        double[] moved = theta.clone();
        Arrays.setAll(moved, i -> theta[i] + step * direction[i]);
        return moved;
    }

    @Test
    void workersDoNotChangeABit() {
        Network network = wide();
        Dataset data = classes(RAGGED, 2, 3);
        Evaluation[] losses = new Evaluation[3];
        double[][] gradients = new double[3][];
        for (int workers = 1; workers <= 3; workers++) {
            try (Objective objective = objective(network, data, Precision.SINGLE, workers)) {
                losses[workers - 1] = objective.evaluate(network.weights(), GO);
                gradients[workers - 1] = objective.gradient(network.weights(), GO);
            }
        }
        assertThat(losses).containsOnly(losses[0]);
        assertThat(gradients[1]).isEqualTo(gradients[0]);
        assertThat(gradients[2]).isEqualTo(gradients[0]);
    }

    @Test
    void weightsOfTheWrongLengthAreRefused() {
        Network network = small("Relu");
        try (Objective objective = objective(network, classes(5, 4, 3), Precision.SINGLE, 1)) {
            for (int length : new int[] {0, 1, network.layout().size() + 1}) {
                assertThatThrownBy(() -> objective.evaluate(new double[length], GO))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(length + " weights for " + network.layout().size() + " parameters");
                assertThatThrownBy(() -> objective.gradient(new double[length], GO))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(objective.evaluate(network.weights(), GO).loss()).isFinite();
        }
    }

    @Test
    void anOverflowIsKept() {
        Network network = small("Relu");
        Dataset data = classes(20, 4, 3);
        double[] theta = network.weights();
        try (Objective objective = objective(network, data, Precision.SINGLE, 1)) {
            // Three layers: 10¹⁰ˣ³ is still a float, 10³⁰ˣ³ is not, and the products come to ∞ − ∞.
            assertThat(objective.evaluate(moved(theta, 1e10, theta), GO).loss())
                    .isFinite()
                    .isGreaterThan(1e25);
            assertThat(objective.evaluate(moved(theta, 1e30, theta), GO).loss()).isNotFinite();
            assertThat(objective.evaluate(moved(theta, Double.NaN, theta), GO).loss())
                    .isNaN();
            assertThat(objective.evaluate(theta, GO).loss()).isFinite();
        }
    }

    @Test
    void aNetworkWithoutParametersHasALossAndAnEmptyGradient() {
        Network none = new NetworkSketch()
                .input("x", Shape.FREE, 3)
                .node("Relu", List.of("x"), "y")
                .output("y", Shape.FREE, 3)
                .build();
        try (Objective objective = objective(none, classes(5, 3, 3), Precision.DOUBLE, 1)) {
            assertThat(objective.evaluate(new double[0], GO).loss()).isPositive();
            assertThat(objective.gradient(new double[0], GO)).isEmpty();
        }
    }
}
