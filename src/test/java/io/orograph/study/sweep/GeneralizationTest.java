package io.orograph.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.math.RankCorrelation;
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

/** What goes with what over the runs of a sweep, on outcomes whose coefficients are known. */
final class GeneralizationTest {

    private static final String MEASURE = "lambda-max";

    /** Of scipy.stats.kendalltau, SciPy 1.10.1. */
    private static final double SCIPY_TAU = 0.6829268292682927;

    private static SweptOutcome outcome(int batch, double rate, long seed, double sharpness, double gap) {
        SweepSetting setting =
                new SweepSetting("mlp", Path.of("mlp.onnx"), OptimizerSettings.of(BaseOptimizer.SGD, rate), batch);
        return new SweptOutcome(
                new SweepRun(setting, seed),
                10,
                End.REACHED,
                new Score(0.5, 0.9),
                new Score(0.5 + gap, 0.8),
                Map.of(MEASURE, sharpness));
    }

    private static Generalization of(List<SweptOutcome> outcomes) {
        return Generalization.of(outcomes, MEASURE, Gap.LOSS);
    }

    @Test
    void tauIsThatOfSciPyWithTies() {
        double[] x = {1.2, 3.4, 2.2, 2.2, 5.0, 0.1, 3.4, 7.7, -1.0, 2.2};
        double[] y = {0.5, 2.0, 2.0, 1.0, 3.5, 0.5, 0.4, 9.0, 0.0, 2.0};
        assertThat(RankCorrelation.kendall(x, y)).isCloseTo(SCIPY_TAU, within(1e-14));
        double pairs = RankCorrelation.concordance(x, y)
                / Math.sqrt((double) RankCorrelation.concordance(x, x) * RankCorrelation.concordance(y, y));
        assertThat(pairs).isCloseTo(SCIPY_TAU, within(1e-14));
        assertThat(RankCorrelation.kendall(new double[] {1, 1, 1}, new double[] {1, 2, 3}))
                .isNaN();
        assertThat(RankCorrelation.kendall(new double[] {1}, new double[] {1})).isNaN();
    }

    /** One axis moves both up, the other the measure up and the gap down: over all runs they cancel. */
    @Test
    void granulatedTauLooksAlongOneAxisAtATime() {
        List<SweptOutcome> outcomes = new ArrayList<>();
        for (int batch : new int[] {8, 16, 32}) {
            for (double rate : new double[] {0.1, 0.2, 0.3}) {
                outcomes.add(outcome(batch, rate, 0, batch + 100 * rate, batch - 100 * rate));
            }
        }
        Generalization found = of(outcomes);
        assertThat(found.axes())
                .containsEntry("batch", 1.0)
                .containsEntry("lr", -1.0)
                .hasSize(2);
        assertThat(found.granulated()).isZero();
        assertThat(found.runs()).isEqualTo(9);
        assertThat(found.within()).as("no setting has two runs").isNaN();
        assertThat(found.p()).isNaN();
    }

    /** Jiang et al.: the mean over the groups of an axis, then over the axes. */
    @Test
    void granulatedTauIsTheMeanOverGroups() {
        List<SweptOutcome> outcomes = List.of(
                outcome(8, 0.1, 0, 1, 1),
                outcome(8, 0.2, 0, 2, 2),
                outcome(8, 0.3, 0, 3, 3),
                outcome(16, 0.1, 0, 1, 1),
                outcome(16, 0.2, 0, 2, 3),
                outcome(16, 0.3, 0, 3, 2));
        Generalization found = of(outcomes);
        // Along lr: 1 for batch 8, (2 − 1)/3 for batch 16. Along batch every measure is tied.
        assertThat(found.axes().get("lr")).isCloseTo((1 + 1.0 / 3) / 2, within(1e-15));
        assertThat(found.axes().get("batch")).isNaN();
        assertThat(found.granulated()).isCloseTo(2.0 / 3, within(1e-15));
    }

    @Test
    void settingsThatMoveBothDoNotMakeSeedsAgree() {
        List<SweptOutcome> outcomes = new ArrayList<>();
        for (int batch : new int[] {8, 16, 32, 64}) {
            // Within each setting the order is the opposite of that between settings.
            for (int seed = 0; seed < 3; seed++) {
                outcomes.add(outcome(batch, 0.1, seed, batch + 0.1 * seed, batch - 0.1 * seed));
            }
        }
        Generalization found = of(outcomes);
        assertThat(found.tau()).isGreaterThan(0.6);
        assertThat(found.within()).isEqualTo(-1);
        // Each setting is in one of two extreme orders of six; all alike: 2·(1/6)⁴.
        assertThat(found.p()).isLessThan(0.003);
    }

    /** Of the 24 orders of four runs, two agree wholly or not at all. */
    @Test
    void probabilityIsThatOfThePermutations() {
        List<SweptOutcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < 4; seed++) {
            outcomes.add(outcome(8, 0.1, seed, seed, seed));
        }
        // Four standard deviations of a share of 1/12 in 9,999 draws: 0.011.
        assertThat(of(outcomes).p()).isCloseTo(1.0 / 12, within(0.011));
    }

    /** Where nothing goes with anything, p is below 5 % in about 5 % of the sweeps. */
    @Test
    void probabilityKeepsItsLevelWhereOnlySettingsDiffer() {
        Random random = new Random(1);
        int below = 0;
        int sweeps = 60;
        for (int sweep = 0; sweep < sweeps; sweep++) {
            List<SweptOutcome> outcomes = new ArrayList<>();
            for (int batch = 1; batch <= 4; batch++) {
                for (int seed = 0; seed < 5; seed++) {
                    outcomes.add(outcome(
                            batch, 0.1, seed, 10 * batch + random.nextGaussian(), 10 * batch + random.nextGaussian()));
                }
            }
            below += of(outcomes).p() < 0.05 ? 1 : 0;
        }
        // Binomial with 60 draws of 5 %: more than 9 happen once in 1,500 times, and the seed is fixed.
        assertThat(below).isLessThanOrEqualTo(9);
    }

    @Test
    void whatDivergedOrLacksANumberIsLeftOut() {
        SweptOutcome good = outcome(8, 0.1, 0, 1, 1);
        SweptOutcome diverged = new SweptOutcome(
                good.run(), 3, End.DIVERGED, new Score(Double.POSITIVE_INFINITY, 0.1), good.test(), good.sharpness());
        SweptOutcome unmeasured = new SweptOutcome(good.run(), 3, End.REACHED, good.train(), good.test(), Map.of());
        SweptOutcome untested =
                new SweptOutcome(good.run(), 3, End.REACHED, good.train(), Score.NONE, good.sharpness());
        assertThat(of(List.of(good, diverged, unmeasured, untested)).runs()).isEqualTo(1);
        assertThat(of(List.of()).tau()).isNaN();
    }
}
