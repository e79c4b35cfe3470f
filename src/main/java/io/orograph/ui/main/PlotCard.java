package io.orograph.ui.main;

import io.orograph.ui.form.Icon;
import io.orograph.ui.form.IconButton;
import io.orograph.ui.form.Shown;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/** A plot with the buttons in its corner that give it more room. */
final class PlotCard extends StackPane {

    private final Plot plot;
    private final IconButton fill;
    private final IconButton swap;

    /**
     * Makes a card.
     *
     * @param fill has the plot fill the middle, and gives the room back
     * @param swap has surface and heatmap change places
     */
    PlotCard(Plot plot, Region view, Runnable fill, Runnable swap) {
        this.plot = plot;
        setId(plot.title() + "-card");
        this.fill = new IconButton("fill-" + plot.title(), Icon.FILL, meaning(false), fill);
        this.swap = new IconButton("swap-" + plot.title(), Icon.SWAP, "Swap surface and heatmap", swap);
        HBox buttons = new HBox(2, this.swap, this.fill);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        buttons.setPickOnBounds(false);
        StackPane.setAlignment(buttons, Pos.BOTTOM_RIGHT);
        StackPane.setMargin(buttons, new Insets(0, 4, 3, 0));
        getChildren().addAll(view, buttons);
        getStyleClass().add("plot-card");
        setMinSize(view.minWidth(-1), view.minHeight(-1));
    }

    private String meaning(boolean filled) {
        return filled ? "Show all plots again (Escape)" : "Fill the middle with the " + plot.title();
    }

    /**
     * Shows what the buttons do now.
     *
     * @param filled whether the plot fills the middle
     * @param swappable whether it stands beside the large one, or is it
     */
    void show(boolean filled, boolean swappable) {
        fill.show(filled ? Icon.SHRINK : Icon.FILL, meaning(filled));
        Shown.set(swap, swappable);
    }
}
