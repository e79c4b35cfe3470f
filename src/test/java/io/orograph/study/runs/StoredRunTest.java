package io.orograph.study.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.export.NamedValues;
import io.orograph.export.ResultNpz;
import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.Evaluation;
import io.orograph.plot.LinesPlot;
import io.orograph.provenance.Key;
import io.orograph.provenance.Provenance;
import io.orograph.study.SharpnessPoint;
import io.orograph.study.TrainingStudy;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingPoint;
import io.orograph.training.TrainingSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run comes back as it was: from an export, from a session, from its settings; and is drawn where it was. */
final class StoredRunTest {

    private static final TrainingSettings SETTINGS = new TrainingSettings(
            OptimizerSettings.of(BaseOptimizer.ADAM, 1.0 / 3).with(Ascent.ASAM, 0.1 + 0.2),
            new LearningRateSchedule(LearningRateSchedule.Shape.STEP, 5, 77, 0.3),
            48,
            9,
            1L << 60,
            3,
            false);

    @TempDir
    private Path folder;

    private static RunSettings settings() {
        Provenance origin = Provenance.NONE.with(Key.MODEL, "m, \"1\".onnx").with(Key.PARAMETERS, 3L);
        return new RunSettings(TrainingWords.of(TrainingStudy.of(SETTINGS, 0.2, true)), true, origin);
    }

    private static Evaluation evaluation(double loss, double accuracy) {
        return new Evaluation(loss, Double.NaN, accuracy, 0);
    }

    private static Run run() {
        List<TrainingPoint> points = List.of(
                new TrainingPoint(0, 0, Double.NaN, evaluation(2.3, 0.1), evaluation(2.4, 0.2)),
                new TrainingPoint(10, 1, 0.1, evaluation(Math.PI, Double.NaN), evaluation(1, 0.3)),
                new TrainingPoint(30, 3, 0.1, evaluation(Double.POSITIVE_INFINITY, 0.5), evaluation(0.5, 1)));
        List<SharpnessPoint> sharpness = List.of(
                new SharpnessPoint(0, 1, 1, Double.NaN, "no line, \"yet\"", 0.5),
                new SharpnessPoint(20, 3, 2.5, 4, "", 0.25),
                new SharpnessPoint(40, 3, 2.5, 4, "", 0.25));
        return new Run(
                "a-1",
                "Mine, \"the first\"",
                true,
                Optional.of(settings()),
                RunState.DIVERGED,
                new RunCurves(points, List.of(0.0, 0.25, Double.NaN), sharpness),
                Optional.of(new Weights(
                        "step 30",
                        new WeightsSource.Training("ASAM on Adam", 30),
                        new double[] {1, -0.0, 1e-300},
                        new double[] {7})));
    }

    @Test
    void comesBackToTheBit() {
        Run before = run();
        Run after = StoredRun.read(before.values()).orElseThrow();
        assertThat(after.curves()).isEqualTo(before.curves());
        assertThat(after.name()).isEqualTo(before.name());
        assertThat(after.starred()).isTrue();
        assertThat(after.state()).isEqualTo(RunState.DIVERGED);
        assertThat(after.settings().orElseThrow().training())
                .isEqualTo(settings().training());
        assertThat(after.settings().orElseThrow().origin().entries())
                .isEqualTo(settings().origin().entries());
        Weights end = after.end().orElseThrow();
        assertThat(end.theta()).containsExactly(1, -0.0, 1e-300);
        assertThat(end.statistics()).containsExactly(7);
        assertThat(end.source()).isEqualTo(new WeightsSource.Training("ASAM on Adam", 30));
    }

    /** Through a file too, also a run of which nothing is known but that it was. */
    @Test
    void aFileHoldsIt() throws IOException {
        Path file = folder.resolve("run.npz");
        ResultNpz.write(file, run());
        Run read = StoredRun.read(ResultNpz.read(file).values()).orElseThrow();
        assertThat(read.curves()).isEqualTo(run().curves());
        assertThat(read.settings()).isPresent();
        Run bare = new Run("b", "bare", false, Optional.empty(), RunState.STOPPED, RunCurves.NONE, Optional.empty());
        ResultNpz.write(file, bare);
        assertThat(StoredRun.read(ResultNpz.read(file).values())).contains(bare);
    }

