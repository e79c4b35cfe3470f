package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.landscape.Landscape;
import io.orograph.objective.LossKind;
import io.orograph.plane.Extent;
import io.orograph.provenance.Key;
import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import io.orograph.ui.evaluation.EvaluationModel;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextField;
import javafx.scene.control.TreeTableView;
import javafx.scene.input.KeyCode;
import org.controlsfx.control.decoration.Decorator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Evaluating in the window: what starts it, what it shows meanwhile, how it ends. */
@NeedsDisplay
class EvaluatingTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    private EvaluationModel evaluation() {
        return ui.models().evaluation();
    }

    private void retype(String field, String text) {
        ui.doubleClickOn(field).push(KeyCode.SHORTCUT, KeyCode.A).write(text).push(KeyCode.ENTER);
    }

    private static boolean has(Landscape landscape, Key<?> entry, Object value) {
        return landscape.provenance().text(entry).equals(value.toString());
    }

    @Test
    void coarseFirstThenCancelKeepsWhatThereIs() {
        ui.openSample("digits-cnn");
        List<Landscape> shown = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        Fx.run(() -> {
            evaluation().landscapeProperty().addListener((property, old, now) -> shown.add(now));
            evaluation().statusProperty().addListener((property, old, now) -> texts.add(now));
            evaluation().resolutionProperty().set(EvaluationModel.MAX_RESOLUTION);
        });
        int cells = EvaluationModel.MAX_RESOLUTION * EvaluationModel.MAX_RESOLUTION;
        Fx.await("more than one part of it is shown", () -> shown.size() > 1);
        assertThat(shown.get(0).grid().cells()).isEqualTo(cells);
        assertThat(shown.get(0).evaluatedCells()).isBetween(1, cells - 1);
        // From the first moment there is a progress, and the time left from what the last evaluation took.
        assertThat(texts.get(0)).startsWith("Evaluating 40,401 cells · ").contains(" left · ");
        assertThat(Fx.get(() -> ui.find("#evaluate", Labeled.class).getText())).isEqualTo("_Cancel");

        Landscape kept = Fx.get(() -> {
            evaluation().evaluateOrCancel();
            // In the same moment, whatever the workers are still busy with.
            assertThat(evaluation().runningProperty().get()).isFalse();
            assertThat(evaluation().statusProperty().get()).startsWith("Cancelled after ");
            assertThat(evaluation().progressProperty().get()).isZero();
            return evaluation().landscapeProperty().get();
        });
        assertThat(kept.isComplete()).isFalse();
        assertThat(kept.evaluatedCells())
                .isGreaterThanOrEqualTo(shown.get(shown.size() - 2).evaluatedCells());
        Fx.run(() -> evaluation().resolutionProperty().set(11));
        ui.awaitWhole(landscape -> landscape.grid().nx() == 11);
    }

    @Test
    void theButtonEvaluatesAndItsKeyDoesToo() {
        Landscape first = ui.openSample(WindowExtension.SMALL);
        ui.clickOn("#evaluate");
        Landscape second = ui.awaitWhole(landscape -> landscape != first);
        // Cells are computed from θ₀, each by itself: the same settings give the same numbers.
        assertThat(second.losses()).isEqualTo(first.losses());
        ui.shortcut("F9");
        ui.awaitWhole(landscape -> landscape != second);
    }

    @Test
    void slidersEvaluateWhenTheyComeToRest() {
        Landscape first = ui.openSample(WindowExtension.SMALL);
        ui.reveal("#range");
        ui.drag("#range .thumb").moveBy(-60, 0).drop();
        Landscape narrower = ui.awaitWhole(landscape -> landscape != first);
        double range = Fx.get(() -> evaluation().rangeProperty().get());
        assertThat(range).isLessThan(1);
        assertThat(narrower.grid().alpha().to()).isEqualTo(range);
        assertThat(narrower.grid().beta().from()).isEqualTo(-range);
        // To the left end and some steps back, so that it is over soon.
        ui.reveal("#resolution");
        ui.drag("#resolution .thumb").moveBy(16, 0).drop();
        Landscape finer = ui.awaitWhole(landscape -> landscape.grid().nx() != 11);
        int resolution = Fx.get(() -> evaluation().resolutionProperty().get());
        assertThat(resolution % 2).isOne();
        assertThat(finer.grid().nx()).isEqualTo(resolution);
        assertThat(finer.grid().ny()).isEqualTo(resolution);
    }

    @Test
    void directions() {
        Landscape first = ui.openSample(WindowExtension.SMALL);
        ui.clickOn("#new-directions");
        Landscape second = ui.awaitWhole(landscape -> has(landscape, Key.SEED, 1));
        assertThat(second.centerLoss()).isEqualTo(first.centerLoss());
        assertThat(second.loss(0, 0)).isNotEqualTo(first.loss(0, 0));
        assertThat(ui.text("#cosine")).isEqualTo("cos(d₁, d₂) = 0");
        ui.clickOn("#include-bias");
        ui.awaitWhole(landscape -> has(landscape, Key.INCLUDE_BIAS, true));
        retype("#seed", "0");
        ui.awaitWhole(landscape -> has(landscape, Key.SEED, 0));
        Fx.run(() ->
                ui.find("#normalization", ComboBox.class).getSelectionModel().select(1));
        ui.awaitWhole(landscape -> has(landscape, Key.NORMALIZATION, "layer"));
    }

    @Test
    void aSeedIsAWholeNumber() {
        ui.openSample(WindowExtension.SMALL);
        retype("#seed", "many");
        assertThat(Fx.get(() -> evaluation().seedProperty().get())).isZero();
        TextField field = ui.find("#seed", TextField.class);
        Fx.await("the field is marked", () -> !Decorator.getDecorations(field).isEmpty());
        assertThat(Fx.get(() -> field.getText())).isEqualTo("many");
        ui.push(KeyCode.TAB);
        assertThat(Fx.get(() -> field.getText())).isEqualTo("0");
        retype("#seed", "-7");
        ui.awaitWhole(landscape -> has(landscape, Key.SEED, -7));
    }

    @Test
    void aParameterIsHeldByItsBoxAndByTheSpaceKey() {
        ui.openSample(WindowExtension.SMALL);
        List<String> names = Fx.get(() -> evaluation().held().stream().toList());
        assertThat(names).isEmpty();
        CheckBox box = ui.lookup("#parameter-table .check-box").<CheckBox>queryAll().stream()
                .filter(candidate -> candidate.getAccessibleText().endsWith(".weight fixed"))
                .findFirst()
                .orElseThrow();
        ui.clickOn(box);
        Landscape held = ui.awaitWhole(
                landscape -> !landscape.provenance().text(Key.HELD).isEmpty());
        assertThat(held.provenance().text(Key.HELD)).contains(".weight");
        ui.clickOn(box);
        ui.awaitWhole(landscape -> landscape.provenance().text(Key.HELD).isEmpty());
        TreeTableView<?> table = ui.find("#parameter-table", TreeTableView.class);
        Fx.run(() -> table.getSelectionModel().select(1));
        ui.press("#parameter-table", KeyCode.SPACE);
        ui.awaitWhole(landscape -> !landscape.provenance().text(Key.HELD).isEmpty());
    }

    @Test
    void lossSamplesAndTestData() {
        Landscape first = ui.openSample("diabetes-mlp");
        ui.clickOn("#loss").clickOn(LossKind.MAE.title());
        Landscape absolute =
                ui.awaitWhole(landscape -> landscape.provenance().text(Key.LOSS).contains("absolute"));
        assertThat(absolute.centerLoss()).isNotEqualTo(first.centerLoss());
        TextField editor = Fx.get(() -> ui.find("#samples", Spinner.class).getEditor());
        ui.doubleClickOn(editor).push(KeyCode.SHORTCUT, KeyCode.A).write("100").push(KeyCode.ENTER);
        ui.awaitWhole(landscape -> has(landscape, Key.SAMPLES, 100));
        ui.doubleClickOn(editor)
                .push(KeyCode.SHORTCUT, KeyCode.A)
                .write("plenty")
                .push(KeyCode.ENTER);
        assertThat(Fx.get(() -> editor.getText())).isEqualTo("100");
        ui.clickOn("Use its test data");
        Landscape test = ui.awaitWhole(landscape -> has(landscape, Key.DATA, "diabetes-test.npz"));
        assertThat(test.provenance().text(Key.LOSS)).contains("absolute");
        assertThat(ui.lookup("Use its training data").tryQuery()).isPresent();
    }

    /** Where θ₀ is between cells, or outside, it is that which is said, not that cells have no loss. */
    @Test
    void aRegionWithoutACellAtTheOriginSaysSo() {
        ui.openSample(WindowExtension.SMALL);
        Fx.run(() -> ui.models().evaluation().evaluateRegion(new Extent(-0.33, 0.5, -0.33, 0.5)));
        ui.awaitWhole(landscape -> landscape.grid().center() < 0);
        for (String detail : List.of("#plane-curvature-detail", "#flat-area-detail", "#largest-increase-detail")) {
            Fx.await(detail, () -> ui.text(detail).equals("θ₀ is no cell of this grid"));
        }
    }

    @Test
    void theSharpnessFollowsItsSliders() {
        ui.openSample(WindowExtension.SMALL);
        Fx.await("it is measured", () -> ui.text("#gaussian-increase").contains("±"));
        String before = ui.text("#gaussian-increase");
        String flat = ui.text("#flat-area");
        String largest = ui.text("#largest-increase");
        ui.reveal("#sigma");
        ui.clickOn("#sigma .thumb").push(KeyCode.END);
        ui.reveal("#tolerance");
        ui.drag("#tolerance .thumb").moveBy(60, 0).drop();
        Fx.await("the flat area follows", () -> !ui.text("#flat-area").equals(flat));
        ui.reveal("#radius");
        ui.drag("#radius .thumb").moveBy(60, 0).drop();
        Fx.await(
                "the largest increase follows",
                () -> !ui.text("#largest-increase").equals(largest));
        Fx.await(
                "it is measured anew",
                () -> !ui.models().sharpness().measuringProperty().get()
                        && !ui.text("#gaussian-increase").equals(before));
        assertThat(Fx.get(() -> ui.models().sharpness().sigmaProperty().get())).isEqualTo(1);
    }
}
