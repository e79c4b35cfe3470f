package io.orograph.ui.form;

import javafx.scene.Node;
import javafx.scene.input.MouseEvent;
import org.controlsfx.control.ToggleSwitch;

/** A switch as wide as its pane; a click on its text switches it too, as with a check box. */
public final class Switch extends ToggleSwitch {

    /**
     * @param id for style sheets and tests
     */
    public Switch(String id, String text) {
        super(text);
        setId(id);
        setMaxWidth(Double.MAX_VALUE);
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (!isThumb(event.getPickResult().getIntersectedNode())) {
                setSelected(!isSelected());
            }
        });
    }

    /** Returns whether a node belongs to the thumb, which reacts to clicks by itself. */
    private static boolean isThumb(Node node) {
        return node != null && node.getStyleClass().stream().anyMatch(name -> name.startsWith("thumb"));
    }
}
