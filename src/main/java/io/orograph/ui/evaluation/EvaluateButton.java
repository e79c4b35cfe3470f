package io.orograph.ui.evaluation;

import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/**
 * The button that starts an evaluation, and cancels it while it runs; always in sight. Its pseudo-class {@code running}
 * is on while it cancels.
 */
public final class EvaluateButton extends HBox {

    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    public EvaluateButton(EvaluationModel model) {
        getStyleClass().add("evaluate-bar");
        Button button = new Button();
        button.setId("evaluate");
        button.getStyleClass().add("main-action");
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        button.textProperty().bind(model.runningProperty().map(running -> running ? "_Cancel" : "_Evaluate"));
        button.setTooltip(
                new Tooltip("Changes evaluate by themselves when they come to rest; F9 evaluates or cancels"));
        model.runningProperty().addListener((property, was, is) -> button.pseudoClassStateChanged(RUNNING, is));
        button.disableProperty().bind(model.readyProperty().not());
        button.setOnAction(event -> model.evaluateOrCancel());
        getChildren().add(button);
    }
}
