package io.orograph.ui.weights;

import io.orograph.network.Weights;
import io.orograph.network.WeightsSource;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.Shown;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** Says which weights are looked at, and leads to others. */
public final class WeightsView extends VBox {

    /**
     * Makes the view.
     *
     * @param files asks for files of weights
     */
    public WeightsView(WeightsModel model, WeightsFiles files) {
        super(6);
        Hint name = Hint.withId("weights-name");
        name.textProperty().bind(model.currentProperty().map(WeightsView::text).orElse(""));
        Button open = button("weights-open", "Weights…", "Takes θ₀ from a checkpoint or another model of this network");
        open.setOnAction(event -> files.choose());
        Button save =
                button("weights-save", "Save…", "Writes θ₀ as a model or as arrays, from where a command can read it");
        save.setOnAction(event -> files.save());
        Button back = button("weights-of-model", "Back to the file's", "Takes the weights of the model file again");
        back.setOnAction(event -> model.useModelFile());
        open.disableProperty().bind(model.currentProperty().isNull());
        var elsewhere = Bindings.createBooleanBinding(
                () -> model.currentProperty().get() != null
                        && !model.currentProperty().get().areOfModel(),
                model.currentProperty());
        for (Button button : new Button[] {save, back}) {
            Shown.set(button, false);
            elsewhere.addListener((property, was, is) -> Shown.set(button, is));
        }
        getChildren().addAll(name, new FlowPane(6, 6, open, save, back));
        // A binding that nobody holds would be collected.
        setUserData(elsewhere);
    }

    private static Button button(String id, String text, String meaning) {
        Button button = new Button(text);
        button.setId(id);
        button.setTooltip(new Tooltip(meaning));
        return button;
    }

    private static String text(Weights weights) {
        return "θ₀: " + weights.name() + kind(weights.source());
    }

    private static String kind(WeightsSource source) {
        if (source instanceof WeightsSource.Training training) {
            return ", trained here by " + training.optimizer();
        }
        if (source instanceof WeightsSource.PlanePoint point) {
            return " of “" + point.section() + "”";
        }
        if (source instanceof WeightsSource.CurvePoint point) {
            return " of the " + point.curve();
        }
        return "";
    }
}
