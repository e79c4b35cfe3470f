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
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the outputs of a network are, however it was written: −log p, computed by hand from what the network says. */
final class OutputKindTest {

    private static final int SAMPLES = 12;
    private static final CancelToken GO = new CancelToken();
    private static final Tensor INPUTS = NetworkSketch.drawn(new Random(1), 1, SAMPLES, 4);
    private static final Tensor CLASSES = NetworkSketch.classes(new Random(2), SAMPLES, 3);
    private static final Tensor BITS = NetworkSketch.classes(new Random(3), SAMPLES, 2);

    private static NetworkSketch layer(int outputs) {
        return new NetworkSketch()
                .input("x", Shape.FREE, 4)
                .drawn("w", new Random(4), 1, 4, outputs)
                .tensor("one", Tensor.of(new float[] {1}))
                .tensor("low", Tensor.of(new float[] {1e-7f}))
                .tensor("high", Tensor.of(new float[] {1 - 1e-7f}))
                .node("MatMul", List.of("x", "w"), "z");
    }

    private static Map<String, Object> axis(long axis) {
        return Map.of("axis", axis);
    }

    private static Dataset data(Tensor targets) {
        return new Dataset("d", INPUTS, targets);
    }

    private static double loss(Network network, Tensor targets, LossOptions options) {
        LossChoice choice = LossChoice.of(network, data(targets), options);
        try (Objective objective = new Objective(choice, data(targets), Precision.DOUBLE, 1)) {
            return objective.evaluate(choice.network().weights(), GO).loss();
        }
    }

    /** −log p of each class, or of 1 and 0 where there is one output. */
    private static double byHand(Network network, Tensor targets) {
        Tensor p = Predictor.predict(network, network.weights(), Inputs.of(INPUTS), Precision.DOUBLE, GO);
        int outputs = p.size() / SAMPLES;
        double sum = 0;
        for (int i = 0; i < SAMPLES; i++) {
            int y = (int) targets.get(i);
            sum -= Math.log(outputs > 1 ? p.get(i * outputs + y) : y == 1 ? p.get(i) : 1 - p.get(i));
        }
        return sum / SAMPLES;
    }

    private static Network writtenOutSoftmax() {
        return layer(3).node("Exp", List.of("z"), "e")
                .node("ReduceSum", List.of("e"), List.of("s"), Map.of("keepdims", 1L))
                .node("Mul", List.of("e", "one"), "f")
                .tensor("axes", Tensor.of(new long[] {1}, 1))
                .node("ReduceSum", List.of("f", "axes"), List.of("t"), Map.of("keepdims", 1L))
                .node("Div", List.of("f", "t"), "y")
                .output("y", Shape.FREE, 3)
                .build();
    }

    @Test
    void probabilitiesOfClassesAreFoundHoweverTheyAreComputed() {
        Network clipped = layer(3).node("Softmax", List.of("z"), List.of("p"), axis(1))
                .node("Clip", List.of("p", "low", "high"), "y")
                .output("y", Shape.FREE, 3)
                .build();
        Network scaled = layer(3).node("Softmax", List.of("z"), List.of("p"), axis(1))
                .node("Mul", List.of("p", "one"), "y")
                .output("y", Shape.FREE, 3)
                .build();
        for (Network network : List.of(clipped, scaled, writtenOutSoftmax())) {
            LossChoice choice = LossChoice.detect(network, data(CLASSES));
            assertThat(choice.kind()).isEqualTo(LossKind.CROSS_ENTROPY);
            assertThat(choice.outputs()).contains(OutputKind.PROBABILITIES);
            assertThat(choice.notices()).singleElement().asString().contains("taken for probabilities");
            // Rounding of a few sums in double precision.
            assertThat(loss(network, CLASSES, LossOptions.FOUND)).isCloseTo(byHand(network, CLASSES), within(1e-12));
        }
    }

    @Test
    void aProbabilityBesideItsComplementIsTwoClasses() {
        Network network = layer(1).node("Sigmoid", List.of("z"), "p")
                .node("Sub", List.of("one", "p"), "q")
                .node("Concat", List.of("q", "p"), List.of("y"), axis(1))
                .output("y", Shape.FREE, 2)
                .build();
        assertThat(loss(network, BITS, LossOptions.FOUND)).isCloseTo(byHand(network, BITS), within(1e-12));
    }

