package io.orograph.ui.dialog;

import java.util.Objects;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;

/** A window beside the main one: in its look, also when that changes, of the size that it asks for, and closed by Escape. */
public final class FurtherWindow {

    private FurtherWindow() {}

    /**
     * Gives a window that is not shown yet what it shows.
     *
     * @param owner the main window
     */
    public static void furnish(Stage stage, Scene scene, Stage owner) {
        stage.initOwner(owner);
        // Held weakly: a window that is gone follows no more.
        Bindings.bindContent(scene.getStylesheets(), owner.getScene().getStylesheets());
        scene.addEventHandler(KeyEvent.KEY_PRESSED, event -> closeBy(event, stage));
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (isInRestingTable(scene.getFocusOwner())) {
                closeBy(event, stage);
            }
        });
        stage.setScene(scene);
        WindowSize.insist(stage);
    }

    /**
     * Hides a further window, so that the main one is seen: window managers keep a window over its owner, whatever is asked to
     * be in front. It is as it was when it is shown again.
     */
    public static void giveWay(Window further) {
        further.hide();
        if (further instanceof Stage stage && stage.getOwner() != null) {
            stage.getOwner().requestFocus();
        }
    }

    /** A table keeps the key to itself, though there may be no cell whose editing it could end. */
    private static boolean isInRestingTable(Node focused) {
        return Stream.<Node>iterate(focused, Objects::nonNull, Node::getParent)
                .anyMatch(node -> node instanceof TableView<?> table && table.getEditingCell() == null);
    }

    private static void closeBy(KeyEvent event, Stage stage) {
        if (event.getCode() == KeyCode.ESCAPE) {
            event.consume();
            stage.hide();
        }
    }
}
