package io.orograph.ui.form;

import javafx.geometry.Pos;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A caption and its control in one row; the captions of a pane are of one width, and a longer one is shown whole. */
public final class Field extends HBox {

    private static final double CAPTION_WIDTH = 88;

    public Field(String caption, Control control) {
        super(6);
        Label label = new Label(caption) {
            @Override
            protected double computePrefWidth(double height) {
                return Math.max(CAPTION_WIDTH, super.computePrefWidth(height));
            }
        };
        label.setLabelFor(control);
        label.getStyleClass().add("caption");
        label.setMinWidth(Region.USE_PREF_SIZE);
        control.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(control, Priority.ALWAYS);
        setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(label, control);
    }
}
