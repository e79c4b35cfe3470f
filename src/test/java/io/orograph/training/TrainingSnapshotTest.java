package io.orograph.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.orograph.data.Dataset;
import io.orograph.file.UnreadableFileException;
import io.orograph.network.Network;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Precision;
import io.orograph.objective.Evaluation;
import io.orograph.objective.LossChoice;
import io.orograph.objective.Objective;
import io.orograph.task.CancelToken;
import io.orograph.task.ProgressListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A training that is read back from any of its steps goes on to the same bits, and with the same path. */
final class TrainingSnapshotTest {

    private static final String SETTINGS = "these settings";
    private static final int SAMPLES = 23;
    private static final int BATCH = 4;
    private static final int EPOCHS = 3;

    @TempDir
    private Path folder;

    private final Network network = NetworkSketch.dense(1, "Tanh", List.of(), 4, 7, 3);
    private final Dataset data = drawn();

    private static Dataset drawn() {
        Random random = new Random(2);
        return new Dataset(
                "drawn", NetworkSketch.drawn(random, 1, SAMPLES, 4), NetworkSketch.classes(random, SAMPLES, 3));
    }

    private static TrainingSettings settings(BaseOptimizer base, int recordEvery) {
        return new TrainingSettings(
                OptimizerSettings.of(base, 0.05),
                new LearningRateSchedule(LearningRateSchedule.Shape.COSINE, 2, 1, 1),
                BATCH,
                EPOCHS,
                7,
                recordEvery,
                true);
    }

    private TrajectoryRecorder path(Precision precision) {
        return new TrajectoryRecorder(network.layout(), 0, "", precision);
    }

    private Training.Result train(
            TrainingSettings settings, TrainingState from, TrainingRecorder recorder, Precision precision)
            throws IOException {
        LossChoice loss = LossChoice.detect(network, data);
        try (Objective train = new Objective(loss, data, precision, 1)) {
            return new Training(loss, data, train, train, settings)
                    .run(from, recorder, ProgressListener.NONE, new CancelToken());
        }
    }

    /** Writes the snapshot of one step, whether a point is due there or not. */
    private static final class Writing implements TrainingRecorder {

        private final TrajectoryRecorder path;
        private final long step;
        private final Path file;

        Writing(TrajectoryRecorder path, long step, Path file) {
            this.path = path;
            this.step = step;
            this.file = file;
        }

        @Override
        public void record(TrainingPoint point, double[] state) {
            path.record(point, state);
        }

        @Override
        public boolean wantsState() {
            return true;
        }

        @Override
        public void keep(TrainingState state) throws IOException {
            if (state.steps() == step) {
                TrainingSnapshot.of(state, path).write(file, SETTINGS);
            }
        }
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(BaseOptimizer.MOMENTUM, 0, 3, Precision.SINGLE),
                Arguments.of(BaseOptimizer.MOMENTUM, 0, 6, Precision.DOUBLE),
                Arguments.of(BaseOptimizer.ADAM, 5, 0, Precision.SINGLE),
                Arguments.of(BaseOptimizer.ADAMW, 5, 11, Precision.DOUBLE),
                Arguments.of(BaseOptimizer.RMSPROP, 1, 7, Precision.SINGLE),
                Arguments.of(BaseOptimizer.NESTEROV, 0, 17, Precision.SINGLE));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void goesOnToTheSameBits(BaseOptimizer base, int recordEvery, long step, Precision precision) throws IOException {
        TrainingSettings settings = settings(base, recordEvery);
        Path file = folder.resolve("training.npz");
        TrajectoryRecorder whole = path(precision);
        TrainingState start = TrainingState.beginning(network.weights());
        Training.Result expected = train(settings, start, new Writing(whole, step, file), precision);

        TrainingSnapshot read = TrainingSnapshot.read(file, SETTINGS, network.layout());
        assertThat(read.state().steps()).isEqualTo(step);
        assertThat(read.points().size()).isLessThan(whole.points().size());
        TrajectoryRecorder resumed = path(precision);
        read.restore(resumed);
        Training.Result found = train(settings, read.state(), resumed, precision);

        assertThat(found.theta()).containsExactly(expected.theta());
        assertThat(resumed.points()).isEqualTo(whole.points());
        for (int i = 0; i < whole.points().size(); i++) {
            assertThat(resumed.weights().read(i, 0, network.layout().size()))
                    .containsExactly(whole.weights().read(i, 0, network.layout().size()));
        }
    }

    /** A path of which every second point went goes on to lose the same ones. */
    @Test
    void aThinnedPathGoesOnAsItWas() throws IOException {
        TrajectoryRecorder whole = path(Precision.SINGLE);
        double[] theta = network.weights();
        Path file = folder.resolve("training.npz");
        TrainingState state = TrainingState.beginning(theta);
        int all = 2600;
        TrajectoryRecorder resumed = path(Precision.SINGLE);
        for (int step = 0; step < all; step++) {
            Evaluation none = new Evaluation(step, Double.NaN, Double.NaN, SAMPLES);
            TrainingPoint point = new TrainingPoint(step, step / 10.0, 0.1, none, null);
            whole.record(point, theta);
            if (step == 1301) {
                TrainingSnapshot.of(state, whole).write(file, SETTINGS);
                TrainingSnapshot.read(file, SETTINGS, network.layout()).restore(resumed);
            } else if (step > 1301) {
                resumed.record(point, theta);
            }
        }
        assertThat(resumed.stride()).isEqualTo(whole.stride());
        assertThat(resumed.points()).isEqualTo(whole.points());
    }

    @Test
    void anotherTrainingIsRefused() throws IOException {
        Path file = folder.resolve("training.npz");
        TrainingSettings settings = settings(BaseOptimizer.SGD, 0);
        train(
                settings,
                TrainingState.beginning(network.weights()),
                new Writing(path(Precision.SINGLE), 6, file),
                Precision.SINGLE);
        assertThatThrownBy(() -> TrainingSnapshot.read(file, "others", network.layout()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("other settings");
        Network other = NetworkSketch.dense(1, "Tanh", List.of(), 4, 8, 3);
        assertThatThrownBy(() -> TrainingSnapshot.read(file, SETTINGS, other.layout()))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageContaining("damaged");
    }
}
