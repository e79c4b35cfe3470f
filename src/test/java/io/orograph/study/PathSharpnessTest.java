package io.orograph.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.study.PathSharpness.Measured;
import io.orograph.task.CancelToken;
import io.orograph.training.Ascent;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.LearningRateSchedule;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingRecorder;
import io.orograph.training.TrainingSettings;
import io.orograph.training.TrajectoryRecorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The sharpness along a path is the one that was measured while it was trained. */
final class PathSharpnessTest {

    private static final int STEPS = 6;

    private final List<SharpnessPoint> whileTraining = new ArrayList<>();

    private static TrainingSettings settings(BaseOptimizer rule, int batch) {
        return new TrainingSettings(
                new OptimizerSettings(rule, Ascent.NONE, 0.05, 0.9, 0.01, 0),
                new LearningRateSchedule(LearningRateSchedule.Shape.COSINE, 2, 1, 1),
                batch,
                STEPS,
                3,
                1,
                true);
    }

    /** Trains, measuring at each step, and returns the path. */
    private TrajectoryRecorder trained(Experiment experiment, TrainingStudy study) throws IOException {
        TrajectoryRecorder[] path = new TrajectoryRecorder[1];
        StepSharpness sharpness = new StepSharpness(
                experiment, study.settings(), study.split(experiment).train());
        study.run(
                experiment,
                new TrainingStudy.Listener() {
                    @Override
                    public TrainingRecorder recorder(ParameterLayout layout) {
                        path[0] = new TrajectoryRecorder(layout, 0, "x", Precision.DOUBLE);
                        return new SharpnessWatch(sharpness, 1, path[0], whileTraining::add, new CancelToken());
                    }

                    @Override
                    public void progress(long done, long total) {}
                },
                new CancelToken());
        return path[0];
    }

    private static List<SharpnessPoint> along(
            Experiment experiment, TrajectoryRecorder path, Optional<TrainingStudy> trained) throws IOException {
        List<Measured> heard = new ArrayList<>();
        List<Measured> found = new PathSharpness(path.weights(), trained)
                .run(
                        experiment,
                        new PathSharpness.Listener() {
                            @Override
                            public void measured(Measured point) {
                                heard.add(point);
                            }

                            @Override
                            public void progress(long done, long total) {}
                        },
                        new CancelToken());
        assertThat(heard).containsExactlyInAnyOrderElementsOf(found);
        assertThat(found).extracting(Measured::index).containsExactly(0, 1, 2, 3, 4, 5, 6);
        return found.stream().map(Measured::point).toList();
    }

    @Test
    void itIsTheOneMeasuredWhileItTrained() throws IOException {
        try (Experiment experiment = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT)) {
            TrainingStudy study = TrainingStudy.of(settings(BaseOptimizer.NESTEROV, 100_000), 0.2, true);
            TrajectoryRecorder path = trained(experiment, study);
            List<SharpnessPoint> after = along(experiment, path, Optional.of(study));
            assertThat(after).isEqualTo(whileTraining).hasSize(STEPS + 1);
            // Cosine with warm-up: at step 1 η is the full one, and half the way down it is half of it.
            assertThat(after.get(1).line()).isCloseTo(2 * 1.9 / (0.05 * 2.8), within(1e-12));
            assertThat(after.get(4).line()).isCloseTo(2 * after.get(1).line(), within(1e-9));
            assertThat(after.get(1).sharpness()).isEqualTo(after.get(1).largestEigenvalue() + 0.01);
            assertThat(along(experiment, path, Optional.empty()))
                    .allSatisfy(point -> assertThat(point.line()).isNaN())
                    .allSatisfy(point -> assertThat(point.reason()).contains("there is no settings.json"));
        }
    }

    @Test
    void whereThereIsNoLineItSaysWhy() throws IOException {
        try (Experiment experiment = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT)) {
            TrainingStudy adam = TrainingStudy.of(settings(BaseOptimizer.ADAM, 100_000), 0, true);
            List<SharpnessPoint> after = along(experiment, trained(experiment, adam), Optional.of(adam));
            // While it trained the moments were there.
            assertThat(whileTraining.get(3).line()).isPositive();
            assertThat(after.get(3).line()).isNaN();
            assertThat(after.get(3).reason())
                    .isEqualTo(
                            "Adam has its line on the Hessian by its moments, which a path of weights does not hold");
            assertThat(after.get(3).largestEigenvalue())
                    .isEqualTo(whileTraining.get(3).largestEigenvalue());
        }
    }

    /** From coarse to fine, each once, evenly where there are too many. */
    @Test
    void theOrderIsFromCoarseToFine() {
        assertThat(PathSharpness.order(1)).containsExactly(0);
        assertThat(PathSharpness.order(5)).containsExactly(0, 4, 2, 1, 3);
        assertThat(PathSharpness.order(40))
                .startsWith(0, 39)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 40).boxed().toList());
        assertThat(PathSharpness.order(1000)).hasSize(PathSharpness.MOST).contains(0, 999);
    }
}
