package io.orograph.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.objective.Evaluation;
import io.orograph.study.runs.Run;
import io.orograph.study.runs.RunCurves;
import io.orograph.study.runs.RunState;
import io.orograph.training.TrainingPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All runs of a window that did not end as it should come back, not only the last. */
final class KeptRunsTest {

    private static final RunCurves CURVES = new RunCurves(
            List.of(new TrainingPoint(3, 1, 0.1, new Evaluation(0.5, Double.NaN, 0.9, 0), null)),
            List.of(1.0),
            List.of());

    @TempDir
    private Path root;

    private static Run run(String id, String name) {
        Weights end = new Weights("step 3", new WeightsSource.Training("SGD", 3), new double[] {1, 2, Math.PI});
        return new Run(id, name, false, Optional.empty(), RunState.DONE, CURVES, Optional.of(end));
    }

    private static List<String> names(KeptRuns runs) throws IOException {
        return runs.before().stream().map(Run::name).toList();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(path -> path.toString().endsWith(".npz"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void whatWasListedComesBackInItsOrderAsItWasLast() throws IOException {
        KeptRuns window = new KeptRuns(root);
        window.keep(run("a", "first"));
        window.keep(run("b", "second"));
        window.keep(run("c", "third"));
        window.keep(run("a", "renamed").starred(true));
        window.forget("b");
        assertThat(new KeptRuns(root).before()).as("the window lives").isEmpty();
        window.close(true);
        KeptRuns next = new KeptRuns(root);
        List<Run> back = next.before();
        assertThat(back).extracting(Run::name).containsExactly("renamed", "third");
        assertThat(back.get(0).starred()).isTrue();
        assertThat(back.get(0).end().orElseThrow().theta()).containsExactly(1, 2, Math.PI);
        assertThat(new KeptRuns(root).before())
                .as("another window does not take them too")
                .isEmpty();
        next.keep(back.get(0));
        next.taken();
        next.close(true);
        assertThat(names(new KeptRuns(root))).containsExactly("renamed");
    }

    @Test
    void damagedFilesAreLeftOut() throws IOException {
        KeptRuns window = new KeptRuns(root);
        window.keep(run("a", "first"));
        window.keep(run("b", "second"));
        window.close(true);
        Files.writeString(files().get(0), "no archive");
        assertThat(names(new KeptRuns(root))).containsExactly("second");
    }

    @Test
    void aWindowThatIsClosedLeavesNothing() throws IOException {
        KeptRuns window = new KeptRuns(root);
        window.keep(run("a", "first"));
        window.close(false);
        assertThat(files()).isEmpty();
        window.keep(run("b", "second"));
        assertThat(files()).isEmpty();
    }
}
