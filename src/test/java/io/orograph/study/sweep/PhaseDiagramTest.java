package io.orograph.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.choice.Named;
import io.orograph.plot.PhasePlot;
import io.orograph.study.sweep.SweptOutcome.End;
import io.orograph.study.sweep.SweptOutcome.Score;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.OptimizerSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Colours over two hyper-parameters. */
final class PhaseDiagramTest {

    private static SweptOutcome outcome(String model, int batch, double rate, long seed, End end, double loss) {
        SweepSetting setting =
                new SweepSetting(model, Path.of("mlp.onnx"), OptimizerSettings.of(BaseOptimizer.SGD, rate), batch);
        return new SweptOutcome(
                new SweepRun(setting, seed), 10, end, new Score(0.5, 0.9), new Score(loss, 0.8), Map.of("trace", loss));
    }

    @Test
    void cellsAreMeansOverSeedsAndOverWhatElseIsVaried() {
        List<SweptOutcome> outcomes = new ArrayList<>();
        for (int seed = 0; seed < 2; seed++) {
            for (double rate : new double[] {0.2, 0.05}) {
                for (int batch : new int[] {64, 8}) {
                    outcomes.add(outcome("a", batch, rate, seed, End.REACHED, batch + rate + seed));
                    outcomes.add(outcome("b", batch, rate, seed, End.REACHED, batch + rate + seed + 1));
                }
            }
        }
        outcomes.add(outcome("a", 512, 0.2, 0, End.DIVERGED, 1));
        SweepReport report = SweepReport.of(outcomes, List.of());
        assertThat(PhaseDiagram.axes(report)).containsExactly("model", "batch", "lr");
        List<SweptQuantity> quantities = SweptQuantity.all(outcomes);
        PhasePlot plot = PhaseDiagram.of(
                report, "batch", "lr", Named.find(quantities, "test-loss").orElseThrow());
        assertThat(plot.columns()).containsExactly("8", "64", "512");
        assertThat(plot.rows()).containsExactly("0.05", "0.2");
        assertThat(plot.values()[0][0]).isEqualTo(8 + 0.05 + 1);
        assertThat(plot.values()[1][1]).isEqualTo(64 + 0.2 + 1);
        assertThat(plot.values()[0][2]).as("no such run").isNaN();
        assertThat(plot.values()[1][2]).as("it diverged").isNaN();
        assertThat(plot.caption()).isEqualTo("Means over seeds and over model, of runs that did not diverge");
        assertThat(plot.title()).isEqualTo("test loss over batch and lr");
        assertThat(Named.labels(quantities))
                .isEqualTo("loss-gap, error-gap, test-loss, test-error, train-loss, steps, trace");
    }

    /** A radius belongs to the optimisers that have one: where all of them have the same, nothing is averaged over it. */
    @Test
    void anAxisThatOnlySomeSettingsHaveCountsIfTheseDiffer() {
        List<SweptOutcome> outcomes = new ArrayList<>();
        for (int batch : new int[] {8, 64}) {
            outcomes.add(outcome("a", batch, 0.1, 0, End.REACHED, batch));
            outcomes.add(climbing(batch, 0.05));
        }
        SweepReport report = SweepReport.of(outcomes, List.of());
        assertThat(PhaseDiagram.axes(report)).containsExactlyInAnyOrder("optimizer", "batch");
        SweptQuantity loss =
                Named.find(SweptQuantity.all(outcomes), "test-loss").orElseThrow();
        assertThat(PhaseDiagram.of(report, "batch", "optimizer", loss).caption())
                .isEqualTo("Means over seeds, of runs that did not diverge");
        outcomes.add(climbing(8, 0.5));
        assertThat(PhaseDiagram.axes(SweepReport.of(outcomes, List.of()))).contains("rho");
    }

    private static SweptOutcome climbing(int batch, double radius) {
        OptimizerSettings sam = OptimizerSettings.of(BaseOptimizer.SGD, 0.1).with(Ascent.SAM, radius);
        SweepSetting setting = new SweepSetting("a", Path.of("mlp.onnx"), sam, batch);
        return new SweptOutcome(
                new SweepRun(setting, 0), 10, End.REACHED, new Score(0.5, 0.9), new Score(1, 0.8), Map.of());
    }
}
