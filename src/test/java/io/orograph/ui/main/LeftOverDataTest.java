package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.provenance.Key;
import io.orograph.study.Experiment;
import io.orograph.study.LoadedData;
import io.orograph.study.Sample;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A model that is opened is not evaluated on the data of the one before, unless a person says so. */
@NeedsDisplay
class LeftOverDataTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private final Sample small = WindowExtension.sample(WindowExtension.SMALL);
    private final Sample digits = WindowExtension.sample("digits-mlp-tanh");
    private Path own;

    @BeforeEach
    void aModelOfOnesOwn() throws IOException {
        own = Files.copy(digits.model(), ui.folder().resolve("my_own.onnx"));
    }

    private void openModel(Path file) {
        Fx.run(() -> ui.window().openFiles(List.of(file)));
        Fx.await("the model is open", () -> {
            var open = ui.models().workspace().modelProperty().get();
            return open != null
                    && open.path().equals(file)
                    && ui.models().workspace().activityProperty().get().isEmpty();
        });
    }

    private String button(String id) {
        return Fx.get(() -> ui.find(id, Button.class).getText());
    }

    private void assertAsked(String name) {
        assertThat(ui.isShown("#welcome")).isTrue();
        assertThat(ui.text("#welcome-heading")).isEqualTo("Now open its data");
        assertThat(button("#welcome-open-data")).isEqualTo("Open the data of " + name + "…");
        assertThat(Fx.get(() -> ui.models().workspace().dataProperty().get())).isNull();
        assertThat(Fx.get(() -> ui.models().workspace().experimentProperty().get()))
                .isNull();
        assertThat(ui.landscape()).isNull();
    }

    @Test
    void dataThatFitAreKeptOnlyWhereThatIsSaid() {
        ui.openSample("digits-mlp");
        List<Experiment> built = new ArrayList<>();
        Fx.run(() -> ui.models().workspace().experimentProperty().addListener((property, old, now) -> {
            if (now != null) {
                built.add(now);
            }
        }));
        openModel(own);
        assertAsked("my_own.onnx");
        assertThat(built).isEmpty();
        assertThat(ui.isShown("#welcome-last-data")).isFalse();
        assertThat(ui.isShown("#welcome-unfit")).isFalse();
        assertThat(button("#welcome-keep-data")).isEqualTo("Keep digits-train.npz, opened for digits-mlp.onnx");
        ui.clickOn("#welcome-keep-data");
        Landscape landscape = ui.awaitWhole(any -> true);
        assertThat(landscape.provenance().text(Key.MODEL)).isEqualTo("my_own.onnx");
        assertThat(landscape.provenance().text(Key.DATA)).isEqualTo("digits-train.npz");
    }

    @Test
    void dataThatDoNotFitAreNotOffered() {
        ui.openSample(WindowExtension.SMALL);
        openModel(own);
        assertAsked("my_own.onnx");
        assertThat(ui.isShown("#welcome-keep-data")).isFalse();
        assertThat(ui.text("#welcome-unfit"))
                .isEqualTo(
                        "breast-cancer-train.npz, opened for breast-cancer-mlp.onnx, was closed: this model cannot be"
                                + " evaluated on it.");
    }

    @Test
    void theDataOfLastTimeAreOffered() {
        Fx.run(() -> ui.window().openFiles(List.of(own, digits.test())));
        ui.awaitWhole(any -> true);
        ui.openSample(WindowExtension.SMALL);
        ui.close();
        ui.open();
        ui.openSample(WindowExtension.SMALL);
        openModel(own);
        assertAsked("my_own.onnx");
        assertThat(button("#welcome-last-data")).startsWith("Use digits-test.npz, which went with it last time (");
        ui.clickOn("#welcome-last-data");
        Landscape landscape = ui.awaitWhole(any -> true);
        assertThat(landscape.provenance().text(Key.DATA)).isEqualTo("digits-test.npz");
    }

    @Test
    void theSameFileAgainKeepsItsData() throws IOException {
        Fx.run(() -> ui.window().openFiles(List.of(own, digits.test())));
        ui.awaitWhole(any -> true);
        LoadedData data = Fx.get(() -> ui.models().workspace().dataProperty().get());
        Files.copy(digits.model(), own, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        openModel(own);
        ui.awaitWhole(any -> true);
        assertThat(Fx.get(() -> ui.models().workspace().dataProperty().get())).isSameAs(data);
    }

    @Test
    void comingBackToTheModelOfTheDataTakesThemUpAgain() {
        Fx.run(() -> ui.window().openFiles(List.of(own, digits.test())));
        ui.awaitWhole(any -> true);
        openModel(small.model());
        assertAsked("breast-cancer-mlp.onnx");
        openModel(own);
        Landscape landscape = ui.awaitWhole(any -> true);
        assertThat(landscape.provenance().text(Key.DATA)).isEqualTo("digits-test.npz");
    }

    @Test
    void dataThatWereOpenedBeforeAnyModelAreForTheNext() {
        Fx.run(() -> ui.window().openFiles(List.of(digits.test())));
        Fx.await(
                "the data are open",
                () -> ui.models().workspace().dataProperty().get() != null);
        openModel(own);
        Landscape landscape = ui.awaitWhole(any -> true);
        assertThat(landscape.provenance().text(Key.DATA)).isEqualTo("digits-test.npz");
    }

    @Test
    void aLandscapeOfAFileMakesRoomForTheQuestion() {
        ui.openSample(WindowExtension.SMALL);
        Path file = ui.folder().resolve("landscape.npz");
        ui.files().answer(file);
        ui.shortcut("Shortcut+Shift+E");
        Fx.await("the numbers are written", () -> Files.exists(file));
        ui.close();
        ui.open();
        Fx.run(() -> ui.window().openFiles(List.of(file)));
        Fx.await(
                "it is shown",
                () -> ui.models().evaluation().landscapeProperty().get() != null);
        openModel(own);
        assertAsked("my_own.onnx");
    }
}
