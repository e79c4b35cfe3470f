package io.orograph.ui.form;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** A part of a pane that shows one measurement: its caption with an explanation, and below it what shows its value. */
public final class ReadoutPart extends VBox {

    public ReadoutPart(String title, Help help, Node... shown) {
        super(3);
        Label caption = new Label(title);
        caption.getStyleClass().add("caption");
        getStyleClass().add("readout-part");
        getChildren().add(new TitleRow(caption, help));
        getChildren().addAll(shown);
    }
}
