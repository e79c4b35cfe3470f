package io.orograph.ui.dialog;

import javafx.stage.Window;
import org.controlsfx.control.Notifications;

/** Shows a sentence in the corner of a window that asks for nothing and goes by itself. */
public final class Notice {

    private final Window owner;

    public Notice(Window owner) {
        this.owner = owner;
    }

    public void show(String sentence) {
        Notifications.create().owner(owner).title("Orograph").text(sentence).showInformation();
    }
}
