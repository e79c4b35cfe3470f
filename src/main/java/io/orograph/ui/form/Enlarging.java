package io.orograph.ui.form;

import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * Has a small plot fill its window on a click or on Enter, until Escape, Enter or its button gives it back its place. It is
 * the same node, so that it goes on drawing what is computed. The root of its scene has to be a stack pane.
 */
public final class Enlarging {

    private static final double BORDER = 14;

    private final Region plot;
    private final StackPane sheet = new StackPane();
    private final Region place = new Region();
    private Pane home;

    private Enlarging(Region plot) {
        this.plot = plot;
        IconButton back = new IconButton("shrink-plot", Icon.CLOSE, "Back to its place (Escape)", this::shrink);
        StackPane.setAlignment(back, Pos.TOP_RIGHT);
        StackPane.setMargin(back, new Insets(2));
        sheet.getStyleClass().add("enlarged");
        sheet.setPadding(new Insets(BORDER));
        sheet.getChildren().add(back);
        sheet.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                shrink();
                event.consume();
            }
        });
    }

    /** Has a plot fill its window when a person asks for it. */
    public static void onClick(Region plot) {
        Enlarging enlarging = new Enlarging(plot);
        plot.setCursor(Cursor.HAND);
        plot.setFocusTraversable(true);
        Tooltip.install(plot, new Tooltip("Click or Enter: fill the window"));
        plot.addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && event.isStillSincePress()) {
                enlarging.turn();
                event.consume();
            }
        });
        plot.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ENTER) {
                enlarging.turn();
                event.consume();
            }
        });
    }

    private void turn() {
        if (home == null) {
            enlarge();
        } else {
            shrink();
        }
    }

    private void enlarge() {
        if (!(plot.getParent() instanceof Pane parent) || !(plot.getScene().getRoot() instanceof StackPane root)) {
            return;
        }
        home = parent;
        // Its place stays as large as it was, so that nothing around it moves.
        place.setMinSize(plot.getWidth(), plot.getHeight());
        exchange(plot, place);
        sheet.getChildren().add(0, plot);
        root.getChildren().add(sheet);
        plot.requestFocus();
    }

    private void shrink() {
        if (home == null) {
            return;
        }
        ((Pane) sheet.getParent()).getChildren().remove(sheet);
        sheet.getChildren().remove(plot);
        exchange(place, plot);
        home = null;
        plot.requestFocus();
    }

    private void exchange(Node old, Node other) {
        home.getChildren().set(home.getChildren().indexOf(old), other);
    }
}
