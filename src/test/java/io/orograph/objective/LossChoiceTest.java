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
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Which loss fits which network and targets, and that reading below a softmax or sigmoid changes nothing else. */
final class LossChoiceTest {

    private static final int SAMPLES = 6;
    private static final Tensor INPUTS = NetworkSketch.drawn(new Random(1), 1, SAMPLES, 4);
    private static final Tensor CLASSES = Tensor.of(new long[] {0, 1, 2, 2, 1, 0}, SAMPLES);
    private static final Tensor BITS = Tensor.of(new long[] {0, 1, 1, 0, 1, 0}, SAMPLES);
    private static final Tensor ONE_HOT =
            Tensor.of(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 0}, SAMPLES, 3);
    private static final Tensor SEVERAL_LABELS =
            Tensor.of(new float[] {1, 1, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 1, 0, 0}, SAMPLES, 3);

    private static Dataset data(Tensor targets) {
        return new Dataset("data", INPUTS, targets);
    }

    private static Network network(int outputs, String... ending) {
        return NetworkSketch.dense(2, "Relu", List.of(ending), 4, 5, outputs);
    }

    private static LossKind detected(Tensor targets, int outputs, String... ending) {
        return LossChoice.detect(network(outputs, ending), data(targets)).kind();
    }

    @Test
    void classTargets() {
        assertThat(detected(CLASSES, 3)).isEqualTo(LossKind.CROSS_ENTROPY);
        assertThat(detected(CLASSES, 3, "Softmax")).isEqualTo(LossKind.CROSS_ENTROPY);
        assertThat(detected(CLASSES, 3, "LogSoftmax")).isEqualTo(LossKind.NLL);
        assertThat(detected(CLASSES, 3, "LogSoftmax", "Identity")).isEqualTo(LossKind.NLL);
        assertThat(detected(Tensor.of(new float[] {0, 1, 2, 0, 0, 0}, SAMPLES), 3))
                .isEqualTo(LossKind.CROSS_ENTROPY);
        assertThat(detected(BITS.reshape(SAMPLES, 1), 2)).isEqualTo(LossKind.CROSS_ENTROPY);
    }

    @Test
    void oneHotTargets() {
        assertThat(detected(ONE_HOT, 3)).isEqualTo(LossKind.CROSS_ENTROPY);
        assertThat(detected(ONE_HOT, 3, "Softmax")).isEqualTo(LossKind.CROSS_ENTROPY);
        assertThat(detected(ONE_HOT, 3, "LogSoftmax")).isEqualTo(LossKind.NLL);
        // A sigmoid a class asks one question a class, even where each row happens to have one answer.
        assertThat(detected(ONE_HOT, 3, "Sigmoid")).isEqualTo(LossKind.BCE_LOGITS);
        assertThat(detected(SEVERAL_LABELS, 3)).isEqualTo(LossKind.BCE_LOGITS);
    }

    /** Probabilities of classes, not numbers to be met by a squared error. */
    @Test
    void softTargets() {
        Tensor soft = Tensor.of(
                new float[] {.7f, .2f, .1f, 0, .5f, .5f, 1, 0, 0, .3f, .3f, .4f, .6f, .4f, 0, .1f, .1f, .8f},
                SAMPLES,
                3);
        assertThat(detected(soft, 3)).isEqualTo(LossKind.SOFT_CROSS_ENTROPY);
        assertThat(detected(soft, 3, "Softmax")).isEqualTo(LossKind.SOFT_CROSS_ENTROPY);
        assertThat(detected(soft, 3, "LogSoftmax")).isEqualTo(LossKind.SOFT_CROSS_ENTROPY);
        assertThat(LossChoice.detect(network(3), data(soft)).reason())
                .isEqualTo("3 outputs, targets are class probabilities");
        assertThat(detected(soft, 3, "Sigmoid")).isEqualTo(LossKind.MSE);
        // Not those of one choice: their sum is not 1.
        Tensor larger = Tensor.of(new float[18], SAMPLES, 3);
        assertThat(detected(larger, 3)).isEqualTo(LossKind.BCE_LOGITS);
    }

    @Test
    void numbers() {
        assertThat(detected(BITS, 1)).isEqualTo(LossKind.BCE_LOGITS);
        assertThat(detected(BITS, 1, "Sigmoid")).isEqualTo(LossKind.BCE_LOGITS);
        assertThat(detected(CLASSES, 1)).as("whole numbers, one output").isEqualTo(LossKind.MSE);
        assertThat(detected(NetworkSketch.drawn(new Random(3), 1, SAMPLES), 1)).isEqualTo(LossKind.MSE);
        assertThat(detected(NetworkSketch.drawn(new Random(3), 1, SAMPLES, 3), 3))
                .isEqualTo(LossKind.MSE);
    }

    @Test
    void targetsThatFitNothing() {
        Tensor pairs = Tensor.of(new float[2 * SAMPLES], SAMPLES, 2);

        assertThatThrownBy(() -> detected(pairs, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the network gives 3 numbers a sample, but the data have targets of shape [6, 2]: neither a"
                        + " class nor a number for each output");
    }

    @Test
    void aMapOfClasses() {
        Network map = new NetworkSketch()
                .input("x", Shape.FREE, 1, 2, 2)
                .drawn("k", new Random(4), 1, 3, 1, 1, 1)
                .node("Conv", List.of("x", "k"), "y")
                .output("y", Shape.FREE, 3, 2, 2)
                .build();
        Tensor images = NetworkSketch.drawn(new Random(5), 1, 2, 1, 2, 2);
        Tensor classes = Tensor.of(new long[] {0, 1, 2, 0, 1, 2, 0, 1}, 2, 2, 2);
        Dataset data = new Dataset("maps", images, classes);
        LossChoice choice = LossChoice.detect(map, data);

        assertThat(choice.kind()).isEqualTo(LossKind.CROSS_ENTROPY);
        double[] k = map.weights();
        double expected = 0;
        for (int i = 0; i < 8; i++) {
            double x = images.get(i);
            double sum = Math.exp(k[0] * x) + Math.exp(k[1] * x) + Math.exp(k[2] * x);
            expected += (Math.log(sum) - k[(int) classes.get(i)] * x) / 8;
        }
        assertThat(loss(choice, data).loss()).isCloseTo(expected, within(1e-13));
    }

    private static Evaluation loss(LossChoice choice, Dataset data) {
        try (Objective objective = new Objective(choice, data, Precision.DOUBLE, 1)) {
            return objective.evaluate(choice.network().weights(), new CancelToken());
        }
    }

    /** −log p computed by hand from what the whole network says. */
    private static double fromProbabilities(Network network, Tensor targets) {
        double[] p = Predictor.predict(
                        network, network.weights(), Inputs.of(INPUTS), Precision.DOUBLE, new CancelToken())
                .doubles();
        int outputs = p.length / SAMPLES;
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            int y = (int) targets.get(i);
            sum -= Math.log(outputs > 1 ? p[i * outputs + y] : y == 1 ? p[i] : 1 - p[i]);
        }
        return sum / SAMPLES;
    }

    @Test
    void theLossBelowASoftmaxIsThatOfItsProbabilities() {
        for (String[] ending :
                new String[][] {{"Softmax"}, {"Softmax", "Identity"}, {"Identity", "Softmax", "Flatten"}}) {
            Network network = network(3, ending);
            LossChoice choice = LossChoice.detect(network, data(CLASSES));

            assertThat(choice.reason())
                    .isEqualTo(
                            "3 outputs, class targets; the network ends in Softmax, the loss is taken on its logits");
            assertThat(types(choice.network())).as(Arrays.toString(ending)).doesNotContain("Softmax");
            assertThat(choice.network().layout()).isSameAs(network.layout());
            double expected = fromProbabilities(network, CLASSES);
            assertThat(loss(choice, data(CLASSES)).loss()).isCloseTo(expected, within(1e-13));
        }
    }

    @Test
    void theLossBelowASigmoidIsThatOfItsProbabilities() {
        for (String[] ending :
                new String[][] {{"Sigmoid"}, {"Sigmoid", "Squeeze"}, {"Sigmoid", "Flatten", "Identity"}}) {
            Network network = network(1, ending);
            LossChoice choice = LossChoice.detect(network, data(BITS));

            assertThat(choice.kind()).isEqualTo(LossKind.BCE_LOGITS);
            assertThat(types(choice.network())).as(Arrays.toString(ending)).doesNotContain("Sigmoid");
            double expected = fromProbabilities(network, BITS);
            assertThat(loss(choice, data(BITS)).loss()).isCloseTo(expected, within(1e-13));
        }
    }

    private static List<String> types(Network network) {
        return network.nodes().stream().map(Network.Node::type).toList();
    }

    @Test
    void aFinalLogSoftmaxStays() {
        Network network = network(3, "LogSoftmax");
        LossChoice choice = LossChoice.detect(network, data(CLASSES));

        assertThat(choice.network()).isSameAs(network);
        assertThat(choice.reason()).isEqualTo("3 outputs, class targets; the network ends in LogSoftmax");
        double withoutEnding = loss(LossChoice.detect(network(3), data(CLASSES)), data(CLASSES))
                .loss();
        assertThat(loss(choice, data(CLASSES)).loss()).isCloseTo(withoutEnding, within(1e-13));
        // Cross-entropy on log-probabilities is the same again: their exponentials sum to 1.
        double again = loss(LossChoice.choose(network, data(CLASSES), LossKind.CROSS_ENTROPY), data(CLASSES))
                .loss();
        assertThat(again).isCloseTo(withoutEnding, within(1e-13));
    }

    @Test
    void aChosenLossIsReadOnLogitsOnlyWhereItTakesLogits() {
        Network network = network(1, "Sigmoid");

        assertThat(LossChoice.choose(network, data(BITS), LossKind.BCE).network())
                .isSameAs(network);
        assertThat(LossChoice.choose(network, data(BITS), LossKind.MSE).network())
                .isSameAs(network);
        double onLogits = loss(LossChoice.choose(network, data(BITS), LossKind.BCE_LOGITS), data(BITS))
                .loss();
        double onProbabilities = loss(LossChoice.choose(network, data(BITS), LossKind.BCE), data(BITS))
                .loss();
        assertThat(onProbabilities).isCloseTo(onLogits, within(1e-13));
    }

    @Test
    void aSoftmaxInsideTheNetworkStays() {
        Network attention = new NetworkSketch()
                .input("x", Shape.FREE, 4)
                .drawn("w", new Random(6), 1, 4, 3)
                .drawn("v", new Random(7), 1, 3, 3)
                .node("MatMul", List.of("x", "w"), "scores")
                .node("Softmax", List.of("scores"), List.of("shares"), Map.of("axis", -1L))
                .node("MatMul", List.of("shares", "v"), "z")
                .node("Softmax", List.of("z"), List.of("y"), Map.of("axis", -1L))
                .output("y", Shape.FREE, 3)
                .build();
        LossChoice choice = LossChoice.detect(attention, data(CLASSES));

        assertThat(types(choice.network())).containsExactly("MatMul", "Softmax", "MatMul");
        double expected = fromProbabilities(attention, CLASSES);
        assertThat(loss(choice, data(CLASSES)).loss()).isCloseTo(expected, within(1e-13));
    }

    @Test
    void oneHotRowsGiveTheLossOfTheirClasses() {
        LossChoice choice = LossChoice.detect(network(3, "Softmax"), data(CLASSES));

        assertThat(loss(choice, data(ONE_HOT))).isEqualTo(loss(choice, data(CLASSES)));
    }

    @Test
    void targetsThatAreNoClassesGiveASentence() {
        assertThatThrownBy(() ->
                        objective(3, LossKind.CROSS_ENTROPY, Tensor.of(new long[] {0, 1, 2, 3, 0, 0}, SAMPLES)))
                .hasMessage("target number 4 is 3, but the network tells 3 classes apart: 0 to 2");
        assertThatThrownBy(() -> objective(3, LossKind.NLL, Tensor.of(new float[] {0, -1, 0, 0, 0, 0}, SAMPLES)))
                .hasMessage("target number 2 is -1, but the network tells 3 classes apart: 0 to 2");
        assertThatThrownBy(() -> objective(3, LossKind.NLL, Tensor.of(new float[] {0.5f, 0, 0, 0, 0, 0}, SAMPLES)))
                .hasMessage("target number 1 is 0.5, but the network tells 3 classes apart: 0 to 2");
        assertThatThrownBy(() -> objective(3, LossKind.NLL, Tensor.of(new float[] {Float.NaN, 0, 0, 0, 0, 0}, SAMPLES)))
                .hasMessage("target number 1 is NaN, but the network tells 3 classes apart: 0 to 2");
        assertThatThrownBy(() -> objective(3, LossKind.CROSS_ENTROPY, SEVERAL_LABELS))
                .hasMessageStartingWith("row 1 of the targets is not one-hot");
        assertThatThrownBy(() -> objective(1, LossKind.CROSS_ENTROPY, BITS))
                .hasMessage("cross-entropy chooses among classes, but the network gives one number a sample:"
                        + " bce-logits, bce, mse or mae take that");
        assertThatThrownBy(() -> objective(3, LossKind.MSE, CLASSES))
                .hasMessage(
                        "mean squared error compares each output with a target, but the network gives 3 numbers a sample"
                                + " and the targets have the shape [6]");
    }

    @Test
    void logLikelihoodIsNotTakenOfProbabilities() {
        assertThatThrownBy(() -> LossChoice.choose(network(3, "Softmax"), data(CLASSES), LossKind.NLL))
                .hasMessageContaining("choose cross-entropy");
        assertThatThrownBy(() -> LossChoice.choose(network(3, "Sigmoid", "Identity"), data(CLASSES), LossKind.NLL))
                .hasMessageContaining("choose bce-logits");
    }

    @Test
    void binaryTargetsLieFromZeroToOne() {
        Tensor signs = Tensor.of(new float[] {-1, 1, 1, -1, 1, -1}, SAMPLES);
        Tensor bytes = Tensor.of(new long[] {0, 255, 255, 0, 255, 0}, SAMPLES);
        Tensor others = Tensor.of(new float[] {0, 2, 1, 0, 1, 0}, SAMPLES);
        Tensor plain = Tensor.of(new float[] {0, 1, 1, 0, 1, 0}, SAMPLES);
        for (String[] ending : new String[][] {{}, {"Sigmoid"}}) {
            Network network = network(1, ending);
            double right =
                    loss(LossChoice.detect(network, data(plain)), data(plain)).loss();
            for (Tensor written : List.of(signs, bytes)) {
                LossChoice choice = LossChoice.detect(network, data(written));
                assertThat(choice.kind()).isEqualTo(LossKind.BCE_LOGITS);
                assertThat(choice.notices()).singleElement().asString().endsWith(" are taken as 1 and 0.");
                assertThat(loss(choice, data(written)).loss()).isEqualTo(right);
            }
        }
        for (LossKind kind : List.of(LossKind.BCE, LossKind.BCE_LOGITS)) {
            assertThatThrownBy(() -> objective(1, kind, others)).hasMessageContaining("number 2 is 2: ");
        }
    }

    @Test
    void labelsCountedFromOneAreNamed() {
        Tensor fromOne = Tensor.of(new long[] {1, 2, 3, 3, 2, 1}, SAMPLES);
        Tensor beyond = Tensor.of(new long[] {0, 1, 2, 3, 2, 1}, SAMPLES);
        LossChoice choice = LossChoice.detect(network(3), data(fromOne));
        assertThat(choice.notices())
                .containsExactly("The labels run from 1 to 3 and are counted from 1: label 1 is the first output.");
        Tensor fromZero = Tensor.of(new long[] {0, 1, 2, 2, 1, 0}, SAMPLES);
        assertThat(loss(choice, data(fromOne)))
                .isEqualTo(loss(LossChoice.detect(network(3), data(fromZero)), data(fromZero)));
        assertThatThrownBy(() -> objective(3, LossKind.CROSS_ENTROPY, beyond)).hasMessageEndingWith("0 to 2");
    }

    private static void objective(int outputs, LossKind kind, Tensor targets) {
        new Objective(LossChoice.choose(network(outputs), data(targets), kind), data(targets), Precision.SINGLE, 1)
                .close();
    }
}
