package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ProgramProcess;
import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.study.Sample;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testfx.util.WaitForAsyncUtils;

/** What a program that was killed had computed is offered at the next start, and gone on with to the same bits. */
@NeedsDisplay
class RecoveryTest {

    private static final int LIMIT_SECONDS = 120;

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private final Sample digits = WindowExtension.sample("digits-cnn");

    private Path root() {
        return ui.folder().resolve("recovery");
    }

    private List<Path> kept() throws IOException {
        if (Files.notExists(root())) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root())) {
            return files.filter(file -> file.endsWith("landscape.npz")).toList();
        }
    }

    /** Starts the window of the settings here in a process of its own, and waits until it has kept something. */
    private Process started() throws IOException, InterruptedException {
        Path output = Files.createTempDirectory(ui.folder(), "process");
        Process process = new ProgramProcess(output)
                .ofTests(RecoveryProbe.class)
                .start(ui.folder(), digits.model(), digits.test());
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        Fx.await("it has begun", process::isAlive);
        while (kept().isEmpty() && process.isAlive() && System.nanoTime() < end) {
            process.waitFor(200, TimeUnit.MILLISECONDS);
        }
        assertThat(kept()).as(Files.readString(output.resolve("err"))).isNotEmpty();
        return process;
    }

    private void end(Process process, boolean forcibly) throws InterruptedException {
        if (forcibly) {
            process.destroyForcibly();
        } else {
            process.destroy();
        }
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    /** Waits longer than for others: its cells take long. */
    private Landscape whole(Predicate<Landscape> condition) {
        try {
            WaitForAsyncUtils.waitFor(
                    LIMIT_SECONDS,
                    TimeUnit.SECONDS,
                    () -> Fx.get(() -> {
                        Landscape shown =
                                ui.models().evaluation().landscapeProperty().get();
                        return shown != null && shown.isComplete() && condition.test(shown);
                    }));
        } catch (TimeoutException e) {
            throw new AssertionError("it is not whole", e);
        }
        return ui.awaitWhole(condition);
    }

    private <T> List<T> inBar(String selector, Class<T> type) {
        return Fx.get(() -> ui.stage().getScene().getRoot().lookupAll("#recovery " + selector).stream()
                .map(type::cast)
                .toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aKilledEvaluationGoesOnToTheSameBits(boolean forcibly) throws IOException, InterruptedException {
        ui.close();
        end(started(), forcibly);
        if (!forcibly) {
            assertThat(Files.readString(ui.settingsFile()))
                    .as("stored on SIGTERM")
                    .contains("\"dark\" : true");
        }
        ui.open();
        assertThat(inBar(".recovery-sentence", Label.class)).hasSize(1);
        assertThat(inBar(".recovery-sentence", Label.class).get(0).getText())
                .startsWith("The landscape of digits-cnn.onnx on digits-images-test.npz from ")
                .endsWith(" was not finished.");
        Fx.run(() -> inBar(".recovery-go-on", Button.class).get(0).fire());
        Landscape resumed = whole(any -> true);
        assertThat(ui.isShown("#recovery")).isFalse();
        assertThat(resumed.provenance().text(Key.RESOLUTION))
                .isEqualTo(RecoveryProbe.Program.CELLS + "×" + RecoveryProbe.Program.CELLS);
        assertThat(resumed.provenance().text(Key.SEED)).isEqualTo("77");
        Fx.run(() -> ui.models().evaluation().evaluate());
        Landscape anew = whole(landscape -> landscape != resumed);
        assertThat(resumed.losses()).isEqualTo(anew.losses());
        ui.close();
        assertThat(kept()).as("a short one is not offered after an orderly end").isEmpty();
    }

    @Test
    void whatIsDiscardedIsNotOfferedAgain() throws IOException, InterruptedException {
        ui.close();
        end(started(), true);
        ui.open();
        Fx.run(() -> inBar(".recovery-discard", Button.class).get(0).fire());
        assertThat(ui.isShown("#recovery")).isFalse();
        assertThat(kept()).isEmpty();
    }

    @Test
    void nothingIsTakenFromAWindowThatIsOpen() throws IOException, InterruptedException {
        ui.close();
        Process other = started();
        ui.open();
        assertThat(ui.isShown("#recovery")).isFalse();
        ui.close();
        assertThat(kept()).isNotEmpty();
        end(other, true);
        ui.open();
        assertThat(ui.isShown("#recovery")).isTrue();
    }

    @Test
    void nothingIsOfferedAfterAnOrderlyEnd() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        ui.close();
        assertThat(kept()).isEmpty();
        ui.open();
        assertThat(ui.isShown("#recovery")).isFalse();
    }
}
