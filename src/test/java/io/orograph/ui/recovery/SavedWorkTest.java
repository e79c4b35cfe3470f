package io.orograph.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.study.Experiment;
import io.orograph.study.ExperimentSettings;
import io.orograph.study.TestSamples;
import io.orograph.ui.task.StudyWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/** What a session holds is not told of as unsaved at the next start. */
final class SavedWorkTest {

    private static final String KIND = "comparison";
    private static final int LIMIT_SECONDS = 60;

    @TempDir
    private Path folder;

    private Path root() {
        return folder.resolve("recovery");
    }

    private Recovery window() {
        return new Recovery(root(), sentence -> {
            throw new AssertionError(sentence);
        });
    }

    private boolean isKept() {
        try (Stream<Path> files = Files.exists(root()) ? Files.walk(root()) : Stream.empty()) {
            return files.anyMatch(file -> file.endsWith("study.npz"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void awaitKept() {
        try {
            WaitForAsyncUtils.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS, this::isKept);
        } catch (TimeoutException e) {
            throw new AssertionError("it is not kept", e);
        }
    }

    /** Does a study that is long enough to be kept. */
    private void study(Recovery window, boolean whole) throws IOException {
        try (Experiment subject = TestSamples.opened("breast-cancer-mlp", ExperimentSettings.DEFAULT.withSamples(20))) {
            window.keep(subject, () -> StudyWords.of(KIND, "comparison"), own -> {
                own.kept().put("units", 0, new double[] {1});
                awaitKept();
                if (!whole) {
                    throw new CancellationException();
                }
                return 1;
            });
        } catch (CancellationException e) {
            assertThat(whole).isFalse();
        }
    }

    private List<UnsavedWork> foundAfter(Recovery window) {
        window.close(true);
        return window().find();
    }

    @Test
    void aStudyThatASessionHoldsIsNotKeptOn() throws IOException {
        Recovery window = window();
        study(window, true);
        Runnable saved = window.saving(List.of(KIND));
        assertThat(isKept()).as("until it is written").isTrue();
        saved.run();
        assertThat(isKept()).isFalse();
        assertThat(foundAfter(window)).isEmpty();
    }

    @Test
    void aStudyThatASessionDoesNotHoldIsKept() throws IOException {
        Recovery window = window();
        study(window, true);
        window.saving(List.of("curvature")).run();
        assertThat(foundAfter(window)).hasSize(1);
    }

    @Test
    void aStudyThatIsNotWholeIsKept() throws IOException {
        Recovery window = window();
        study(window, false);
        window.saving(List.of(KIND)).run();
        assertThat(foundAfter(window)).hasSize(1);
    }

    @Test
    void aStudyThatWasBegunWhileASessionWasWrittenIsKept() throws IOException {
        Recovery window = window();
        study(window, true);
        Runnable saved = window.saving(List.of(KIND));
        study(window, true);
        saved.run();
        assertThat(foundAfter(window)).hasSize(1);
    }
}
