package io.orograph.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasures;
import io.orograph.study.sweep.SweepFindings.Difference;
import io.orograph.study.sweep.SweptOutcome.End;
import io.orograph.study.sweep.SweptOutcome.Score;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.OptimizerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is said of the two ends of an axis, on outcomes whose differences are known. */
final class SweepFindingsTest {

    private static final List<SharpnessMeasure> MEASURES = SharpnessMeasures.all(0).stream()
            .filter(measure -> measure.label().equals("lambda-max"))
            .toList();

    private static SweptOutcome outcome(int batch, double rate, long seed, End end, double... numbers) {
        SweepSetting setting =
                new SweepSetting("mlp", Path.of("mlp.onnx"), OptimizerSettings.of(BaseOptimizer.SGD, rate), batch);
        return new SweptOutcome(
                new SweepRun(setting, seed),
                10,
                end,
                new Score(numbers[0], 0.9),
                new Score(numbers[1], numbers[2]),
                Map.of("lambda-max", numbers[3]));
    }

    private static SweepFindings of(List<SweptOutcome> outcomes) {
        return SweepReport.of(outcomes, MEASURES).findings().orElseThrow();
    }

    private static Difference difference(SweepFindings findings, String quantity) {
        return findings.differences().stream()
                .filter(each -> each.quantity().equals(quantity))
                .findFirst()
                .orElseThrow();
    }

    /** Differences of 0.1, 0.2, 0.4; the ends by scipy.stats.t.ppf(1 − 0.05/(2·4), 2) = 8.860200 times 0.152753/√3. */
    @Test
    void intervalIsThatOfStudentSharedAmongTheQuantities() {
        List<SweptOutcome> outcomes = new ArrayList<>();
        double[] first = {0.5, 0.7, 0.6};
        double[] second = {0.6, 0.9, 1.0};
        for (int seed = 0; seed < 3; seed++) {
            outcomes.add(outcome(8, 0.1, seed, End.REACHED, 0.1, first[seed], 0.8, 1));
            // A setting between the ends counts in nothing.
            outcomes.add(outcome(16, 0.1, seed, End.REACHED, 0.1, 100, 0.8, 1));
            outcomes.add(outcome(64, 0.1, seed, End.UNREACHED, 0.1, second[seed], 0.8, 2));
        }
        SweepFindings findings = of(outcomes);
        assertThat(findings.axis()).isEqualTo("batch");
        assertThat(findings.first()).isEqualTo("8");
        assertThat(findings.last()).isEqualTo("64");
        assertThat(findings.differences()).hasSize(4);
        Difference loss = difference(findings, "test loss");
        assertThat(loss.pairs()).isEqualTo(3);
        double half = 8.8602000347 * 0.1527525232 / Math.sqrt(3);
        assertThat(loss.low()).isCloseTo(0.7 / 3 - half, within(1e-6));
        assertThat(loss.high()).isCloseTo(0.7 / 3 + half, within(1e-6));
        assertThat(loss.isTold()).isFalse();
        // Without any spread the difference is exact.
        assertThat(difference(findings, "lambda-max").isTold()).isTrue();
        assertThat(findings.unreached()).isEqualTo(3);
        assertThat(findings.text())
                .startsWith("From batch 8 to 64, paired over 3 seeds, intervals that hold together at 95 %:\n")
                .contains("test loss 0.6 → 0.833, not told apart by these seeds (difference ")
                .contains("lambda-max 1 → 2, higher (difference 1 to 1)")
                .contains("In 3 of these runs the loss did not come down to where runs were to end.");
    }

