package io.orograph.ui.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.file.FileName;
import io.orograph.ui.form.Field;
import io.orograph.ui.form.Shown;
import io.orograph.ui.form.TitledComboBox;
import io.orograph.ui.form.WrappedText;
import io.orograph.ui.workspace.ArraysQuestion;
import io.orograph.ui.workspace.Workspace;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

/**
 * Asks which arrays of a file are the inputs and which the targets, each with its type and shape. It
 * is shown while there is such a question.
 */
final class ArraysChooser extends VBox {

    private final WrappedText question = new WrappedText("arrays-question");
    private final TitledComboBox<NamedArrays.Array> inputs =
            new TitledComboBox<>("arrays-inputs", List.of(), NamedArrays.Array::text);
    private final TitledComboBox<NamedArrays.Array> targets =
            new TitledComboBox<>("arrays-targets", List.of(), NamedArrays.Array::text);
    private final Button open = new Button("Open these arrays");

    private final ArrayPreviewView inputsPreview;
    private final ArrayPreviewView targetsPreview;

    ArraysChooser(Workspace workspace) {
        super(6);
        inputsPreview = new ArrayPreviewView("arrays-inputs-preview", workspace.background());
        targetsPreview = new ArrayPreviewView("arrays-targets-preview", workspace.background());
        inputs.valueProperty().addListener((property, old, now) -> inputsPreview.show(file(workspace, false), now));
        targets.valueProperty().addListener((property, old, now) -> targetsPreview.show(file(workspace, true), now));
        setId("arrays-chooser");
        open.setId("open-arrays");
        open.setOnAction(event ->
                workspace.answer(inputs.getValue().name(), targets.getValue().name()));
        open.disableProperty()
                .bind(inputs.valueProperty()
                        .isNull()
                        .or(targets.valueProperty().isNull())
                        .or(inputs.valueProperty().isEqualTo(targets.valueProperty())));
        getChildren()
                .addAll(
                        question,
                        new Field("Inputs", inputs),
                        inputsPreview,
                        new Field("Targets", targets),
                        targetsPreview,
                        open);
        workspace.questionProperty().addListener((property, old, now) -> show(now));
        show(workspace.questionProperty().get());
    }

    private static Path file(Workspace workspace, boolean ofTargets) {
        ArraysQuestion asked = workspace.questionProperty().get();
        if (asked == null) {
            return null;
        }
        Path path = asked.source().path();
        return ofTargets ? asked.source().targetsPath().orElse(path) : path;
    }

    private void show(ArraysQuestion now) {
        Shown.set(this, now != null);
        if (now == null) {
            return;
        }
        question.setText(FileName.of(now.source().path())
                + " does not say which of its arrays are the inputs and which the targets. Choose both:");
        inputs.getItems().setAll(now.arrays());
        targets.getItems().setAll(now.arrays());
        // The one with most numbers a sample is likely the inputs; a person sees and decides.
        inputs.setValue(now.arrays().stream()
                .max((one, other) -> Long.compare(sizeOfSample(one), sizeOfSample(other)))
                .orElse(null));
        targets.setValue(null);
    }

    private static long sizeOfSample(NamedArrays.Array array) {
        return Arrays.stream(array.shape()).skip(1).reduce(1, (product, axis) -> product * axis);
    }
}