    @Test
    void oneProbabilityIsFoundByItsOperators() {
        Network clipped = layer(1).node("Sigmoid", List.of("z"), "p")
                .node("Clip", List.of("p", "low", "high"), "y")
                .output("y", Shape.FREE, 1)
                .build();
        Network writtenOut = layer(1).node("Neg", List.of("z"), "n")
                .node("Exp", List.of("n"), "e")
                .node("Add", List.of("one", "e"), "d")
                .node("Div", List.of("one", "d"), "y")
                .output("y", Shape.FREE, 1)
                .build();
        Network secondOfTwo = layer(2).node("Softmax", List.of("z"), List.of("p"), axis(1))
                .tensor("index", Tensor.of(new long[] {1}, 1))
                .node("Gather", List.of("p", "index"), List.of("y"), axis(1))
                .output("y", Shape.FREE, 1)
                .build();
        for (Network network : List.of(clipped, writtenOut, secondOfTwo)) {
            LossChoice choice = LossChoice.detect(network, data(BITS));
            assertThat(choice.kind()).isEqualTo(LossKind.BCE);
            assertThat(loss(network, BITS, LossOptions.FOUND)).isCloseTo(byHand(network, BITS), within(1e-12));
            assertThatThrownBy(() -> LossChoice.choose(network, data(BITS), LossKind.BCE_LOGITS))
                    .hasMessageContaining("choose bce");
        }
    }

    @Test
    void theExponentialOfALogSoftmaxIsReadBelowBoth() {
        Network network = layer(3).node("LogSoftmax", List.of("z"), List.of("l"), axis(1))
                .node("Exp", List.of("l"), "y")
                .output("y", Shape.FREE, 3)
                .build();
        LossChoice choice = LossChoice.detect(network, data(CLASSES));
        assertThat(choice.network().nodes()).hasSize(1);
        assertThat(loss(network, CLASSES, LossOptions.FOUND)).isCloseTo(byHand(network, CLASSES), within(1e-12));
    }

    @Test
    void theLogarithmOfASigmoidIsReadBelowBoth() {
        Network network = layer(1).node("Sigmoid", List.of("z"), "p")
                .node("Log", List.of("p"), "y")
                .output("y", Shape.FREE, 1)
                .build();
        Network probability = layer(1).node("Sigmoid", List.of("z"), "y")
                .output("y", Shape.FREE, 1)
                .build();
        assertThat(LossChoice.detect(network, data(BITS)).network().nodes()).hasSize(1);
        assertThat(loss(network, BITS, LossOptions.FOUND)).isCloseTo(byHand(probability, BITS), within(1e-12));
    }

    /** 1 and 2 are no and yes where the output is a probability; of an output without limits they are numbers. */
    @Test
    void onesAndTwosAreClassesOfAProbabilityAlone() {
        Tensor fromOne =
                Tensor.of(Arrays.stream(BITS.longs()).map(bit -> bit + 1).toArray(), SAMPLES);
        Network probability = layer(1).node("Sigmoid", List.of("z"), "y")
                .output("y", Shape.FREE, 1)
                .build();
        LossChoice choice = LossChoice.detect(probability, data(fromOne));
        assertThat(choice.notices()).containsExactly("The targets 2 and 1 are taken as 1 and 0.");
        assertThat(loss(probability, fromOne, LossOptions.FOUND)).isCloseTo(byHand(probability, BITS), within(1e-12));
        Network open = layer(1).output("z", Shape.FREE, 1).build();
        assertThat(LossChoice.detect(open, data(fromOne)).kind()).isEqualTo(LossKind.MSE);
    }

