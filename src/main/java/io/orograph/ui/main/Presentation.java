package io.orograph.ui.main;

import io.orograph.ui.form.Shown;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;

/** Lets one node of nested split panes fill the window, and brings the others back where they were. */
final class Presentation {

    private final List<Fold> folds = new ArrayList<>();
    private final List<Node> hidden;
    private final BooleanProperty on = new SimpleBooleanProperty(this, "on");

    /** The contents of a split pane while all of it is shown. */
    private record Fold(SplitPane pane, List<Node> items, double[] dividers) {}

    /** The one item of a split pane that stays. */
    record Kept(SplitPane pane, Node item) {}

    /**
     * Makes a presentation.
     *
     * @param kept for each split pane, the outer ones first: an inner one has its size back only after the outer one
     * @param hidden what is hidden besides
     */
    Presentation(List<Kept> kept, List<Node> hidden) {
        this.hidden = hidden;
        on.addListener((property, was, is) -> {
            if (is) {
                kept.forEach(each -> fold(each.pane(), each.item()));
                hidden.forEach(node -> Shown.set(node, false));
            } else {
                unfold();
            }
        });
    }

    /** Tells whether the node fills the window. */
    BooleanProperty onProperty() {
        return on;
    }

    private void fold(SplitPane pane, Node kept) {
        folds.add(new Fold(pane, List.copyOf(pane.getItems()), pane.getDividerPositions()));
        pane.getItems().setAll(kept);
    }

    private void unfold() {
        for (Fold fold : folds) {
            fold.pane().getItems().setAll(fold.items());
        }
        hidden.forEach(node -> Shown.set(node, true));
        for (Fold fold : folds) {
            // New dividers take a position only once they are laid out.
            fold.pane().getScene().getRoot().layout();
            fold.pane().setDividerPositions(fold.dividers());
        }
        folds.clear();
    }
}
