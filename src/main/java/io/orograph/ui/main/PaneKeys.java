package io.orograph.ui.main;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;

/** Ctrl+F6 takes the keyboard to the next pane of the window, with Shift to the one before. */
final class PaneKeys {

    /** The panes in the order in which a person reads them. */
    private static final List<String> PANES = List.of(
            "#display-bar", "#settings-panel", ".surface-view", ".heatmap-view", "#slices-card", "#readouts-panel");

    private static final KeyCombination NEXT = new KeyCodeCombination(KeyCode.F6, KeyCombination.SHORTCUT_DOWN);
    private static final KeyCombination BEFORE =
            new KeyCodeCombination(KeyCode.F6, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

    private PaneKeys() {}

    static void listenTo(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            int step = NEXT.match(event) ? 1 : BEFORE.match(event) ? -1 : 0;
            if (step != 0) {
                go(scene, step);
                event.consume();
            }
        });
    }

    private static void go(Scene scene, int step) {
        List<Node> panes = PANES.stream()
                .map(scene.getRoot()::lookup)
                .filter(pane -> pane != null && isSeen(pane))
                .toList();
        int current = -1;
        for (int i = 0; i < panes.size(); i++) {
            current = holds(panes.get(i), scene.getFocusOwner()) ? i : current;
        }
        for (int tried = 1; tried <= panes.size(); tried++) {
            int next = Math.floorMod(current + step * tried, panes.size());
            Optional<Node> first = focusable(panes.get(next)).findFirst();
            if (first.isPresent()) {
                first.get().requestFocus();
                return;
            }
        }
    }

    private static boolean holds(Node pane, Node node) {
        return node != null && (node == pane || holds(pane, node.getParent()));
    }

    private static boolean isSeen(Node node) {
        return node.isVisible() && (node.getParent() == null || isSeen(node.getParent()));
    }

    private static Stream<Node> focusable(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return Stream.empty();
        }
        if (node.isFocusTraversable()) {
            return Stream.of(node);
        }
        return node instanceof Parent parent
                ? parent.getChildrenUnmodifiable().stream().flatMap(PaneKeys::focusable)
                : Stream.empty();
    }
}
