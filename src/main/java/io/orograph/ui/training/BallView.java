package io.orograph.ui.training;

import io.orograph.ui.form.Field;
import io.orograph.ui.form.Heading;
import io.orograph.ui.form.Switch;
import io.orograph.ui.form.WholeNumberSpinner;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** Which optimisers start where a person clicks on the landscape, and how far they go. */
final class BallView extends VBox {

    BallView(BallModel model) {
        super(6);
        getStyleClass().add("pane-content");
        ToggleButton drop = new ToggleButton("Drop a ball");
        drop.setId("drop-ball");
        drop.setMaxWidth(Double.MAX_VALUE);
        drop.selectedProperty().bindBidirectional(model.droppingProperty());
        Label hint =
                new Label("While this is on, a click on the surface or the heatmap starts these optimisers from the"
                        + " weights there; a click with Ctrl does so at any time. Batch and seed are those above.");
        hint.getStyleClass().add("hint");
        hint.setWrapText(true);
        getChildren().addAll(new Heading("Balls on the landscape"), drop, hint);
        for (BallModel.Ball ball : BallModel.Ball.values()) {
            CheckBox box = new CheckBox(ball.title());
            box.setId("ball-" + ball.name().toLowerCase(java.util.Locale.ROOT));
            box.setSelected(model.balls().contains(ball));
            box.selectedProperty().addListener((property, was, is) -> {
                if (is) {
                    model.balls().add(ball);
                } else {
                    model.balls().remove(ball);
                }
            });
            getChildren().add(box);
        }
        WholeNumberSpinner steps = new WholeNumberSpinner("ball-steps");
        steps.setRange(1, 10_000, model.stepsProperty().get(), 50);
        steps.valueProperty()
                .addListener((property, old, now) -> model.stepsProperty().set(now));
        Switch inPlane = new Switch("ball-in-plane", "Keep to the plane");
        inPlane.setTooltip(new Tooltip("On: each step is projected onto the plane, so that balls roll on what is seen."
                + " Off: they move in all of weight space, and their lines grow thin as they leave the plane."));
        inPlane.selectedProperty().bindBidirectional(model.inPlaneProperty());
        Button clear = new Button("Take the balls away");
        clear.setId("clear-balls");
        clear.setMaxWidth(Double.MAX_VALUE);
        clear.setOnAction(event -> model.clear());
        getChildren().addAll(new Field("Steps", steps), inPlane, clear);
    }
}
