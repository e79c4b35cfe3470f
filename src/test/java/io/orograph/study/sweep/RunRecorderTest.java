package io.orograph.study.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.task.CancelToken;
import io.orograph.training.BaseOptimizer;
import io.orograph.training.OptimizerSettings;
import io.orograph.training.TrainingState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of a table of losses stays where a run goes on. */
final class RunRecorderTest {

    private static final String HEADER = "step,epoch,train_loss,train_accuracy";

    @TempDir
    private Path folder;

    private List<String> goneOnWith(TrainingState from, String... lines) throws IOException {
        SweepSetting setting =
                new SweepSetting("mlp", Path.of("mlp.onnx"), OptimizerSettings.of(BaseOptimizer.SGD, 0.1), 8);
        RunFolder run = new RunFolder(folder, new SweepRun(setting, 0), "");
        Files.write(run.losses(), List.of(lines));
        new RunRecorder(run, "", from, new StopRule(0, 1, 0), new CancelToken()).close();
        return Files.readAllLines(run.losses());
    }

    private static TrainingState state(long steps, long recorded) {
        return new TrainingState(steps, new double[0], List.of(), recorded);
    }

    @Test
    void pointsBeyondTheStateAreRecordedAgain() throws IOException {
        assertThat(goneOnWith(state(7, 4), HEADER, "0,0,2,0.1", "4,1,1,0.5", "8,2,0.5,0.6"))
                .containsExactly(HEADER, "0,0,2,0.1", "4,1,1,0.5");
    }

    /** On a slow computer the first state is kept before the first step, when its point is recorded already. */
    @Test
    void thePointWhereItBeginsStays() throws IOException {
        assertThat(goneOnWith(state(0, 0), HEADER, "0,0,2,0.1")).containsExactly(HEADER, "0,0,2,0.1");
        assertThat(goneOnWith(state(0, TrainingState.NONE), HEADER, "0,0,2,0.1"))
                .containsExactly(HEADER);
    }

    /** A table that lost its header, as one that was cut while it was written, gets it again. */
    @Test
    void theHeaderIsAlwaysThere() throws IOException {
        assertThat(goneOnWith(state(4, 4))).containsExactly(HEADER);
    }
}
