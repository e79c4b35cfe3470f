package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.data.DataSource;
import io.orograph.export.NamedValues;
import io.orograph.landscape.Landscape;
import io.orograph.network.ParameterLayout;
import io.orograph.network.Precision;
import io.orograph.provenance.Key;
import io.orograph.session.Session;
import io.orograph.session.SessionFile;
import io.orograph.session.StoredResult;
import io.orograph.training.FreshWeights;
import io.orograph.training.WeightsNpz;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.heatmap.HeatmapView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was saved comes back: the picture at once, model and data behind it, every cell known. */
@NeedsDisplay
class SessionsTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private Landscape evaluated(double range) {
        Fx.run(() -> ui.models().evaluation().rangeProperty().set(range));
        return ui.awaitWhole(landscape -> landscape.grid().alpha().to() == range);
    }

    private Path saved() {
        Path file = ui.folder().resolve("work.orograph");
        ui.files().answer(file);
        ui.shortcut("Shortcut+S");
        Fx.await("the session is written", () -> Files.exists(file));
        return file;
    }

    private void press(String id) {
        Fx.await(id + " is offered", () -> ui.stage().getScene().lookup("#" + id) != null);
        Fx.run(() -> ((Button) ui.stage().getScene().lookup("#" + id)).fire());
    }

    private void awaitKnown(Landscape expected) {
        Fx.await(
                "all cells of the picture were known",
                () -> ui.models().evaluation().statusProperty().get().startsWith("All 121 cells were known")
                        && Arrays.equals(ui.landscape().losses(), expected.losses()));
        assertThat(ui.landscape().section().plane()).isPresent();
    }

    /** The first sample is opened by nobody; what a person opens is what is wanted now. */
    @Test
    void theOfferStaysWhileOnlyTheFirstSampleIsOpened() {
        ui.openSample(WindowExtension.SMALL);
        evaluated(0.7);
        saved();
        ui.close();
        ui.open();
        Fx.run(() -> ui.window().openFirstSample());
        Fx.await(
                "the sample is open",
                () -> ui.models().evaluation().landscapeProperty().get() != null);
        assertThat(ui.isShown("#session-open-last")).isTrue();
        ui.openSample(WindowExtension.SMALL);
        assertThat(ui.isShown("#session-open-last")).isFalse();
    }

    @Test
    void theNextStartOffersItAndItComesBackToTheBit() {
        ui.openSample(WindowExtension.SMALL);
        Landscape shown = evaluated(0.7);
        saved();
        ui.close();
        ui.open();
        press("session-open-last");
        Fx.await(
                "the picture is there",
                () -> ui.models().evaluation().landscapeProperty().get() != null);
        awaitKnown(shown);
        assertThat(ui.models().evaluation().rangeProperty().get()).isEqualTo(0.7);
        assertThat(ui.models().history().entries()).hasSize(2);
        assertThat(ui.models().workspace().modelProperty().get().path())
                .isEqualTo(WindowExtension.sample(WindowExtension.SMALL).model());
    }

    private Session read(Path file) {
        try {
            return SessionFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aTrainingAndItsPathComeBackToTheBit() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> {
            ui.models().training().choices().epochsProperty().set(3);
            ui.models().training().start();
        });
        Landscape shown = ui.awaitWhole(
                landscape -> landscape.provenance().text(Key.DIRECTIONS).startsWith("principal directions of"));
        Session before = read(saved());
        ui.close();
        Path file = ui.folder().resolve("work.orograph");
        Path first = Files.move(file, ui.folder().resolve("first.orograph"));
        ui.open();
        Fx.run(() -> ui.window().openFiles(List.of(first)));
        awaitKnown(shown);
        Fx.await(
                "the training is back",
                () -> ui.models().training().statusProperty().get().contains("done, "));
        Session after = read(saved());
        assertThat(after.results()).hasSameSizeAs(before.results());
        for (StoredResult result : before.results()) {
            StoredResult same = after.results().stream()
                    .filter(each -> each.title().equals(result.title()))
                    .findFirst()
                    .orElseThrow();
            NamedValues values = result.result().values();
            values.arrays()
                    .forEach((name, array) -> assertThat(
                                    same.result().values().arrays().get(name).doubles())
                            .as(result.title() + " " + name)
                            .containsExactly(array.doubles()));
            assertThat(same.result().values().texts()).isEqualTo(values.texts());
        }
    }

    /** Of a training that ended before and of checkpoints that were opened then, it is the checkpoints' that comes back. */
    @Test
    void aPathOfCheckpointsComesBackToTheBit() throws IOException {
        ui.openSample(WindowExtension.SMALL);
        ParameterLayout layout =
                Fx.get(() -> ui.models().workspace().experimentProperty().get().layout());
        Path folder = Files.createDirectory(ui.folder().resolve("checkpoints"));
        for (int epoch = 1; epoch <= 4; epoch++) {
            WeightsNpz.write(
                    folder.resolve("epoch_" + epoch + ".npz"),
                    layout,
                    FreshWeights.draw(layout, epoch),
                    Precision.SINGLE);
        }
        Fx.run(() -> {
            ui.models().training().choices().epochsProperty().set(3);
            ui.models().training().start();
        });
        ui.awaitWhole(landscape -> landscape.section().path().isPresent());
        Fx.run(() -> ui.models().path().openCheckpoints(List.of(folder.resolve("epoch_1.npz"))));
        Landscape shown = ui.awaitWhole(landscape -> landscape
                .section()
                .path()
                .filter(path -> path.title().equals("4 checkpoints"))
                .isPresent());
        Fx.run(() -> ui.models().path().positionProperty().set(1));
        StoredResult before = path(read(saved()));
        ui.close();
        Path first =
                Files.move(ui.folder().resolve("work.orograph"), ui.folder().resolve("first.orograph"));
        ui.open();
        Fx.run(() -> ui.window().openFiles(List.of(first)));
        awaitKnown(shown);
        Fx.await(
                "the training is back",
                () -> ui.models().training().statusProperty().get().contains("done, "));
        Fx.await(
                "the path lies over its landscape, with the marker where it was",
                () -> ui.models().path().pathOverPlane().isPresent()
                        && ui.models().path().positionProperty().get() == 1);
        assertThat(ui.landscape().section().path().orElseThrow().title()).isEqualTo("4 checkpoints");
        ui.selectTab("Training");
        assertThat(ui.text("#path-point")).startsWith("epoch_2.npz: loss");
        StoredResult after = path(read(saved()));
        assertThat(after.result().values().texts())
                .isEqualTo(before.result().values().texts());
        before.result()
                .values()
                .arrays()
                .forEach((name, array) -> assertThat(
                                after.result().values().arrays().get(name).doubles())
                        .as(name)
                        .containsExactly(array.doubles()));
    }

    private static StoredResult path(Session session) {
        return session.named().get("path-1");
    }

    @Test
    void aMovedModelIsAskedForAndAChangedOneIsNamed() throws IOException {
        Path model = ui.folder().resolve("m.onnx");
        Path data = ui.folder().resolve("d.npz");
        Files.copy(WindowExtension.sample(WindowExtension.SMALL).model(), model);
        Files.copy(WindowExtension.sample(WindowExtension.SMALL).data(), data);
        Fx.run(() -> ui.models().workspace().open(model, DataSource.of(data)));
        Landscape shown = evaluated(0.5);
        Path file = saved();
        ui.close();
        Path moved = Files.move(model, ui.folder().resolve("elsewhere.onnx"));
        ui.open();
        Fx.run(() -> ui.window().openFiles(List.of(file)));
        Fx.await("the model is asked for", () -> asked().contains("is not where it was: " + model));
        assertThat(ui.landscape().losses()).containsExactly(shown.losses());
        ui.files().answer(moved);
        press("session-find");
        awaitKnown(shown);
        ui.close();
        Files.move(moved, model);
        Files.write(
                data,
                Files.readAllBytes(WindowExtension.sample(WindowExtension.SMALL).test()));
        ui.open();
        Fx.run(() -> ui.window().openFiles(List.of(file)));
        Fx.await("the change is told", () -> asked().contains(data + " has changed"));
        press("session-look");
        assertThat(ui.landscape().losses()).containsExactly(shown.losses());
        assertThat(ui.models().workspace().modelProperty().get()).isNull();
    }

    private String asked() {
        return ui.stage().getScene().lookup("#session-bar .recovery-sentence") instanceof Labeled label
                ? label.getText()
                : "";
    }

    @Test
    void editsAreTakenBackAndTheHistorySteppedThrough() {
        ui.openSample(WindowExtension.SMALL);
        Landscape first = evaluated(0.5);
        long edited = System.nanoTime();
        // Changes of one setting within a second are one edit.
        Fx.await("the next change is another edit", () -> System.nanoTime() - edited > 1_100_000_000L);
        Landscape second = evaluated(0.6);
        ui.shortcut("Shortcut+Z");
        awaitKnown(first);
        ui.shortcut("Shortcut+Shift+Z");
        awaitKnown(second);
        ui.shortcut("Alt+LEFT");
        awaitKnown(first);
        assertThat(ui.models().evaluation().rangeProperty().get()).isEqualTo(0.5);
        Fx.run(() -> ui.models()
                .history()
                .compare(
                        ui.models().history().entries().get(1),
                        ui.models().history().entries().get(0)));
        // Another range has other cells.
        assertThat(ui.landscape().losses()).containsExactly(first.losses());
    }

    @Test
    void aDifferenceOfTwoIsShownCellByCell() {
        Landscape first = ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> ui.models().evaluation().newDirections());
        Landscape second = ui.awaitWhole(landscape -> landscape != first);
        Fx.run(() -> ui.models()
                .history()
                .compare(
                        ui.models().history().entries().get(1),
                        ui.models().history().entries().get(0)));
        Landscape difference = ui.landscape();
        for (int cell = 0; cell < difference.grid().cells(); cell++) {
            assertThat(difference.loss(cell)).isEqualTo(second.loss(cell) - first.loss(cell));
        }
    }

    @Test
    void aRegionThatIsZoomedIntoIsEvaluated() {
        ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> ((HeatmapView) ui.stage().getScene().lookup(".heatmap-view"))
                .model()
                .zoom(2, 0.4, 0.2));
        press("evaluate-region");
        Landscape part = ui.awaitWhole(landscape -> landscape.grid().alpha().from() > -1);
        assertThat(part.grid().alpha().to() - part.grid().alpha().from()).isCloseTo(1, within());
        assertThat(part.grid().nx()).isEqualTo(11);
        press("region-whole");
        ui.awaitWhole(landscape -> landscape.grid().alpha().from() == -1);
    }

    private static Offset<Double> within() {
        // Of the limits' rounding.
        return Offset.offset(1e-12);
    }
}
