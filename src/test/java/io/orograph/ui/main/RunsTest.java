package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.plane.Section;
import io.orograph.plot.Overlay;
import io.orograph.plot.SeriesColors;
import io.orograph.provenance.Key;
import io.orograph.training.BaseOptimizer;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.training.TrainingChoices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The trainings of a window stay in its list, are drawn, asked about, exported and saved. */
@NeedsDisplay
class RunsTest {

    @RegisterExtension
    final WindowExtension window = new WindowExtension();

    private Node inList(String id) {
        return window.window().runs().stage().getScene().lookup(id);
    }

    private TableView<?> table() {
        return (TableView<?>) inList("#runs-table");
    }

    private void fire(String id) {
        Fx.run(() -> ((Button) inList(id)).fire());
    }

    private void train(int seed, Consumer<TrainingChoices> other) {
        Fx.run(() -> {
            TrainingChoices choices = window.models().training().choices();
            choices.baseProperty().set(BaseOptimizer.SGD);
            choices.seedProperty().set(seed);
            choices.epochsProperty().set(3);
            other.accept(choices);
            window.models().training().start();
        });
        Fx.await(
                "it has trained",
                () -> !window.models().training().runningProperty().get()
                        && !window.models().path().runningProperty().get());
    }

    private void open() {
        window.openSample(WindowExtension.SMALL);
        window.selectTab("Training");
        window.shortcut("Shortcut+R");
        Fx.await("the list is there", () -> window.window().runs().stage().isShowing());
    }

    @Test
    void trainingsAreListedAskedAboutAndComeBackWithTheSession() throws IOException {
        open();
        train(1, choices -> choices.sharpnessProperty().set(true));
        train(2, choices -> choices.learningRateProperty().set(1e30));
        train(3, choices -> choices.learningRateProperty().set(0.1));
        Fx.await("all are listed", () -> table().getItems().size() == 3);
        Path csv = window.folder().resolve("runs.csv");
        window.files().answer(csv);
        fire("#runs-export");
        Fx.await("the list is saved", () -> Files.exists(csv));
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(1)).startsWith("SGD η 0.1 batch 64,false,done,");
        assertThat(lines.get(2)).startsWith("SGD η 1.0E30 batch 64,false,diverged,");
        assertThat(lines.get(3)).startsWith("SGD η 0.1 batch 64 (2),false,done,");
        Fx.await(
                "the sharpness was measured, at the last step too",
                () -> window.text("#training-sharpness-words").startsWith("Step"));

