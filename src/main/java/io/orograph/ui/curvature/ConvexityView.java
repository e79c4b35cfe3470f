package io.orograph.ui.curvature;

import io.orograph.ui.form.Field;
import io.orograph.ui.form.Help;
import io.orograph.ui.form.Hint;
import io.orograph.ui.form.RunningRow;
import io.orograph.ui.form.TitleRow;
import io.orograph.ui.form.WholeNumberSpinner;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Asks for the map of convexity that the heatmap shows. */
final class ConvexityView extends VBox {

    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    ConvexityView(ConvexityModel model) {
        super(6);
        getStyleClass().add("readout-part");
        Label name = new Label("Convexity over the plane");
        name.getStyleClass().add("caption");
        WholeNumberSpinner cells = new WholeNumberSpinner("convexity-cells");
        cells.bind(model.cellsProperty(), ConvexityModel.MIN_CELLS, ConvexityModel.MAX_CELLS, 1);
        RunningRow running = new RunningRow(model.runningProperty(), model.progressProperty()).keepingRoom();
        Hint status = Hint.withId("convexity-status");
        status.followInPlace(model.statusProperty());
        getChildren()
                .addAll(new TitleRow(name, help()), new Field("Cells a side", cells), buttons(model), running, status);
    }

    private static HBox buttons(ConvexityModel model) {
        Button measure = new Button();
        measure.setId("measure-convexity");
        measure.setMaxWidth(Double.MAX_VALUE);
        measure.textProperty().bind(model.runningProperty().map(running -> running ? "Cancel" : "Measure"));
        model.runningProperty().addListener((property, was, is) -> measure.pseudoClassStateChanged(RUNNING, is));
        measure.disableProperty().bind(model.readyProperty().not());
        measure.setOnAction(event -> model.startOrCancel());
        HBox.setHgrow(measure, Priority.ALWAYS);
        Button clear = new Button("Take it off");
        clear.setId("clear-convexity");
        clear.disableProperty().bind(model.mapProperty().isNull());
        clear.setOnAction(event -> model.clear());
        return new HBox(6, measure, clear);
    }

    private static Help help() {
        return new Help(
                "the map of convexity",
                "|λmin/λmax| of the Hessian of all weights at the cells of a coarse grid over this plane. Where it is"
                        + " near 0 the loss is close to convex in all directions, and a bowl in the plane is no"
                        + " illusion of its two directions.",
                "Li et al. 2018, arXiv:1712.09913, section 6");
    }
}
