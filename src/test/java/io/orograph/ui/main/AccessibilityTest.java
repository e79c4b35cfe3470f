package io.orograph.ui.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.orograph.ui.Fx;
import io.orograph.ui.NeedsDisplay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Spinner;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Everything that can be reached by the keyboard says what it is, and so does every plot. */
@NeedsDisplay
class AccessibilityTest {

    @RegisterExtension
    final WindowExtension ui = new WindowExtension();

    @BeforeEach
    void openASample() {
        ui.openSample(WindowExtension.SMALL);
        for (String tab : List.of("Curvature", "Training", "Sharpness")) {
            ui.selectTab(tab);
        }
    }

    private static void walk(Node node, List<Node> found) {
        found.add(node);
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, found));
        }
    }

    private List<Node> nodes() {
        return Fx.get(() -> {
            List<Node> all = new ArrayList<>();
            walk(ui.stage().getScene().getRoot(), all);
            return all;
        });
    }

    @Test
    void everyControlSaysWhatItIs() {
        List<Node> all = nodes();
        Fx.run(() -> {
            Set<Node> labelled = new HashSet<>();
            for (Node node : all) {
                if (node instanceof Label label && label.getLabelFor() != null) {
                    labelled.add(label.getLabelFor());
                }
            }
            assertThat(all.stream()
                            .filter(node -> node instanceof Control && node.isFocusTraversable())
                            // They hold controls and say nothing themselves.
                            .filter(node -> !(node instanceof ScrollPane || node instanceof TabPane))
                            // Parts of a control that is looked at itself.
                            .filter(node -> !isEditor(node))
                            // What is hidden gets its words when it is shown.
                            .filter(Node::isVisible)
                            .filter(node -> !labelled.contains(node) && !speaks(node)))
                    .isEmpty();
        });
    }

    private static boolean isEditor(Node node) {
        return node.getParent() instanceof ComboBoxBase || node.getParent() instanceof Spinner;
    }

    private static boolean speaks(Node node) {
        boolean named =
                node.getAccessibleText() != null && !node.getAccessibleText().isBlank();
        return named
                || node instanceof Labeled labeled
                        && labeled.getText() != null
                        && !labeled.getText().isBlank();
    }

    @Test
    void everyPlotSaysWhatItShows() {
        List<Node> plots = nodes().stream()
                .filter(node -> node.getAccessibleRole() == AccessibleRole.IMAGE_VIEW
                        && !(node instanceof javafx.scene.image.ImageView))
                .toList();
        assertThat(plots).hasSizeGreaterThan(3);
        assertThat(plots).allMatch(AccessibilityTest::speaks);
    }

    @Test
    void aKeyGoesFromPaneToPane() {
        List<String> reached = new ArrayList<>();
        Fx.run(() -> ui.find(".surface-view", Node.class).requestFocus());
        for (int i = 0; i < 6; i++) {
            go(false);
            reached.add(Fx.get(() -> pane(ui.stage().getScene().getFocusOwner())));
        }
        assertThat(reached)
                .containsExactly(
                        "heatmap-view",
                        "slices-card",
                        "readouts-panel",
                        "display-bar",
                        "settings-panel",
                        "surface-view");
        go(true);
        assertThat(Fx.get(() -> pane(ui.stage().getScene().getFocusOwner()))).isEqualTo("settings-panel");
    }

    /** Not through the keyboard: on a slow machine a key is held long enough to repeat itself. */
    private void go(boolean back) {
        Fx.run(() -> ui.stage()
                .getScene()
                .getFocusOwner()
                .fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F6, back, true, false, false)));
    }

    private static String pane(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            for (String name : List.of("display-bar", "settings-panel", "readouts-panel", "slices-card")) {
                if (name.equals(at.getId())) {
                    return name;
                }
            }
            for (String name : List.of("surface-view", "heatmap-view")) {
                if (at.getStyleClass().contains(name)) {
                    return name;
                }
            }
        }
        return "none";
    }
}