    @Test
    void settingsComeBackToTheBitFromTheirText() throws IOException {
        RunSettings read = RunSettings.of(settings().text());
        assertThat(read.training().study().settings()).isEqualTo(SETTINGS);
        assertThat(read.training().study().validation()).isEqualTo(0.2);
        assertThat(read.training().study().fresh()).isTrue();
        assertThat(read.whole()).isTrue();
        assertThatThrownBy(() -> RunSettings.of(settings().text().replace("\"version\":1", "\"version\":2")))
                .hasMessage("is of a later version of Orograph");
        assertThatThrownBy(() -> RunSettings.of(settings().text().replace("\"asam\"", "\"bsam\"")))
                .hasMessageContaining("no choice \"bsam\"");
        assertThatThrownBy(() -> RunSettings.of("[1")).hasMessageContaining("is damaged");
    }

    @Test
    void whatDoesNotGoTogetherIsNoRun() {
        assertThat(StoredRun.read(new NamedValues())).isEmpty();
        assertThat(StoredRun.read(run().values().put("epoch", new double[] {1})))
                .isEmpty();
        assertThat(StoredRun.read(run().values().put("state", "flying"))).isEmpty();
        // What is missing of one curve does not take the others away.
        Run lame = StoredRun.read(run().values()
                        .put("line", new double[0])
                        .put("seconds", new double[0])
                        .put("settings", "{}"))
                .orElseThrow();
        assertThat(lame.settings()).isEmpty();
        assertThat(lame.curves().points()).isEqualTo(run().curves().points());
        assertThat(lame.curves().sharpness().get(1).line()).isNaN();
    }

    @Test
    void aTableHasALineARun() {
        Run bare = new Run("b", "bare", false, Optional.empty(), RunState.STOPPED, RunCurves.NONE, Optional.empty());
        String[] lines = RunTable.text(List.of(run(), bare)).split("\n");
        assertThat(lines).hasSize(3);
        String[] names = lines[0].split(",");
        assertThat(lines[1])
                .startsWith("\"Mine, \"\"the first\"\"\",true,diverged,\"m, \"\"1\"\".onnx\",adam,asam,"
                        + "0.3333333333333333,0.9,0.0,0.30000000000000004,step,5,77,0.3,48,9,1152921504606846976,")
                .contains(",30,3.0,,infinity,0.5,0.5,1.0,40,3.0,2.5,4.0,0.25");
        assertThat(lines[2].split(",", -1)).hasSameSizeAs(names).startsWith("bare", "false", "stopped");
    }

    /** The step of a measurement lies between two recorded ones, and so does its place on each axis. */
    @Test
    void measurementsLieBetweenTheRecordedPoints() {
        RunCurves curves = run().curves();
        assertThat(RunQuantity.SHARPNESS.places(curves, RunAxis.STEPS)).containsExactly(0, 20, 40);
        assertThat(RunQuantity.SHARPNESS.places(curves, RunAxis.EPOCHS)).containsExactly(0, 2, Double.NaN);
        assertThat(RunQuantity.LOSS.places(curves, RunAxis.SECONDS)).containsExactly(0, 0.25, Double.NaN);
        LinesPlot plot =
                RunOverlay.of(List.of(new RunOverlay.Numbered(run(), 0)), RunQuantity.SHARPNESS, RunAxis.EPOCHS);
        assertThat(plot.curves()).hasSize(2);
        assertThat(plot.curves().get(0).x()).containsExactly(0, 2);
        assertThat(plot.curves().get(0).y()).containsExactly(1, 2.5);
        assertThat(plot.curves().get(1).dashed()).isTrue();
        assertThat(plot.curves().get(1).y()).containsExactly(Double.NaN, 4);
        assertThat(plot.curves().get(0).argb()).isEqualTo(RunOverlay.argb(0)).isNotEqualTo(RunOverlay.argb(1));
    }
}
