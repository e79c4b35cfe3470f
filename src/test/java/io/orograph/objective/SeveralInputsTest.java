package io.orograph.objective;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A network whose two inputs are put together is the network whose only input holds both, to the last bit. */
class SeveralInputsTest {

    private static final CancelToken GO = new CancelToken();

    /** Several tiles and parts, the last of them not full. */
    private static final int SAMPLES = 9001;

    private final Random random = new Random(5);
    private final Tensor left = NetworkSketch.drawn(random, 1, SAMPLES, 3);
    private final Tensor right = NetworkSketch.drawn(random, 1, SAMPLES, 2);
    private final Tensor once = NetworkSketch.drawn(random, 1, 1, 2);
    private final Tensor y = NetworkSketch.classes(random, SAMPLES, 3);

    private static NetworkSketch dense(NetworkSketch sketch) {
        Random weights = new Random(8);
        return sketch.drawn("w1", weights, 0.5, 5, 64)
                .drawn("w2", weights, 0.3, 64, 3)
                .node("MatMul", List.of("x", "w1"), "h")
                .node("Tanh", List.of("h"), "a")
                .node("MatMul", List.of("a", "w2"), "z")
                .output("z", Shape.FREE, 3);
    }

    private static Network two() {
        return dense(new NetworkSketch()
                        .input("left", Shape.FREE, 3)
                        .input("right", Shape.FREE, 2)
                        .node("Concat", List.of("left", "right"), List.of("x"), Map.of("axis", 1L)))
                .build();
    }

    private static Network one() {
        return dense(new NetworkSketch().input("x", Shape.FREE, 5)).build();
    }

    private Dataset of(Tensor second, Form form) {
        return new Dataset(
                "data",
                new Inputs(List.of(
                        new Input("left", "left", left, Form.BY_SAMPLE), new Input("right", "right", second, form))),
                y,
                List.of());
    }

    private Dataset joined(boolean repeats) {
        float[] all = new float[SAMPLES * 5];
        for (int i = 0; i < SAMPLES; i++) {
            for (int k = 0; k < 3; k++) {
                all[i * 5 + k] = (float) left.get(i * 3 + k);
            }
            for (int k = 0; k < 2; k++) {
                all[i * 5 + 3 + k] = (float) (repeats ? once.get(k) : right.get(i * 2 + k));
            }
        }
        return new Dataset("data", Tensor.of(all, SAMPLES, 5), y);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void bothGiveTheSameNumbers(Precision precision) {
        assertSame(of(right, Form.BY_SAMPLE), joined(false), precision);
    }

    @ParameterizedTest
    @EnumSource(Precision.class)
    void whatIsGivenOnceIsRepeated(Precision precision) {
        assertSame(of(once, Form.REPEATED), joined(true), precision);
    }

    private static void assertSame(Dataset several, Dataset single, Precision precision) {
        LossChoice two = LossChoice.of(two(), several, LossOptions.FOUND);
        LossChoice one = LossChoice.of(one(), single, LossOptions.FOUND);
        double[] theta = one.network().weights();
        double[] direction = theta.clone();
        try (Objective first = new Objective(two, several, precision, 2);
                Objective second = new Objective(one, single, precision, 1)) {
            assertThat(first.tileSize()).isEqualTo(second.tileSize()).isLessThan(SAMPLES);
            assertThat(first.evaluate(theta, GO)).isEqualTo(second.evaluate(theta, GO));
            assertThat(first.gradient(theta, GO)).isEqualTo(second.gradient(theta, GO));
            AffineSubspace line = new AffineSubspace(theta, direction);
            Evaluation[] along = new Evaluation[2];
            first.parallel(1, GO, (worker, i) -> along[0] = worker.evaluate(line, GO, 0.25));
            second.parallel(1, GO, (worker, i) -> along[1] = worker.evaluate(line, GO, 0.25));
            assertThat(along[0]).isEqualTo(along[1]);
        }
        assertSameBatches(two, several, one, single, precision);
    }

    private static void assertSameBatches(
            LossChoice two, Dataset several, LossChoice one, Dataset single, Precision precision) {
        double[] theta = one.network().weights();
        int[] some = IntStream.range(0, 37).map(i -> i * 101 % SAMPLES).toArray();
        double[] a = new double[theta.length];
        double[] b = new double[theta.length];
        try (MinibatchGradient first = new MinibatchGradient(two, several, precision, 16);
                MinibatchGradient second = new MinibatchGradient(one, single, precision, 16)) {
            assertThat(first.at(theta, some, a, GO)).isEqualTo(second.at(theta, some, b, GO));
            assertThat(a).isEqualTo(b);
        }
        try (GroupedObjective first = new GroupedObjective(two, several, 5, 2);
                GroupedObjective second = new GroupedObjective(one, single, 5, 1)) {
            assertThat(first.at(theta, a, GO)).isEqualTo(second.at(theta, b, GO));
            assertThat(a).isEqualTo(b);
        }
        assertThat(Predictor.predict(two.network(), theta, several.arrays(), precision, GO))
                .isEqualTo(Predictor.predict(one.network(), theta, single.arrays(), precision, GO));
    }

    /** 0/0 in what fills up a tile would be NaN, and so the gradient: a mask of zeros is nothing that a network can take. */
    @Test
    void whatFillsATileUpIsASample() {
        Network network = new NetworkSketch()
                .input("x", Shape.FREE, 4)
                .input("mask", Shape.FREE, 4)
                .drawn("w", random, 1, 4, 3)
                .tensor("axes", Tensor.of(new long[] {1}, 1))
                .node("Mul", List.of("x", "mask"), "kept")
                .node("ReduceSum", List.of("mask", "axes"), "count")
                .node("Div", List.of("kept", "count"), "mean")
                .node("MatMul", List.of("mean", "w"), "z")
                .output("z", Shape.FREE, 3)
                .build();
        float[] ones = new float[40];
        java.util.Arrays.fill(ones, 1);
        Dataset data = new Dataset(
                "data",
                new Inputs(List.of(
                        new Input("x", "x", NetworkSketch.drawn(random, 1, 10, 4), Form.BY_SAMPLE),
                        new Input("mask", "mask", Tensor.of(ones, 10, 4), Form.BY_SAMPLE))),
                NetworkSketch.classes(random, 10, 3),
                List.of());
        LossChoice choice = LossChoice.of(network, data, LossOptions.FOUND);
        double[] gradient = new double[12];
        try (MinibatchGradient batches = new MinibatchGradient(choice, data, Precision.SINGLE, 8)) {
            batches.at(network.weights(), new int[] {0, 1, 2}, gradient, GO);
        }
        assertThat(gradient).doesNotContain(Double.NaN);
    }
}
