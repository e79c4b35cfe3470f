package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.arrays.NpzWriter;
import io.orograph.data.DataReaders;
import io.orograph.data.DataSource;
import io.orograph.data.Dataset;
import io.orograph.landscape.Landscape;
import io.orograph.model.OpenedModel;
import io.orograph.model.onnx.OnnxModelBuilder;
import io.orograph.network.NetworkSketch;
import io.orograph.network.Shape;
import io.orograph.provenance.Key;
import io.orograph.study.LoadedData;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Opening models and data: by menu, by button, by dropping; what cannot be opened, and what does not go together. */
@NeedsDisplay
class OpeningTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    /** A file that cannot be opened. */
    enum Bad {
        DAMAGED {
            @Override
            Path make(Path folder, Path model) throws IOException {
                byte[] whole = Files.readAllBytes(model);
                return Files.write(folder.resolve("damaged.onnx"), Arrays.copyOf(whole, whole.length / 2));
            }
        },
        EMPTY {
            @Override
            Path make(Path folder, Path model) throws IOException {
                return Files.createFile(folder.resolve("empty.onnx"));
            }
        },
        EMPTY_DATA {
            @Override
            Path make(Path folder, Path model) throws IOException {
                return Files.createFile(folder.resolve("empty.npz"));
            }
        },
        WRONG {
            @Override
            Path make(Path folder, Path model) throws IOException {
                return Files.writeString(folder.resolve("letter.onnx"), "Dear reader,\nthis is no model.\n");
            }
        },
        WRONG_DATA {
            @Override
            Path make(Path folder, Path model) throws IOException {
                return Files.writeString(folder.resolve("letter.csv"), "Dear reader", StandardCharsets.UTF_8);
            }
        },
        MISSING {
            @Override
            Path make(Path folder, Path model) {
                return folder.resolve("missing.onnx");
            }
        };

        abstract Path make(Path folder, Path model) throws IOException;
    }

    private Stream<MenuItem> items(String menu) {
        return ui.find(".menu-bar", MenuBar.class).getMenus().stream()
                .filter(candidate -> candidate.getText().replace("_", "").equals(menu))
                .flatMap(candidate -> candidate.getItems().stream());
    }

    private MenuItem menuItem(String menu, int index) {
        return Fx.get(() -> items(menu).skip(index).findFirst().orElseThrow());
    }

    @Test
    void aSampleFromTheMenu() {
        assertThat(ui.text("#welcome-heading")).isEqualTo("See the loss landscape of a trained network");
        ui.clickOn(ui.from(ui.lookup(".menu-bar")).lookup("Samples").<Node>query());
        String item = "sample-" + WindowExtension.SMALL;
        Fx.await("the menu is open", () -> ui.lookup("#" + item).tryQuery().isPresent());
        Fx.run(() -> items("Samples")
                .filter(candidate -> item.equals(candidate.getId()))
                .forEach(MenuItem::fire));
        Landscape landscape = ui.awaitSample(WindowExtension.SMALL);
        // With the settings that the sample brings, not those of the window.
        assertThat(landscape.grid().cells()).isEqualTo(41 * 41);
        // README of the samples: trained to a loss of 0.0257.
        assertThat(landscape.centerLoss()).isBetween(0.0256, 0.0258);
        assertThat(ui.text("#headline"))
                .isEqualTo("breast-cancer-mlp.onnx · breast-cancer-train.npz · binary cross-entropy");
        assertThat(Fx.get(() -> ui.stage().getTitle())).startsWith(ui.text("#headline"));
        assertThat(ui.text("#sample-description")).contains("Two classes");
        assertThat(ui.isShown("#welcome")).isFalse();
        assertThat(ui.text("#model-summary")).contains("641 parameters");
        Fx.await(
                "the sharpness is measured", () -> ui.text("#gaussian-increase").contains("±"));
        Fx.await("the plane is read", () -> ui.text("#plane-curvature").contains("and"));
        assertThat(ui.text("#in-words")).contains("loss");
    }

    @Test
    void aSampleFromTheWelcome() {
        ui.clickOn("#welcome-digits-mlp-tanh");
        Landscape landscape = ui.awaitWhole(any -> true);
        assertThat(landscape.provenance().text(Key.MODEL)).isEqualTo("digits-mlp-tanh.onnx");
    }

    @Test
    void modelAndDataOneAfterTheOther() {
        ui.files().answer(WindowExtension.sample("digits-mlp").model());
        ui.clickOn("#welcome-open-model");
        Fx.await("the welcome asks for data", () -> ui.text("#welcome-heading").equals("Now open its data"));
        assertThat(ui.isShown("#welcome-open-model")).isFalse();
        ui.files().answer(WindowExtension.sample("digits-mlp").test());
        ui.clickOn("#welcome-open-data");
        Landscape landscape = ui.awaitWhole(any -> true);
        assertThat(landscape.provenance().text(Key.DATA)).isEqualTo("digits-test.npz");
        assertThat(ui.isShown("#sample-description")).isFalse();
    }

    @Test
    void aChooserThatIsCancelledOpensNothing() {
        ui.clickOn("#open-model");
        ui.clickOn("#open-data");
        assertThat(Fx.get(() -> ui.models().workspace().activityProperty().get()))
                .isEmpty();
        assertThat(Fx.get(() -> ui.models().workspace().modelProperty().get())).isNull();
    }

    @ParameterizedTest
    @EnumSource(Bad.class)
    void whatCannotBeOpenedIsExplainedAndNothingIsLost(Bad bad) throws IOException {
        Landscape before = ui.openSample(WindowExtension.SMALL);
        OpenedModel model = Fx.get(() -> ui.models().workspace().modelProperty().get());
        Path file = bad.make(ui.folder(), model.path());
        Fx.run(() -> ui.window().openFiles(List.of(file)));
        Fx.await(
                "the problem is shown",
                () -> WindowExtension.problem() != null
                        && WindowExtension.problem().getScene().getWindow().isShowing());
        String sentence = Fx.get(() -> WindowExtension.problem().getContentText());
        assertThat(sentence).contains(file.getFileName().toString()).endsWith(".");
        assertThat(sentence).doesNotContain("Exception");
        Fx.run(() -> WindowExtension.problem().getScene().getWindow().hide());
        assertThat(Fx.get(() -> ui.models().workspace().modelProperty().get())).isSameAs(model);
        assertThat(ui.landscape()).isSameAs(before);
        assertThat(Fx.get(() -> ui.models().evaluation().readyProperty().get())).isTrue();
    }

    @Test
    void arraysWithoutUsualNamesAreAskedForAndTheModelStaysOpen() throws IOException {
        Path model = WindowExtension.sample(WindowExtension.SMALL).model();
        Dataset samples = DataReaders.open(
                DataSource.of(WindowExtension.sample(WindowExtension.SMALL).data()));
        Path file = ui.folder().resolve("unnamed.npz");
        NpzWriter.write(file, npz -> {
            npz.add("first", samples.inputs());
            npz.add("second", samples.targets());
            npz.add("third", samples.targets());
        });
        Fx.run(() -> ui.models().workspace().open(model, DataSource.of(file)));
        Fx.await("it is asked", () -> ui.isShown("#arrays-chooser"));
        assertThat(ui.text("#arrays-question")).contains("unnamed.npz");
        assertThat(Fx.get(() -> ui.models().workspace().modelProperty().get().path()))
                .isEqualTo(model);
        assertThat(Fx.get(() -> ui.find("#open-arrays", Node.class).isDisabled()))
                .isTrue();
        Fx.run(() -> {
            ui.find("#arrays-targets", ComboBox.class).getSelectionModel().select(1);
        });
        Fx.await(
                "their beginning is shown",
                () -> ui.text("#arrays-targets-preview").matches("[01](, [01]){7}, …"));
        assertThat(ui.text("#arrays-inputs-preview")).endsWith(", …");
        Fx.run(() -> {
            ui.find("#open-arrays", Button.class).fire();
        });
        ui.awaitWhole(landscape -> landscape.provenance().text(Key.DATA).equals("unnamed.npz"));
        assertThat(ui.isShown("#arrays-chooser")).isFalse();
        // And chosen otherwise.
        ui.clickOn("#show-loss-details");
        Fx.run(() -> ui.find("#other-arrays", Hyperlink.class).fire());
        Fx.await("it is asked again", () -> ui.isShown("#arrays-chooser"));
        assertThat(ui.text("#arrays-question")).startsWith("Choose of unnamed.npz");
        Fx.run(() -> {
            ui.find("#arrays-targets", ComboBox.class).getSelectionModel().select(2);
            ui.find("#open-arrays", Button.class).fire();
        });
        Fx.await("the data are open again", () -> {
            LoadedData open = ui.models().workspace().dataProperty().get();
            return open != null && open.source().targetName().equals(Optional.of("third"));
        });
        assertThat(ui.isShown("#arrays-chooser")).isFalse();
    }

    @Test
    void anArrayIsAskedForEachInputOfANetworkWithTwo() throws IOException {
        Random random = new Random(1);
        Path model = OnnxModelBuilder.opset(13)
                .input("left", Shape.FREE, 4)
                .input("right", Shape.FREE, 4)
                .initializer("w", NetworkSketch.drawn(random, 1, 4, 3))
                .node("Sub", List.of("left", "right"), List.of("x"))
                .node("MatMul", List.of("x", "w"), List.of("logits"))
                .output("logits", Shape.FREE, 3)
                .write(ui.folder().resolve("pair.onnx"));
        Path file = ui.folder().resolve("pair.npz");
        NpzWriter.write(file, npz -> {
            npz.add("a", NetworkSketch.drawn(random, 1, 30, 4));
            npz.add("b", NetworkSketch.drawn(random, 1, 30, 4));
            npz.add("c", NetworkSketch.classes(random, 30, 3));
        });
        Fx.run(() -> ui.models().workspace().open(model, DataSource.of(file)));
        Fx.await("it is asked", () -> ui.isShown("#arrays-chooser"));
        assertThat(ui.text("#arrays-question")).contains("go to the inputs of the network");
        assertThat(Fx.get(() -> ui.find("#open-arrays", Node.class).isDisabled()))
                .isTrue();
        Fx.run(() -> {
            ui.find("#arrays-inputs", ComboBox.class).getSelectionModel().select(1);
            ui.find("#arrays-inputs-2", ComboBox.class).getSelectionModel().select(0);
            ui.find("#arrays-targets", ComboBox.class).getSelectionModel().select(2);
            ui.find("#open-arrays", Button.class).fire();
        });
        ui.awaitWhole(landscape -> landscape.provenance().text(Key.DATA).equals("pair.npz"));
        assertThat(ui.landscape().provenance().toString()).contains("left={array=b", "right={array=a");
    }

    @Test
    void whatDoesNotGoTogetherIsExplainedAndCanBePutRight() {
        ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> ui.window()
                .openFiles(List.of(WindowExtension.sample("digits-mlp").data())));
        Fx.await("the mismatch is shown", () -> ui.isShown("#mismatch"));
        assertThat(ui.text("#mismatch")).contains("30").contains("64").endsWith(".");
        assertThat(ui.text("#welcome-heading")).isEqualTo("Model, data and loss do not go together");
        assertThat(ui.text("#welcome-next")).isEqualTo(ui.text("#mismatch"));
        assertThat(Fx.get(() -> ui.find("#evaluate", Node.class).isDisabled())).isTrue();
        Fx.run(() -> ui.window()
                .openFiles(List.of(WindowExtension.sample("digits-mlp").model())));
        ui.awaitWhole(landscape -> landscape.provenance().text(Key.MODEL).equals("digits-mlp.onnx"));
        assertThat(ui.isShown("#mismatch")).isFalse();
        assertThat(ui.isShown("#welcome")).isFalse();
    }

    @Test
    void recentModels() throws IOException {
        Path copy = ui.folder().resolve("a_model.onnx");
        Files.copy(WindowExtension.sample(WindowExtension.SMALL).model(), copy);
        Fx.run(() -> ui.window()
                .openFiles(List.of(
                        copy, WindowExtension.sample(WindowExtension.SMALL).data())));
        ui.awaitWhole(any -> true);
        javafx.scene.control.Menu recent = (javafx.scene.control.Menu) menuItem("File", 2);
        assertThat(recent.getItems().get(0).getText()).isEqualTo(copy.toString());
        OpenedModel before =
                Fx.get(() -> ui.models().workspace().modelProperty().get());
        Fx.run(() -> recent.getItems().get(0).fire());
        Fx.await(
                "it is opened again",
                () -> ui.models().workspace().modelProperty().get() != before);
        ui.awaitWhole(any -> true);
        Fx.run(() -> recent.getItems().get(2).fire());
        assertThat(recent.getItems()).isEmpty();
        assertThat(recent.isDisable()).isTrue();
    }
}
