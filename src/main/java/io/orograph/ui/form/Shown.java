package io.orograph.ui.form;

import javafx.scene.Node;

/** Shows and hides nodes: one that is hidden takes no room either. */
public final class Shown {

    private Shown() {}

    public static void set(Node node, boolean shown) {
        node.setVisible(shown);
        node.setManaged(shown);
    }
}
