package io.orograph.ui.evaluation;

import io.orograph.experiment.Experiment;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The button that starts an evaluation, and cancels it while it runs; always in sight. */
public final class EvaluateButton extends HBox {

    public EvaluateButton(EvaluationModel model, ObservableValue<Experiment> experiment) {
        getStyleClass().add("evaluate-bar");
        Button button = new Button();
        button.setId("evaluate");
        button.getStyleClass().add("main-action");
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        button.textProperty().bind(model.runningProperty().map(running -> running ? "Cancel" : "Evaluate"));
        button.disableProperty().bind(experiment.map(subject -> false).orElse(true));
        button.setOnAction(event -> {
            if (model.runningProperty().get()) {
                model.cancel();
            } else {
                model.evaluate();
            }
        });
        getChildren().add(button);
    }
}
