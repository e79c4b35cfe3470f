package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.evaluation.EvaluationModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a person does while a long evaluation runs. */
@NeedsDisplay
class WhileEvaluatingTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    /** An evaluation of 40,401 cells, which is cancelled or replaced long before its end. */
    @BeforeEach
    void startALongEvaluation() {
        ui.openSample("digits-cnn");
        Fx.run(() -> {
            ui.models().evaluation().resolutionProperty().set(EvaluationModel.MAX_RESOLUTION);
            ui.models().evaluation().evaluate();
        });
        Fx.await(
                "its first cells are shown",
                () -> ui.models().evaluation().landscapeProperty().get().grid().nx() == EvaluationModel.MAX_RESOLUTION);
    }

    private boolean isRunning() {
        return Fx.get(() -> ui.models().evaluation().runningProperty().get());
    }

    @Test
    void aFileThatCannotBeOpenedDoesNotDisturbIt() throws IOException {
        Path letter = Files.writeString(ui.folder().resolve("letter.onnx"), "Dear reader");
        Fx.run(() -> ui.window().openFiles(List.of(letter)));
        Fx.await("the problem is shown", () -> WindowExtension.problem() != null);
        assertThat(isRunning()).isTrue();
        Fx.run(() -> WindowExtension.problem().getScene().getWindow().hide());
    }

    @Test
    void afterAnotherModelIsOpenedNothingOfTheOldOneIsShown() {
        List<String> shown = new ArrayList<>();
        Fx.run(() -> {
            ui.models().evaluation().resolutionProperty().set(11);
            ui.models()
                    .workspace()
                    .modelProperty()
                    .addListener((property, old, now) -> ui.models()
                            .evaluation()
                            .landscapeProperty()
                            .addListener((observable, before, after) -> {
                                if (after != null) {
                                    shown.add(after.provenance().text(Key.MODEL));
                                }
                            }));
        });
        Landscape landscape = ui.openSample(WindowExtension.SMALL);
        assertThat(landscape.grid().cells()).isEqualTo(121);
        // Model and data are put together after the model is there: until then the old landscape is the right one.
        assertThat(shown.subList(shown.indexOf("breast-cancer-mlp.onnx"), shown.size()))
                .containsOnly("breast-cancer-mlp.onnx");
    }

    @Test
    void whatThereIsOfItIsExportedFromAnotherTabAndItRunsOn() {
        ui.selectTab("Training");
        Path file = ui.folder().resolve("numbers.csv");
        ui.files().answer(file);
        ui.shortcut("Shortcut+Shift+E");
        Fx.await("the numbers are written", () -> Files.exists(file));
        assertThat(isRunning()).isTrue();
    }

    @Test
    void theWindowClosesOnceTheExportIsWritten() {
        Path file = ui.folder().resolve("numbers.npz");
        ui.files().answer(file);
        Fx.run(() -> {
            ui.window().exports().exportNumbers();
            ui.stage().fireEvent(new WindowEvent(ui.stage(), WindowEvent.WINDOW_CLOSE_REQUEST));
            assertThat(ui.stage().isShowing()).as("the export comes first").isTrue();
        });
        Fx.await("the window closes", () -> !ui.stage().isShowing());
        assertThat(file).exists();
    }

    @Test
    void aFailedExportKeepsTheWindowOpen() {
        ui.files().answer(ui.folder().resolve("no such folder").resolve("numbers.npz"));
        Fx.run(() -> {
            ui.window().exports().exportNumbers();
            ui.stage().fireEvent(new WindowEvent(ui.stage(), WindowEvent.WINDOW_CLOSE_REQUEST));
        });
        Fx.await("the problem is shown", () -> WindowExtension.problem() != null);
        assertThat(Fx.get(() -> ui.stage().isShowing())).isTrue();
        Fx.run(() -> WindowExtension.problem().getScene().getWindow().hide());
    }
}
