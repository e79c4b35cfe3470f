package io.orograph.ui.form;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/** A label that takes as many lines as its text needs: it wraps, and is never cut short for want of height. */
public class WrappedText extends Label {

    /**
     * @param id for style sheets and tests; null for none
     * @param styles classes that say what kind of text it is, such as {@code in-words}
     */
    public WrappedText(String id, String... styles) {
        setId(id);
        getStyleClass().addAll(styles);
        setWrapText(true);
        setMinHeight(Region.USE_PREF_SIZE);
    }

    /** Shows a text that changes, and takes no room while it is empty. */
    public void follow(ObservableValue<String> text) {
        textProperty().bind(text);
        text.addListener((property, old, now) -> Shown.set(this, !now.isEmpty()));
        Shown.set(this, !text.getValue().isEmpty());
    }

    /** Shows a text that changes, and keeps the room of a line while it is empty, so that nothing below jumps. */
    public void followInPlace(ObservableValue<String> text) {
        textProperty().bind(text.map(now -> now.isEmpty() ? " " : now));
    }
}
