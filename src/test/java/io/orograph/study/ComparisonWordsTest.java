package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Grid;
import io.orograph.landscape.Landscape;
import io.orograph.network.Parameter;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.Evaluation;
import io.orograph.provenance.Provenance;
import io.orograph.sharpness.GaussianIncrease;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the sentences under a comparison claim, and what they leave unsaid. */
class ComparisonWordsTest {

    private static final GaussianIncrease NOISE = new GaussianIncrease(0.1, 50, 0, true);
    private static final double NONE = Double.NaN;

    /** A bowl a·(α² + β²): the steeper, the smaller the part of it that is flat. */
    private static Landscape bowl(double steepness) {
        Grid grid = Grid.square(1, 5);
        double[] losses = new double[grid.cells()];
        for (int cell = 0; cell < losses.length; cell++) {
            double alpha = grid.alpha().value(cell % grid.nx());
            double beta = grid.beta().value(cell / grid.nx());
            losses[cell] = steepness * (alpha * alpha + beta * beta);
        }
        BitSet all = new BitSet();
        all.set(0, losses.length);
        return new Landscape(
                grid, new Landscape.Cells(losses, new double[losses.length], null, null, all), Provenance.NONE);
    }

    private static ParameterLayout layout(long... shape) {
        return new ParameterLayout(List.of(new Parameter("w", shape, 0, Parameter.Role.BIAS, -1)));
    }

    private static ComparedModel model(
            String name, double steepness, double increase, double error, double trainLoss, double testLoss) {
        return new ComparedModel(
                name,
                false,
                bowl(steepness),
                layout(2),
                weights(2, 0),
                new Evaluation(trainLoss, 0, 0.9, 100),
                Double.isNaN(testLoss) ? null : new Evaluation(testLoss, 0, 0.8, 50),
                new GaussianIncrease.Result(increase, error, trainLoss, NOISE),
                NONE);
    }

    @Test
    void oneModelDiffersFromNothing() {
        assertThat(ComparisonWords.of(List.of())).isEmpty();
        assertThat(ComparisonWords.of(List.of(model("a", 1, 1, 0.1, 1, NONE)))).isEmpty();
    }

    @Test
    void whatDiffersIsNamedWithItsNumbers() {
        String text = ComparisonWords.of(
                List.of(model("steep, tall", 4, 0.8, 0.03, 0.02, 0.52), model("wide", 0.1, 0.1, 0.04, 0.03, 0.13)));
        assertThat(text)
                .contains(
                        "raises the loss of “steep, tall” most, by 0.800 ± 0.030, and that of “wide” least, by 0.100 ± 0.040.")
                // Of the first, the centre of 16 cells' area; of the second, all but half of each outermost row: its
                // loss is at most 0.1 where α² + β² ≤ 1, 13 of 25 cells, of which 4 lie on the border and count half.
                .contains("on 68.8 % of the area for “wide”, on 6.3 % for “steep, tall”")
                .contains("The gap between test and training loss is 0.5 for “steep, tall” and 0.1 for “wide”.")
                .doesNotContain("Their training losses differ")
                .endsWith("Other data, directions or measures may say otherwise.");
    }

    @Test
    void whatLiesWithinTwoStandardErrorsIsNotToldApart() {
        // The difference 0.1 against twice √(0.03² + 0.04²) = 0.05: just within.
        assertThat(ComparisonWords.of(List.of(model("a", 1, 0.5, 0.03, 1, NONE), model("b", 1, 0.5999, 0.04, 1, NONE))))
                .contains("does not tell them apart: it raises their losses by 0.500 ± 0.030 to 0.600 ± 0.040.");
        assertThat(ComparisonWords.of(List.of(model("a", 1, 0.5, 0.03, 1, NONE), model("b", 1, 0.6001, 0.04, 1, NONE))))
                .contains("raises the loss of “b” most");
    }

    @Test
    void lossesThatDifferTwofoldAreAReservation() {
        assertThat(ComparisonWords.of(List.of(model("a", 1, 1, 0.1, 0.1, NONE), model("b", 1, 2, 0.1, 0.21, NONE))))
                .contains("Their training losses differ, from 0.1 to 0.21, which alone makes landscapes differ.");
        assertThat(ComparisonWords.of(List.of(model("a", 1, 1, 0.1, 0.1, NONE), model("b", 1, 2, 0.1, 0.2, NONE))))
                .doesNotContain("Their training losses differ");
    }

