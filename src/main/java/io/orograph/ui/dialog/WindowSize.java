package io.orograph.ui.dialog;

import javafx.event.EventHandler;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/**
 * The size a window opens with. Openbox, the window manager of LXDE and LXQt, shows a window of JavaFX with its smallest
 * size, whatever it asked for before; what it asks for once it is shown, it gets.
 */
public final class WindowSize {

    private WindowSize() {}

    /** Has a window that is not shown yet open with a size, decorations included. */
    public static void open(Stage stage, double width, double height) {
        stage.setWidth(width);
        stage.setHeight(height);
        stage.addEventHandler(WindowEvent.WINDOW_SHOWN, new EventHandler<>() {
            @Override
            public void handle(WindowEvent event) {
                stage.removeEventHandler(WindowEvent.WINDOW_SHOWN, this);
                if (!stage.isMaximized() && !stage.isFullScreen()) {
                    askAgain(stage, width, height);
                }
            }
        });
    }

    private static void askAgain(Stage stage, double width, double height) {
        // Only a change is passed on to the window manager.
        stage.setWidth(width + 1);
        stage.setWidth(width);
        stage.setHeight(height + 1);
        stage.setHeight(height);
    }
}
