package io.orograph.ui.form;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;

/** A small button with a sign on it; what it does is its tooltip and its text for a screen reader. */
public final class IconButton extends Button {

    /**
     * Makes a button.
     *
     * @param meaning what it does, in the imperative
     */
    public IconButton(String id, Icon icon, String meaning, Runnable action) {
        setId(id);
        getStyleClass().add("icon-button");
        show(icon, meaning);
        setOnAction(event -> action.run());
    }

    /** Gives the button another sign and meaning. */
    public void show(Icon icon, String meaning) {
        setGraphic(icon.node());
        setAccessibleText(meaning);
        setTooltip(new Tooltip(meaning));
    }
}
