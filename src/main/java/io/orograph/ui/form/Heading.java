package io.orograph.ui.form;

import javafx.scene.control.Label;

/** The heading of a section of a pane. */
public final class Heading extends Label {

    public Heading(String text) {
        super(text);
        getStyleClass().add("section-heading");
    }
}
