package io.orograph.network.operators.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.ElementType;
import io.orograph.network.UnsupportedOperatorException;
import io.orograph.network.operators.OperatorCase;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The losses of class labels inside a network. */
class LabelLossTest {

    private static final double[] SIX = {2, 0, 1, 2, 1, 0};
    private static final double[] WEIGHTS = {0.5, 2, 1.25};

    /** Six digits of a float. */
    private static final double SINGLE = 1e-6;

    private static OperatorCase of(String type, String reduction, long ignored) {
        return OperatorCase.of(type, 13, "reduction", reduction, "ignore_index", ignored);
    }

    static Stream<OperatorCase> losses() {
        return Stream.of("SoftmaxCrossEntropyLoss", "NegativeLogLikelihoodLoss")
                .flatMap(type -> Stream.of("none", "sum", "mean")
                        .flatMap(reduction -> Stream.of(
                                OperatorCase.of(type, 12, "reduction", reduction)
                                        .input(6, 3)
                                        .input(ElementType.INT64, SIX, 6),
                                of(type, reduction, 2).input(2, 3, 3).input(ElementType.INT64, SIX, 2, 3),
                                OperatorCase.of(type, 13, "reduction", reduction)
                                        .input(3, 3, 2)
                                        .input(ElementType.INT64, SIX, 3, 2)
                                        .input(WEIGHTS, 3),
                                of(type, reduction, 1)
                                        .input(1, 3, 2, 3)
                                        .input(ElementType.INT64, SIX, 1, 2, 3)
                                        .input(WEIGHTS, 3))));
    }

    static Stream<OperatorCase> withLogarithms() {
        return Stream.of("none", "mean")
                .map(reduction -> of("SoftmaxCrossEntropyLoss", reduction, 0)
                        .input(3, 3, 2)
                        .input(ElementType.INT64, SIX, 3, 2)
                        .input(WEIGHTS, 3)
                        .outputs("loss", "log_prob")
                        .output(ElementType.FLOAT, ElementType.FLOAT));
    }

    @ParameterizedTest
    @MethodSource({"losses", "withLogarithms"})
    void agreesWithReferenceAndDifferences(OperatorCase operator) {
        operator.check();
    }

    /** ln(1 + e + e²) − 2 for the largest of the scores 0, 1, 2. */
    @Test
    void theLossOfALabelIsMinusTheLogarithmOfItsShare() {
        double total = Math.log(1 + Math.E + Math.E * Math.E);
        double[] scores = {0, 1, 2, 0, 1, 2};
        OperatorCase each = OperatorCase.of("SoftmaxCrossEntropyLoss", 13, "reduction", "none")
                .input(scores, 2, 3)
                .input(ElementType.INT64, new double[] {2, 0}, 2);
        double[] losses = each.forward(DataType.DOUBLE);
        assertThat(losses[0]).isCloseTo(total - 2, within(SINGLE));
        assertThat(losses[1]).isCloseTo(total, within(SINGLE));
        OperatorCase mean = of("SoftmaxCrossEntropyLoss", "mean", 2)
                .input(scores, 2, 3)
                .input(ElementType.INT64, new double[] {2, 0}, 2);
        assertThat(mean.forward(DataType.DOUBLE)[0]).isCloseTo(total, within(SINGLE));
    }

    @Test
    void aLabelThatIsNoClassHasNoLoss() {
        for (double label : new double[] {-1, 3, 0.5}) {
            OperatorCase loss = OperatorCase.of("SoftmaxCrossEntropyLoss", 13, "reduction", "none")
                    .input(1, 3)
                    .input(ElementType.FLOAT, new double[] {label}, 1);
            assertThat(loss.forward(DataType.DOUBLE)).containsExactly(Double.NaN);
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        assertRefused(
                OperatorCase.of("SoftmaxCrossEntropyLoss", 13).input(6, 3).input(ElementType.INT64, SIX, 3, 2),
                "labels of the shape [3, 2] do not go with scores [6, 3]");
        assertRefused(
                OperatorCase.of("NegativeLogLikelihoodLoss", 13)
                        .input(6, 3)
                        .input(ElementType.INT64, SIX, 6)
                        .input(new double[] {1, 2}, 2),
                "2 weights are given for 3 classes");
        assertThatThrownBy(() -> OperatorCase.of("SoftmaxCrossEntropyLoss", 13, "reduction", "max")
                        .input(6, 3)
                        .input(ElementType.INT64, SIX, 6)
                        .operator())
                .hasMessageContaining("has the reduction max, which is none of none, sum and mean");
    }

    private static void assertRefused(OperatorCase operator, String message) {
        assertThatThrownBy(() -> operator.operator().outputShapes(operator.shapes()))
                .isInstanceOf(IllegalArgumentException.class)
                .isNotInstanceOf(UnsupportedOperatorException.class)
                .hasMessageContaining(message);
    }

    /** Two samples of three terms each. */
    @Test
    void theTermsOfASampleAreSummed() {
        assertThat(SumBySample.times(0.5).outputShapes(List.of(new long[] {6}, new long[] {2, 7})))
                .containsExactly(new long[] {2});
        assertThatThrownBy(() -> SumBySample.mean().outputShapes(List.of(new long[] {5}, new long[] {2})))
                .hasMessageContaining("not as many for each of 2 samples");
    }
}
