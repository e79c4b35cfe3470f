package io.orograph.ui.curvature;

import io.orograph.ui.form.Field;
import io.orograph.ui.form.Help;
import io.orograph.ui.form.WholeNumberSpinner;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Asks for the map of convexity that the heatmap shows. */
final class ConvexityView extends VBox {

    private static final PseudoClass RUNNING = PseudoClass.getPseudoClass("running");

    ConvexityView(ConvexityModel model) {
        super(6);
        getStyleClass().add("readout-part");
        Label name = new Label("Convexity over the plane");
        name.getStyleClass().add("caption");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        HBox head = new HBox(6, name, gap, help());
        head.setAlignment(Pos.CENTER_LEFT);
        WholeNumberSpinner cells = new WholeNumberSpinner("convexity-cells");
        cells.setRange(
                ConvexityModel.MIN_CELLS,
                ConvexityModel.MAX_CELLS,
                model.cellsProperty().get(),
                1);
        cells.valueProperty()
                .addListener((property, old, now) -> model.cellsProperty().set(now));
        ProgressBar bar = new ProgressBar();
        bar.progressProperty().bind(model.progressProperty());
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.visibleProperty().bind(model.runningProperty());
        Label status = new Label();
        status.setId("convexity-status");
        status.getStyleClass().add("hint");
        status.setWrapText(true);
        status.setMinHeight(Region.USE_PREF_SIZE);
        status.textProperty().bind(model.statusProperty().map(text -> text.isEmpty() ? " " : text));
        getChildren().addAll(head, new Field("Cells a side", cells), buttons(model), bar, status);
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
