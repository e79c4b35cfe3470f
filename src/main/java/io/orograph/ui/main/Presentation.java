package io.orograph.ui.main;

import io.orograph.ui.form.FoldingPanel;
import java.util.EnumSet;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;

/**
 * Gives the surface all of the room: the sides are folded to their titles, and it fills the middle. What can be done stays
 * one click away; turned off, everything is where it was.
 */
final class Presentation {

    private final MainPanes panes;
    private final PlotArea plots;
    private final BooleanProperty on = new SimpleBooleanProperty(this, "on");
    private Set<FoldingPanel.Side> unfolded = EnumSet.noneOf(FoldingPanel.Side.class);
    private Plot filled;

    Presentation(MainPanes panes, PlotArea plots) {
        this.panes = panes;
        this.plots = plots;
        on.addListener((property, was, is) -> {
            if (is) {
                begin();
            } else {
                end();
            }
        });
        plots.fillingProperty().addListener((property, old, now) -> {
            // A person who gives the other plots their room back wants the rest back too.
            if (now == null) {
                on.set(false);
            }
        });
    }

    /** Tells whether the surface has all of the room. */
    BooleanProperty onProperty() {
        return on;
    }

    private void begin() {
        unfolded = EnumSet.noneOf(FoldingPanel.Side.class);
        for (FoldingPanel.Side side : FoldingPanel.Side.values()) {
            if (!panes.foldedProperty(side).get()) {
                unfolded.add(side);
                panes.foldedProperty(side).set(true);
            }
        }
        filled = plots.fillingProperty().get();
        plots.fillingProperty().set(Plot.SURFACE);
    }

    private void end() {
        plots.fillingProperty().set(filled);
        unfolded.forEach(side -> panes.foldedProperty(side).set(false));
    }
}