    @Test
    void targetsThatNoOutputCanMeetAreNamed() {
        Tensor degrees = Tensor.of(
                IntStream.range(0, SAMPLES).mapToDouble(i -> 3.5 * i - 4).toArray(), SAMPLES);
        assertThat(notices(layer(1).node("Sigmoid", List.of("z"), "y"), degrees))
                .contains("The targets reach from −4 to 34.5, but the outputs of the network lie from 0 to 1");
        assertThat(notices(layer(1).node("Relu", List.of("z"), "y"), degrees)).contains("lie at 0 or above");
        Tensor within =
                Tensor.of(IntStream.range(0, SAMPLES).mapToDouble(i -> i / 12.0).toArray(), SAMPLES);
        assertThat(notices(layer(1).node("Sigmoid", List.of("z"), "y"), within)).isEmpty();
        assertThat(notices(layer(1).node("Neg", List.of("z"), "y"), degrees)).isEmpty();
    }

    private static String notices(NetworkSketch sketch, Tensor targets) {
        Network network = sketch.output("y", Shape.FREE, 1).build();
        return String.join("\n", LossChoice.detect(network, data(targets)).notices());
    }

    @Test
    void logitsStayLogits() {
        Network network = layer(3).output("z", Shape.FREE, 3).build();
        LossChoice choice = LossChoice.detect(network, data(CLASSES));
        assertThat(choice.outputs()).contains(OutputKind.LOGITS);
        assertThat(choice.notices()).isEmpty();
    }

    /** Each output a yes or no by itself: a cross-entropy takes them as logits, as PyTorch's does, and says so. */
    @Test
    void sigmoidsOfClassesAreSaidNotToBeOne() {
        Network network = layer(3).node("Sigmoid", List.of("z"), "y")
                .output("y", Shape.FREE, 3)
                .build();
        LossChoice choice = LossChoice.detect(network, data(CLASSES));
        assertThat(choice.kind()).isEqualTo(LossKind.CROSS_ENTROPY);
        assertThat(choice.notices()).singleElement().asString().contains("do not sum to 1");
    }

    @Test
    void aPersonKnowsBetter() {
        Network softmax = layer(3).node("Softmax", List.of("z"), List.of("y"), axis(1))
                .output("y", Shape.FREE, 3)
                .build();
        LossChoice twice = LossChoice.of(softmax, data(CLASSES), with(OutputKind.LOGITS));
        assertThat(twice.network()).isSameAs(softmax);
        double[] p = Predictor.predict(softmax, softmax.weights(), Inputs.of(INPUTS), Precision.DOUBLE, GO)
                .doubles();
        double expected = 0;
        for (int i = 0; i < SAMPLES; i++) {
            double sum = Math.exp(p[3 * i]) + Math.exp(p[3 * i + 1]) + Math.exp(p[3 * i + 2]);
            expected += (Math.log(sum) - p[3 * i + (int) CLASSES.get(i)]) / SAMPLES;
        }
        assertThat(loss(softmax, CLASSES, with(OutputKind.LOGITS))).isCloseTo(expected, within(1e-12));
        assertThat(loss(softmax, CLASSES, with(OutputKind.PROBABILITIES)))
                .isCloseTo(byHand(softmax, CLASSES), within(1e-12));
        assertThatThrownBy(() -> LossChoice.of(
                        softmax, data(CLASSES), with(OutputKind.PROBABILITIES).with(Optional.of(LossKind.NLL))))
                .hasMessageContaining("nll does not take probabilities; choose cross-entropy");
    }

    private static LossOptions with(OutputKind kind) {
        return new LossOptions(
                Optional.empty(),
                Optional.empty(),
                Optional.of(kind),
                OptionalInt.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                List.of(),
                L2Penalty.NONE);
    }

    @Test
    void lossesRefuseOutputsOfTheWrongSign() {
        Network logits = layer(3).output("z", Shape.FREE, 3).build();
        Network logit = layer(1).output("z", Shape.FREE, 1).build();
        assertThatThrownBy(() -> LossChoice.choose(logits, data(CLASSES), LossKind.NLL))
                .hasMessageContaining("none is above 0")
                .hasMessageEndingWith("choose cross-entropy");
        assertThatThrownBy(() -> LossChoice.choose(writtenOutSoftmax(), data(CLASSES), LossKind.NLL))
                .hasMessageContaining("are probabilities: choose cross-entropy");
        assertThatThrownBy(() -> LossChoice.choose(logit, data(BITS), LossKind.BCE))
                .hasMessageEndingWith("choose bce-logits");
    }
}
