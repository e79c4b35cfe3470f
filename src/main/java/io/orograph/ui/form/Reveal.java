package io.orograph.ui.form;

import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;

/** Brings what has news before the person's eyes: unfolds the panel and shows the tab that it is in, and scrolls its pane. */
public final class Reveal {

    private Reveal() {}

    /** Shows the tab that holds a node and scrolls to it; does nothing for a node that is in no tab. */
    public static void bringForward(Node node) {
        ScrollPane scroll = null;
        for (Parent parent = node.getParent(); parent != null; parent = parent.getParent()) {
            if (parent instanceof ScrollPane pane) {
                scroll = pane;
            } else if (parent instanceof TabPane tabs) {
                select(tabs, scroll);
            } else if (parent instanceof FoldingPanel panel) {
                panel.foldedProperty().set(false);
            }
        }
        if (scroll != null) {
            scroll.applyCss();
            scroll.layout();
            scrollTo(scroll, node);
        }
    }

    private static void select(TabPane tabs, Node content) {
        for (Tab tab : tabs.getTabs()) {
            if (tab.getContent() == content) {
                tabs.getSelectionModel().select(tab);
            }
        }
    }

    /** Scrolls so far that the top of a node is at the top, or as far as the pane goes. */
    private static void scrollTo(ScrollPane scroll, Node node) {
        Bounds content = scroll.getContent().getLayoutBounds();
        double hidden = content.getHeight() - scroll.getViewportBounds().getHeight();
        double top = scroll.getContent()
                .sceneToLocal(node.localToScene(node.getLayoutBounds()))
                .getMinY();
        scroll.setVvalue(hidden <= 0 ? 0 : Math.max(0, Math.min(1, top / hidden)));
    }
}
