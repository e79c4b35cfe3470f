package io.orograph.ui.form;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/**
 * The place of a node that is hidden at first. The node joins the window when it is shown for the first time: until then it costs
 * no styles and no skins, which are most of what opening the window takes.
 */
public final class Deferred extends StackPane {

    /** Makes the place of a node, which takes no room while the node is hidden. */
    public Deferred(Node node) {
        node.visibleProperty().addListener((property, was, is) -> show(node));
        show(node);
    }

    private void show(Node node) {
        boolean shown = node.isVisible();
        Shown.set(this, shown);
        if (shown && getChildren().isEmpty()) {
            getChildren().add(node);
        }
    }
}
