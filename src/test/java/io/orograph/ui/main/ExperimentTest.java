package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.study.sweep.ReadyExperiment;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An experiment in the window: its grid, its folder, a pause, and what it led to. */
@NeedsDisplay
class ExperimentTest {

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    private Node at(String id) {
        return window.window().experiment().stage().getScene().lookup(id);
    }

    private void fire(String id) {
        Fx.run(() -> ((Button) at(id)).fire());
    }

    private void type(String id, String text) {
        Fx.run(() -> ((TextField) at(id)).setText(text));
    }

    private Object axis(String id) {
        return Fx.get(() -> ((ComboBox<?>) at(id)).getValue());
    }

    private String text(String id) {
        return Fx.get(() -> ((Label) at(id)).getText());
    }

    @Test
    void aGridIsTrainedPausedAndGoneOnWith() {
        window.openSample(WindowExtension.SMALL);
        Fx.run(() -> window.window().experiment().show());
        Path folder = window.folder().resolve("runs");
        window.files().answer(folder);
        fire("#experiment-folder");
        type("#experiment-optimizers", "sgd, flying");
        assertThat(text("#experiment-refused"))
                .isEqualTo("Optimisers: names such as sgd, momentum, adam or sam:momentum, not “flying”");
        assertThat(Fx.get(() -> at("#experiment-start").isDisabled())).isTrue();
        type("#experiment-optimizers", "sgd, sam:sgd");
        type("#experiment-batches", "64");
        type("#experiment-until", "0.3");
        Fx.run(() -> ((Spinner<?>) at("#experiment-epochs")).getEditor().setText("5"));
        fire("#experiment-start");
        Fx.await(
                "a run ended",
                () -> ((TableView<?>) at("#experiment-table")).getItems().size() > 0);
        fire("#experiment-start");
        if (!text("#experiment-status").startsWith("6 runs done")) {
            assertThat(text("#experiment-status")).startsWith("Paused after");
            Fx.await(
                    "it can go on",
                    () -> !window.window()
                            .experiment()
                            .stage()
                            .getScene()
                            .lookup("#experiment-start")
                            .isDisabled());
            fire("#experiment-start");
        }
        Fx.await("all runs ended", () -> text("#experiment-status").startsWith("6 runs done"));
        assertThat(((TableView<?>) at("#experiment-table")).getItems()).hasSize(2);
        assertThat(text("#experiment-words"))
                .startsWith("6 runs: Kendall's τ-b ")
                .contains("; within settings τ-b ");
        assertThat(Files.exists(folder.resolve("sweep.json"))).isTrue();
        // What a double click opens, Enter does.
        Fx.run(() -> {
            ((TableView<?>) at("#experiment-table")).getSelectionModel().clearAndSelect(1);
            at("#experiment-table")
                    .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
        });
        Fx.await(
                "its runs are listed",
                () -> window.window().runs().stage().isShowing()
                        && ((TableView<?>) window.window()
                                                .runs()
                                                .stage()
                                                .getScene()
                                                .lookup("#runs-table"))
                                        .getItems()
                                        .size()
                                == 3);
    }

    /** A folder holds what goes with the data and what does not: of each that is left out there stays a sentence. */
    @Test
    void networksThatDoNotFitAreLeftOutWithASentence() throws IOException {
        window.openSample(WindowExtension.SMALL);
        Path folder = Files.createDirectories(window.folder().resolve("networks"));
        Path own = WindowExtension.sample(WindowExtension.SMALL).model();
        Path again = Files.copy(own, folder.resolve("again.onnx"));
        Files.copy(WindowExtension.sample("diabetes-mlp").model(), folder.resolve("other.onnx"));
        Fx.run(() -> window.window().experiment().show());
        type("#experiment-measures", "gaussian-filter");
        window.files().answer(again);
        fire("#experiment-elsewhere");
        Fx.await("they are measured", () -> text("#experiment-status").equals("2 networks measured"));
        assertThat(text("#experiment-notices")).startsWith("other.onnx is left out: The inputs of ");
    }

    @Test
    void aReadyExperimentThatWasChangedIsOfOnesOwnAndItsAxesMakeAPlane() {
        window.openSample(WindowExtension.SMALL);
        ReadyExperiment ready = ReadyExperiment.pair();
        Path model = WindowExtension.sample(WindowExtension.SMALL).model();
        Fx.run(() -> window.window().experiment().show(ready, ready.choices().with(List.of(model))));
        assertThat(text("#experiment-question")).startsWith("A sharp and a flat minimum.");
        window.files().answer(window.folder().resolve("runs"));
        fire("#experiment-folder");
        type("#experiment-batches", "64, 400");
        type("#experiment-rates", "0.05, 0.1");
        Fx.run(() -> ((Spinner<?>) at("#experiment-epochs")).getEditor().setText("2"));
        fire("#experiment-start");
        Fx.await("all runs ended", () -> text("#experiment-status").startsWith("4 runs done"));
        // Two runs for each setting are another question than one pair is.
        assertThat(text("#experiment-question")).isEmpty();
        // The first runs differ along one axis alone, which is not to stand on both.
        assertThat(List.of(axis("#experiment-across"), axis("#experiment-up")))
                .containsExactlyInAnyOrder("batch", "lr");
        // Escape closes it, and the runs stay.
        Fx.run(() -> at("#experiment-table")
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
        assertThat(Fx.get(() -> window.window().experiment().stage().isShowing()))
                .isFalse();
    }
}
