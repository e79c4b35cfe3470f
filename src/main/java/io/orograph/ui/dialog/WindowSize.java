package io.orograph.ui.dialog;

import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.event.EventHandler;
import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import javafx.stage.Window;
import javafx.stage.WindowEvent;
import javafx.util.Duration;

/**
 * Has a window open where and as large as it asks to be. Openbox, the window manager of LXDE and LXQt, shows a window of
 * JavaFX in a corner with its smallest size, whatever it asked for before; what it asks for afterwards, it gets.
 */
public final class WindowSize {

    /** A window manager answers within this time; a later change of size is a person's. */
    private static final Duration ANSWER = Duration.seconds(1);

    /** About as high as the title of a window. */
    private static final double TITLE_BAR = 36;

    /** The width that a window without a smallest width gets when its size was forgotten. */
    private static final double FORGOTTEN = 200;

    private WindowSize() {}

    /** Has a window that is not shown yet insist on its place and size when it is shown for the first time. */
    public static void insist(Stage stage) {
        fit(stage);
        stage.addEventHandler(WindowEvent.WINDOW_SHOWN, new EventHandler<>() {
            @Override
            public void handle(WindowEvent event) {
                stage.removeEventHandler(WindowEvent.WINDOW_SHOWN, this);
                if (!stage.isMaximized() && !stage.isFullScreen()) {
                    watch(stage);
                }
            }
        });
    }

    /** A window that is higher than the screen begins as high as that: its foot would be out of reach. */
    private static void fit(Stage stage) {
        double room = Screen.getPrimary().getVisualBounds().getHeight();
        if (stage.getScene() != null && stage.getScene().getHeight() > room - TITLE_BAR) {
            stage.setHeight(room);
        }
    }

    /**
     * Asks something with a chooser of the platform, and has a maximised window be so afterwards: under GTK the window is
     * disabled meanwhile, which some window managers take for a wish to be smaller.
     */
    static <T> T keeping(Window window, Supplier<T> question) {
        boolean maximized = window instanceof Stage stage && stage.isMaximized();
        T answer = question.get();
        if (maximized) {
            Stage stage = (Stage) window;
            Platform.runLater(() -> {
                // The property may still say that it is, or say so again only for a change.
                stage.setMaximized(false);
                stage.setMaximized(true);
            });
        }
        return answer;
    }

    private static void watch(Stage stage) {
        Rectangle2D asked = new Rectangle2D(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
        double smallest = Math.max(FORGOTTEN, stage.getMinWidth()) + 2;
        ChangeListener<Number> shrunk = (property, was, is) -> {
            if (is.doubleValue() <= smallest && asked.getWidth() > smallest) {
                Platform.runLater(() -> place(stage, asked));
            }
        };
        stage.widthProperty().addListener(shrunk);
        PauseTransition answered = new PauseTransition(ANSWER);
        answered.setOnFinished(event -> stage.widthProperty().removeListener(shrunk));
        answered.play();
    }

    private static void place(Stage stage, Rectangle2D asked) {
        stage.setWidth(asked.getWidth());
        stage.setHeight(asked.getHeight());
        stage.setX(asked.getMinX());
        stage.setY(asked.getMinY());
    }
}
