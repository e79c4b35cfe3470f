package io.orograph.ui.form;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The name of the file that is open, and the button that opens another. */
public final class OpenRow extends HBox {

    /**
     * Makes a row.
     *
     * @param file its name; of a long one the middle is left out
     */
    public OpenRow(Label file, Button open) {
        super(6, file, open);
        file.setMinWidth(0);
        file.setMaxWidth(Double.MAX_VALUE);
        file.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox.setHgrow(file, Priority.ALWAYS);
        open.setMinWidth(Region.USE_PREF_SIZE);
        setAlignment(Pos.CENTER_LEFT);
    }
}
