package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.study.Sample;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an impatient person does: too many files at once, a folder, a model that has been deleted. */
@NeedsDisplay
class RoughHandlingTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private static boolean isNoticed(String text) {
        return Window.getWindows().stream()
                .flatMap(window -> window.getScene().getRoot().lookupAll("#notice-text").stream())
                .anyMatch(node -> node instanceof Label label && label.getText().contains(text));
    }

    @Test
    void ofSeveralModelsAndDataTheFirstAreOpenedAndTheOthersNamed() {
        Sample first = WindowExtension.sample(WindowExtension.SMALL);
        Sample second = WindowExtension.sample("digits-mlp");
        Fx.run(() -> ui.window().openFiles(List.of(first.model(), second.model(), first.data(), second.data())));
        Fx.await("the others are named", () -> isNoticed("digits-mlp.onnx, digits-train.npz"));
        Landscape landscape = ui.awaitWhole(any -> true);
        assertThat(landscape.provenance().text(Key.MODEL)).isEqualTo("breast-cancer-mlp.onnx");
        assertThat(landscape.provenance().text(Key.DATA)).isEqualTo("breast-cancer-train.npz");
    }

    @Test
    void aRecentModelThatHasVanishedIsExplained() throws IOException {
        Path copy = ui.folder().resolve("gone.onnx");
        Files.copy(WindowExtension.sample(WindowExtension.SMALL).model(), copy);
        Fx.run(() -> ui.window().openFiles(List.of(copy)));
        Fx.await("it is open", () -> ui.models().workspace().modelProperty().get() != null);
        Files.delete(copy);
        Menu recent = (Menu) Fx.get(() ->
                ui.find(".menu-bar", MenuBar.class).getMenus().get(0).getItems().get(2));
        Fx.run(() -> recent.getItems().get(0).fire());
        Fx.await("the problem is shown", () -> WindowExtension.problem() != null);
        assertThat(Fx.get(() -> WindowExtension.problem().getContentText()))
                .contains("gone.onnx")
                .contains("does not exist");
        Fx.run(() -> WindowExtension.problem().getScene().getWindow().hide());
        assertThat(Fx.get(() -> recent.getItems().stream()
                        .noneMatch(item -> copy.toString().equals(item.getText()))))
                .isTrue();
    }

    @Test
    void aFolderIsNoModel() throws IOException {
        Path folder = Files.createDirectory(ui.folder().resolve("models"));
        Fx.run(() -> ui.window().openFiles(List.of(folder)));
        Fx.await("the problem is shown", () -> WindowExtension.problem() != null);
        assertThat(Fx.get(() -> WindowExtension.problem().getContentText()))
                .contains("models")
                .contains("folder");
        Fx.run(() -> WindowExtension.problem().getScene().getWindow().hide());
    }
}
