package io.orograph.ui.form;

import javafx.geometry.Pos;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A caption and its control in one row; the captions of a pane are of one width. */
public final class Field extends HBox {

    private static final double CAPTION_WIDTH = 88;

    public Field(String caption, Control control) {
        super(6);
        Label label = new Label(caption);
        label.setLabelFor(control);
        label.getStyleClass().add("caption");
        label.setMinWidth(CAPTION_WIDTH);
        label.setPrefWidth(CAPTION_WIDTH);
        control.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(control, Priority.ALWAYS);
        setAlignment(Pos.BASELINE_LEFT);
        getChildren().addAll(label, control);
    }
}
