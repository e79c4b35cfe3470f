package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.data.Dataset;
import io.orograph.data.Inputs;
import io.orograph.data.Inputs.Form;
import io.orograph.data.Inputs.Input;
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

/** A loss that a network computes for a batch: its mean over the data is that of the program's own loss on the logits. */
class BatchLossTest {

    private static final CancelToken GO = new CancelToken();

    /** Several tiles: the largest value of a sample has 64 numbers, of which 2¹⁸ run at once. */
    private static final int SAMPLES = 5000;

    private static final int CLASSES = 3;

    /** Sums of doubles in another order. */
    private static final double DOUBLE = 1e-12;

    private static final float[] WEIGHTS = {0.5f, 2, 1.25f};

    private final Random random = new Random(5);
    private final Tensor x = NetworkSketch.drawn(random, 1, SAMPLES, 4);
    private final Tensor y = NetworkSketch.classes(random, SAMPLES, CLASSES);

    private static NetworkSketch logits() {
        Random weights = new Random(8);
        return new NetworkSketch()
                .input("x", Shape.FREE, 4)
                .drawn("w1", weights, 0.5, 4, 64)
                .drawn("w2", weights, 0.3, 64, CLASSES)
                .node("MatMul", List.of("x", "w1"), "h")
                .node("Tanh", List.of("h"), "a")
                .node("MatMul", List.of("a", "w2"), "z");
    }

    private static Network plain() {
        return logits().output("z", Shape.FREE, CLASSES).build();
    }

    private static NetworkSketch withLabels() {
        return logits().input("y", Shape.FREE);
    }

    private static Network withLoss(String reduction, boolean weighted, long ignored) {
        NetworkSketch sketch = withLabels();
        List<String> read = weighted ? List.of("z", "y", "classWeights") : List.of("z", "y");
        if (weighted) {
            sketch.tensor("classWeights", Tensor.of(WEIGHTS, CLASSES));
        }
        return sketch.node(
                        "SoftmaxCrossEntropyLoss",
                        read,
                        List.of("loss"),
                        Map.of("reduction", reduction, "ignore_index", ignored))
                .output("loss")
                .build();
    }

    private Dataset both() {
        return new Dataset(
                "data",
                new Inputs(List.of(new Input("x", "x", x, Form.BY_SAMPLE), new Input("y", "y", y, Form.BY_SAMPLE))),
                y,
                List.of());
    }

    private Dataset data() {
        return new Dataset("data", x, y);
    }

    private static LossOptions options(List<Double> weights, long ignored) {
        LossOptions found = LossOptions.FOUND;
        return new LossOptions(
                found.kind(),
                found.output(),
                found.outputs(),
                found.classAxis(),
                java.util.OptionalLong.of(ignored),
                found.firstLabel(),
                0,
                weights,
                L2Penalty.NONE);
    }

    private void assertSame(LossChoice inside, LossChoice outside) {
        try (Objective one = new Objective(inside, both(), Precision.DOUBLE, 2);
                Objective other = new Objective(outside, data(), Precision.DOUBLE, 1)) {
            double[] theta = other.network().weights();
            assertThat(one.tileSize()).isLessThan(SAMPLES);
            double expected = other.evaluate(theta, GO).loss();
            assertThat(one.evaluate(theta, GO).loss()).isCloseTo(expected, within(DOUBLE));
            assertThat(one.gradient(theta, GO)).containsExactly(other.gradient(theta, GO), within(DOUBLE));
            AffineSubspace line = new AffineSubspace(theta, other.gradient(theta, GO));
            double[] along = new double[2];
            one.parallel(
                    1,
                    GO,
                    (worker, i) -> along[0] = worker.evaluate(line, GO, -0.5).loss());
            other.parallel(
                    1,
                    GO,
                    (worker, i) -> along[1] = worker.evaluate(line, GO, -0.5).loss());
            assertThat(along[0]).isCloseTo(along[1], within(DOUBLE));
        }
    }

    @Test
    void aMeanOverTheBatchIsThatOverAllSamples() {
        LossChoice inside = LossChoice.of(withLoss("mean", false, -1), both(), LossOptions.FOUND);
        assertThat(inside.kind()).isEqualTo(LossKind.OUTPUT);
        assertThat(inside.notices())
                .containsExactly("The network computes a loss itself, its output loss, which is taken.");
        assertSame(inside, LossChoice.of(plain(), data(), LossOptions.FOUND));
    }

    @Test
    void aMeanByWeightIsDividedByTheWeightsOfAllSamples() {
        assertSame(
                LossChoice.of(withLoss("mean", true, 1), both(), LossOptions.FOUND),
                LossChoice.of(plain(), data(), options(List.of(0.5, 2.0, 1.25), 1)));
    }

    /** Of a part of the samples, the weights of these. */
    @Test
    void aMeanByWeightOverAPartHasItsWeights() {
        int[] some = IntStream.range(0, 60).map(i -> i * i).toArray();
        Network network = withLoss("mean", true, 1);
        LossChoice all = LossChoice.of(network, both(), LossOptions.FOUND);
        LossChoice plain = LossChoice.of(plain(), data(), options(List.of(0.5, 2.0, 1.25), 1));
        Dataset part = both().subset(some);
        Dataset counted = plain.counted(data().subset(some));
        double[] theta = network.weights();
        try (Objective one = new Objective(all.onPart(network, part, LossOptions.FOUND), part, Precision.DOUBLE, 1);
                Objective other = new Objective(plain, counted, Precision.DOUBLE, 1)) {
            assertThat(one.evaluate(theta, GO).loss())
                    .isCloseTo(other.evaluate(theta, GO).loss(), within(DOUBLE));
        }
    }