        // The second diverged: no plane goes through it.
        Fx.run(() -> ((CheckBox) inList("#runs-tick-all")).fire());
        assertThat(Fx.get(() -> ((Label) inList("#runs-hint")).getText()))
                .isEqualTo("Tick runs to draw and to compare them");
        tick(2);
        fire("#runs-use");
        Fx.await(
                "it is θ₀",
                () -> window.models().weights().currentProperty().get().name().equals("SGD η 0.1 batch 64 (2)"));
        Path file = window.folder().resolve("work.orograph");
        window.files().answer(file);
        window.shortcut("Shortcut+S");
        Fx.await("the session is written", () -> Files.exists(file));
        window.close();
        window.open();
        Fx.run(() -> window.window().openFiles(List.of(file)));
        window.awaitWhole(landscape -> true);
        window.shortcut("Shortcut+R");
        Fx.await("the runs came back", () -> table().getItems().size() == 3);
        tick(1);
        String hint = Fx.get(() -> ((Label) inList("#runs-hint")).getText());
        assertThat(hint).startsWith("Two are ticked: a curve between them, ").endsWith("or a comparison");
        assertThat(hint.contains("paths together"))
                .as("what cannot be done is not offered")
                .isEqualTo(Fx.get(() -> !inList("#runs-paths").isDisabled()));
        // The table has the focus, and would keep the key.
        Fx.run(() -> table().fireEvent(
                        new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ESCAPE, false, false, false, false)));
        assertThat(Fx.get(() -> window.window().runs().stage().isShowing())).isFalse();
    }

    private void tick(int row) {
        Fx.run(() -> {
            table().getSelectionModel().clearAndSelect(row);
            table().requestFocus();
        });
        Fx.run(() -> table().fireEvent(
                        new KeyEvent(KeyEvent.KEY_PRESSED, " ", " ", KeyCode.SPACE, false, false, false, false)));
    }

    @Test
    void aPlaneGoesThroughThreeAndARecordIsImported() throws IOException {
        open();
        train(1, choices -> {});
        train(2, choices -> {});
        Path record = Files.createDirectories(window.folder().resolve("record"));
        Path weights = record.resolve("step-000009.npz");
        Fx.run(() -> window.models().training().save(weights));
        Fx.await("a record is there", () -> Files.exists(weights));
        Files.writeString(record.resolve("losses.csv"), """
                step,epoch,learning_rate,train_loss,train_accuracy,validation_loss,validation_accuracy
                0,0.0,,0.75,0.5,,
                9,3.0,0.1,0.5,0.75,,
                """);
        window.files().answer(weights);
        fire("#runs-import");
        Fx.await("the record is listed", () -> table().getItems().size() == 3);
        assertThat(Fx.get(() -> ((Label) inList("#runs-hint")).getText()))
                .isEqualTo("Three are ticked: a plane through them, or a comparison");
        Fx.run(() -> ((CheckBox) inList("#runs-tick-all")).fire());
        train(3, choices -> {});
        tick(0);
        tick(1);
        fire("#runs-plane");
        assertThat(Fx.get(() -> window.window().runs().stage().isShowing()))
                .as("the list is out of the picture's way")
                .isFalse();
        assertThat(window.awaitWhole(landscape ->
                                landscape.provenance().text(Key.DIRECTIONS).startsWith("through SGD"))
                        .section()
                        .title())
                .isEqualTo("Plane through SGD η 0.1 batch 64, SGD η 0.1 batch 64 (2) and SGD η 0.1 batch 64 (3)");
    }

    @Test
    void pathsLieTogetherInTheirColors() {
        open();
        train(1, choices -> {});
        train(2, choices -> {});
        fire("#runs-paths");
        assertThat(Fx.get(() -> window.window().runs().stage().isShowing())).isFalse();
        Section together = window.awaitWhole(
                        landscape -> landscape.section().paths().size() == 2)
                .section();
        assertThat(together.title()).isEqualTo("Plane through the paths of SGD η 0.1 batch 64, SGD η 0.1 batch 64 (2)");
        Fx.await(
                "both are drawn, each in the colour of its run",
                () -> window.models().display().overlays().shownProperty().get().lines().stream()
                        .map(Overlay.Line::argb)
                        .toList()
                        .equals(List.of(SeriesColors.argb(0), SeriesColors.argb(1))));
    }

    /** A run that trains is listed anew ten times a second; the field with a name that is typed stays. */
    @Test
    @SuppressWarnings("unchecked") // the table is one of runs
    void aNameThatIsTypedStaysWhileAnotherTrains() {
        open();
        train(1, choices -> {});
        Fx.run(() -> {
            TableView<Object> runs = (TableView<Object>) table();
            runs.edit(0, runs.getColumns().get(2));
        });
        Fx.run(() -> {
            window.models().training().choices().seedProperty().set(2);
            window.models().training().start();
        });
        Fx.await(
                "the other trained",
                () -> !window.models().training().runningProperty().get()
                        && !window.models().path().runningProperty().get());
        assertThat(Fx.get(() -> table().getEditingCell())).isNotNull();
        assertThat(Fx.get(() -> table().getItems().size())).isEqualTo(1);
        Fx.run(() -> {
            TextField field = (TextField) table().lookup(".text-field-table-cell .text-field");
            field.setText("mine");
            field.fireEvent(new ActionEvent());
        });
        Fx.await("both are listed", () -> table().getItems().size() == 2);
        assertThat(Fx.get(() -> table().getItems().toString())).contains("name=mine");
    }
}