    /** Nothing differs: any claim at all is wrong, and at most one sweep in twenty makes one. */
    @Test
    void chanceIsToldApartInAtMostOneSweepOfTwenty() {
        Random random = new Random(5);
        int sweeps = 400;
        int fooled = 0;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            List<SweptOutcome> outcomes = new ArrayList<>();
            for (int seed = 0; seed < 5; seed++) {
                for (int batch : new int[] {8, 64}) {
                    outcomes.add(outcome(
                            batch,
                            0.1,
                            seed,
                            End.REACHED,
                            random.nextGaussian(),
                            random.nextGaussian(),
                            random.nextGaussian(),
                            random.nextGaussian()));
                }
            }
            fooled += of(outcomes).differences().stream().anyMatch(Difference::isTold) ? 1 : 0;
        }
        // Binomial, 400 of 5 %: above 33 once in 1,000, and the seed is fixed.
        assertThat(fooled).isBetween(5, 33);
    }

    /** Where runs end after their epochs, how well they are trained is what was found. */
    @Test
    void trainingAccuracyIsComparedWhereNoRunEndsAtALoss() {
        List<SweptOutcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < 2; seed++) {
            outcomes.add(outcome(8, 0.1, seed, End.EPOCHS, 0.1, 0.5, 0.8, 1));
            outcomes.add(outcome(64, 0.1, seed, End.EPOCHS, 0.1, 0.5, 0.8, 1));
        }
        assertThat(of(outcomes).differences())
                .extracting(Difference::quantity)
                .containsExactly("training loss", "training accuracy", "test loss", "test accuracy", "lambda-max");
        assertThat(of(outcomes).unreached()).isZero();
        assertThat(of(outcomes).text()).doesNotContain("came down");
    }

    /** Runs that were to end at a loss and did not are not compared at one loss. */
    @Test
    void itIsSaidWhereNoRunComesDownToTheLoss() {
        List<SweptOutcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < 2; seed++) {
            outcomes.add(outcome(8, 0.1, seed, End.UNREACHED, 0.1, 0.5, 0.8, 1));
            outcomes.add(outcome(64, 0.1, seed, End.UNREACHED, 0.3, 0.5, 0.8, 1));
        }
        SweepFindings findings = of(outcomes);
        assertThat(findings.reached()).isZero();
        assertThat(findings.unreached()).isEqualTo(4);
        assertThat(findings.text())
                .contains("None of these runs came down to the training loss at which runs were to end")
                .contains("training accuracy");
    }

    /** Three times 0.1 has no mean that is a double: rounding is no spread. */
    @Test
    void equalNumbersHaveNoSpread() {
        List<SweptOutcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            outcomes.add(outcome(8, 0.1, seed, End.EPOCHS, 0.1, 0.5, 0.994, 1));
        }
        SweepReport.Spread spread =
                SweepReport.of(outcomes, MEASURES).settings().get(0).values().get("train_loss");
        assertThat(spread.mean()).isEqualTo(0.1);
        assertThat(spread.deviation()).isZero();
    }

    @Test
    void aRealDifferenceIsTold() {
        Random random = new Random(6);
        List<SweptOutcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < 5; seed++) {
            // What a seed moves in both is not noise of the difference.
            double common = 10 * random.nextGaussian();
            for (int batch : new int[] {8, 64}) {
                double loss = common + 0.01 * random.nextGaussian() + (batch == 64 ? 0.2 : 0);
                outcomes.add(outcome(batch, 0.1, seed, End.REACHED, 0.1, loss, 0.8, 1));
            }
        }
        Difference loss = difference(of(outcomes), "test loss");
        assertThat(loss.isTold()).isTrue();
        assertThat(loss.low()).isPositive().isLessThan(0.2);
        assertThat(loss.high()).isGreaterThan(0.2);
    }

    @Test
    void severalAxesOrNoneAreNotCompared() {
        List<SweptOutcome> two =
                List.of(outcome(8, 0.1, 0, End.REACHED, 1, 1, 1, 1), outcome(64, 0.2, 0, End.REACHED, 1, 1, 1, 1));
        assertThat(SweepReport.of(two, MEASURES).findings()).isEmpty();
        assertThat(SweepReport.of(two.subList(0, 1), MEASURES).findings()).isEmpty();
        List<SweptOutcome> single =
                List.of(outcome(8, 0.1, 0, End.REACHED, 1, 1, 1, 1), outcome(64, 0.1, 0, End.DIVERGED, 1, 1, 1, 1));
        SweepFindings findings = of(single);
        assertThat(findings.differences()).isEmpty();
        assertThat(findings.diverged()).isEqualTo(1);
        assertThat(findings.text())
                .contains(
                        "fewer than two seeds on both sides, so that no interval says which differences are more than chance");
    }
}
