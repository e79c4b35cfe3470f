package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.application.Platform;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.Spinner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Films and reports are written in the background, told of in the status bar, and cancelled there. */
@NeedsDisplay
class LongExportsTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private static DialogPane dialog() {
        return WindowExtension.dialog("export-animation");
    }

    private void askForFilm(Path file) {
        ui.files().answer(file);
        Platform.runLater(() -> ui.window().longExports().exportAnimation());
        Fx.await(
                "the dialog is shown",
                () -> dialog() != null && dialog().getScene().getWindow().isShowing());
    }

    private void startFilm(Path file, int seconds) {
        askForFilm(file);
        Fx.run(() -> {
            spinner("#animation-seconds").getEditor().setText(Integer.toString(seconds));
            spinner("#animation-rate").getEditor().setText("5");
            spinner("#animation-width").getEditor().setText("480");
            ButtonType save = dialog().getButtonTypes().get(0);
            ((Button) dialog().lookupButton(save)).fire();
        });
    }

    private static Spinner<?> spinner(String id) {
        return (Spinner<?>) dialog().lookup(id);
    }

    private boolean isIdle() {
        return ui.window().longExports().activityProperty().get().isEmpty();
    }

    @Test
    void aFilmIsWritten() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("film.gif");
        startFilm(file, 1);
        Fx.await("the film is written", () -> Files.exists(file) && isIdle());
        assertThat(Files.readAllBytes(file)).startsWith("GIF89a".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }

    @Test
    void whatWasChosenAboutAFilmComesBackWithTheNext() {
        ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("film.gif");
        startFilm(file, 1);
        Fx.await("the film is written", () -> Files.exists(file) && isIdle());
        assertThat(ui.files().proposed()).isEqualTo("Loss-landscape-of-breast-cancer-mlp-onnx");
        askForFilm(file);
        assertThat(Fx.get(() -> spinner("#animation-seconds").getValue())).isEqualTo(1);
        assertThat(Fx.get(() -> spinner("#animation-rate").getValue())).isEqualTo(5);
        assertThat(Fx.get(() -> spinner("#animation-width").getValue())).isEqualTo(480);
        Fx.run(() -> ((Button) dialog().lookupButton(ButtonType.CANCEL)).fire());
    }

    @Test
    void noCaptionOfTheDialogIsCutShort() {
        ui.openSample(WindowExtension.SMALL);
        askForFilm(ui.folder().resolve("film.gif"));
        assertThat(Fx.get(() -> dialog().lookupAll(".caption").stream()
                        .map(Label.class::cast)
                        .filter(label -> label.getWidth() < label.prefWidth(-1))
                        .map(Label::getText)
                        .toList()))
                .isEmpty();
        Fx.run(() -> ((Button) dialog().lookupButton(ButtonType.CANCEL)).fire());
    }

    @Test
    void aFilmIsCancelledInTheStatusBar() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("long.mp4");
        startFilm(file, 100);
        Fx.await("it goes on", () -> !isIdle());
        Button cancel = ui.find("#cancel-export", Button.class);
        assertThat(cancel.isVisible()).isTrue();
        Fx.run(cancel::fire);
        Fx.await("it is over", this::isIdle);
        assertThat(file).doesNotExist();
    }

    @Test
    void aReportIsWrittenOfWhatIsShown() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("report.html");
        ui.files().answer(file);
        Fx.run(() -> ui.window().longExports().exportReport());
        Fx.await("the report is written", () -> Files.exists(file) && isIdle());
        assertThat(ui.files().proposed()).isEqualTo("Report-on-breast-cancer-mlp-onnx");
        assertThat(Files.readString(file)).contains("<h2>Curvature in all directions</h2>", "<canvas");
    }
}
