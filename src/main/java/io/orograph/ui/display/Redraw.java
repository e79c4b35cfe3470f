package io.orograph.ui.display;

import javafx.application.Platform;

/** Draws once for any number of changes made in one go. All of it belongs to the JavaFX application thread. */
public final class Redraw {

    private final Runnable drawing;
    private boolean asked;

    public Redraw(Runnable drawing) {
        this.drawing = drawing;
    }

    /** Draws soon, after the events that are already waiting. */
    public void request() {
        if (!asked) {
            asked = true;
            Platform.runLater(() -> {
                asked = false;
                drawing.run();
            });
        }
    }
}