    @Test
    void theLossOfEachSampleIsTakenAsItIs() {
        assertSame(
                LossChoice.of(withLoss("none", false, -1), both(), LossOptions.FOUND),
                LossChoice.of(plain(), data(), LossOptions.FOUND));
    }

    @Test
    void aSumOverTheBatchBecomesAMean() {
        LossChoice inside = LossChoice.of(withLoss("sum", false, -1), both(), LossOptions.FOUND);
        assertThat(inside.notices())
                .last()
                .asString()
                .contains("sums over the samples of a batch; their mean is taken");
        assertSame(inside, LossChoice.of(plain(), data(), LossOptions.FOUND));
    }

    /** 3·(mean of ℓ) − (mean of z²) + Σw₂², of which only the means are taken apart. */
    @Test
    void whatIsLinearInMeansIsTakenApart() {
        Network network = withLabels()
                .node("SoftmaxCrossEntropyLoss", List.of("z", "y"), "ce")
                .tensor("three", Tensor.of(new double[] {3}))
                .node("Mul", List.of("ce", "three"), "ce3")
                .node("Mul", List.of("z", "z"), "zz")
                .node("ReduceMean", List.of("zz"), List.of("mean"), Map.of("keepdims", 0L))
                .node("Sub", List.of("ce3", "mean"), "both")
                .node("ReduceSumSquare", List.of("w2"), List.of("l2"), Map.of("keepdims", 0L))
                .node("Add", List.of("both", "l2"), "loss")
                .output("loss")
                .build();
        Network single = plain();
        try (Objective ce =
                        new Objective(LossChoice.of(single, data(), LossOptions.FOUND), data(), Precision.DOUBLE, 1);
                Objective whole =
                        new Objective(LossChoice.of(network, both(), LossOptions.FOUND), both(), Precision.DOUBLE, 1)) {
            double[] theta = single.weights();
            double[] z = Predictor.predict(single, theta, Inputs.of(x), Precision.DOUBLE, GO)
                    .doubles();
            double squares =
                    Arrays.stream(z).map(value -> value * value).average().orElseThrow();
            double l2 =
                    Arrays.stream(theta, 4 * 64, theta.length).map(w -> w * w).sum();
            assertThat(whole.evaluate(theta, GO).loss())
                    .isCloseTo(3 * ce.evaluate(theta, GO).loss() - squares + l2, within(DOUBLE));
            assertGradient(whole, theta);
        }
    }

    /** Central differences of step 10⁻⁵: their error is of the order of its square. */
    private static void assertGradient(Objective objective, double[] theta) {
        double step = 1e-5;
        double[] gradient = objective.gradient(theta, GO);
        for (int i = 0; i < theta.length; i += 37) {
            double[] moved = theta.clone();
            moved[i] += step;
            double above = objective.evaluate(moved, GO).loss();
            moved[i] -= 2 * step;
            double below = objective.evaluate(moved, GO).loss();
            assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), within(1e-8));
        }
    }

    @Test
    void minibatchesAndGroupsAverageTheSamplesLosses() {
        LossChoice inside = LossChoice.of(withLoss("mean", false, -1), both(), LossOptions.FOUND);
        LossChoice outside = LossChoice.of(plain(), data(), LossOptions.FOUND);
        int[] some = IntStream.range(0, 37).map(i -> i * 101 % SAMPLES).toArray();
        double[] theta = outside.network().weights();
        double[] one = new double[theta.length];
        double[] other = new double[theta.length];
        try (MinibatchGradient first = new MinibatchGradient(inside, both(), Precision.DOUBLE, 16);
                MinibatchGradient second = new MinibatchGradient(outside, data(), Precision.DOUBLE, 16)) {
            assertThat(first.at(theta, some, one, GO)).isCloseTo(second.at(theta, some, other, GO), within(DOUBLE));
            assertThat(one).containsExactly(other, within(DOUBLE));
        }
        try (GroupedObjective first = new GroupedObjective(inside, both(), 5, 2);
                GroupedObjective second = new GroupedObjective(outside, data(), 5, 1)) {
            assertThat(first.losses(theta, GO)).containsExactly(second.losses(theta, GO), within(DOUBLE));
        }
    }

    @Test
    void whatCannotBeTakenApartIsRefused() {
        Network root = withLabels()
                .node("SoftmaxCrossEntropyLoss", List.of("z", "y"), "ce")
                .node("Sqrt", List.of("ce"), "loss")
                .output("loss")
                .build();
        assertThatThrownBy(() -> LossChoice.of(root, both(), LossOptions.FOUND))
                .hasMessageContaining(
                        "output loss is one number for all samples that is computed by Sqrt from numbers of the"
                                + " whole batch");
    }

    @Test
    void allLabelsLeftOutAreRefused() {
        Tensor none = Tensor.of(new long[SAMPLES], SAMPLES);
        Dataset data = new Dataset(
                "data",
                new Inputs(List.of(new Input("x", "x", x, Form.BY_SAMPLE), new Input("y", "y", none, Form.BY_SAMPLE))),
                none,
                List.of());
        assertThatThrownBy(() -> LossChoice.of(withLoss("mean", false, 0), data, LossOptions.FOUND))
                .hasMessageContaining("all labels are left out");
    }
}