    @Test
    void withoutTestDataThereIsNoGap() {
        assertThat(ComparisonWords.of(List.of(model("a", 1, 1, 0.1, 1, NONE), model("b", 1, 2, 0.1, 1, NONE))))
                .doesNotContain("The gap");
    }

    @Test
    void ofMoreThanTwoTheExtremesAreNamed() {
        String text = ComparisonWords.of(List.of(
                model("middle", 0.3, 0.5, 0.01, 1, NONE),
                model("most", 2, 0.9, 0.01, 1, NONE),
                model("least", 0.05, 0.2, 0.01, 1, NONE)));
        assertThat(text)
                .contains("“most” most")
                .contains("“least” least")
                .contains("100.0 % of the area for “least”, on 6.3 % for “most”")
                .doesNotContain("middle");
    }

    @Test
    void anInfiniteIncreaseIsSaid() {
        assertThat(ComparisonWords.of(List.of(
                        model("a", 1, Double.POSITIVE_INFINITY, NONE, 1, NONE), model("b", 1, 0.1, 0.01, 1, NONE))))
                .startsWith("Noise makes the loss of some of them infinite or undefined.");
    }

    private static Weights weights(int parameters, int statistics) {
        return new Weights(
                "test", new WeightsSource.Training("SGD", 1), new double[parameters], new double[statistics]);
    }

    @Test
    void statisticsThatWereRecomputedAreSaid() {
        ComparedModel one = model("a", 1, 1, 0.1, 1, NONE);
        ComparedModel other = new ComparedModel(
                "b", true, one.landscape(), layout(2), weights(2, 1), one.train(), null, one.gaussian(), NONE);
        assertThat(ComparisonWords.of(List.of(one, one))).doesNotContain("normalisation");
        assertThat(ComparisonWords.of(List.of(one, other)))
                .contains("statistics recomputed on the data at every point");
        assertThat(one.normalizes()).isFalse();
        assertThat(other.normalizes()).isTrue();
    }

    @Test
    void modelsOfTheSameShapesAreAlike() {
        ComparedModel one = model("a", 1, 1, 0.1, 1, NONE);
        ComparedModel other = new ComparedModel(
                "b", true, one.landscape(), layout(1, 2), weights(2, 0), one.train(), null, one.gaussian(), NONE);
        assertThat(one.isAlike(model("c", 2, 1, 0.1, 1, NONE))).isTrue();
        assertThat(one.isAlike(other)).isFalse();
    }

    private static Line.Result line(Evaluation[] train, Evaluation[] test) {
        double[] positions = {0, 0.5, 1};
        return new Line.Result(
                List.of(),
                1,
                new Line.Side(positions, train),
                Optional.ofNullable(test).map(evaluations -> new Line.Side(positions, evaluations)),
                Provenance.NONE,
                Command.of("line"));
    }

    @Test
    void theLineSaysItsBarrierAndItsLowestAccuracy() {
        Evaluation[] train = Arrays.stream(new double[] {1, 3, 2})
                .mapToObj(loss -> new Evaluation(loss, 0, 1 / loss, 10))
                .toArray(Evaluation[]::new);
        // In the middle the loss is 3 where the line between the ends' is 1.5.
        assertThat(ComparisonWords.of(line(train, null)))
                .isEqualTo("Line between them: barrier 1.5; the training accuracy falls to 33.3 %");
        assertThat(ComparisonWords.of(line(train, train))).contains("barrier 1.5, on the test data 1.5;");
        Line.Result line = line(train, null);
        assertThat(line.train().isClassified()).isTrue();
        assertThat(line.train().accuracies()).containsExactly(1, 1 / 3.0, 0.5);
        assertThat(line.test()).isEmpty();
        Evaluation regression = new Evaluation(1, 0, Double.NaN, 10);
        assertThat(new Line.Side(new double[] {0}, new Evaluation[] {regression}).isClassified())
                .isFalse();
    }
}
