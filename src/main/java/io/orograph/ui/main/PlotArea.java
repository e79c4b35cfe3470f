package io.orograph.ui.main;

import io.orograph.ui.heatmap.HeatmapView;
import io.orograph.ui.slices.SlicesView;
import io.orograph.ui.surface.SurfaceView;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * The plots: a large one beside the other two where there is room, each under a tab of its own where there is not, or
 * one of them alone. The large one is the surface, or the heatmap if a person swaps them. It is as wide as its height lets
 * it use, and the plot beside it as high as its width does, until a person moves a divider.
 */
final class PlotArea extends StackPane {

    /** Below this, two plots side by side would both be too small to read. */
    static final double NARROW = 620;

    private static final double SMALLEST_WIDTH = 360;
    private static final double DIVIDER = 5;
    private static final double LEAST_LARGE_SHARE = 0.5;
    /** The width that the small plots need for their axes and a readable map. */
    private static final double NARROWEST_SMALL = 300;

    private static final double LEAST_UPPER_SHARE = 0.3;
    private static final double LARGEST_UPPER_SHARE = 0.64;
    /** Stands in the place of a divider's position while it follows from the plots. */
    private static final double BY_ITSELF = 0;

    private final SurfaceView surface;
    private final Map<Plot, PlotCard> cards = new EnumMap<>(Plot.class);
    private final SplitPane plots = new SplitPane();
    private final SplitPane small = new SplitPane();
    private final TabPane tabs = new TabPane();
    private final ObjectProperty<Plot> filling = new SimpleObjectProperty<>(this, "filling");
    private final BooleanProperty swapped = new SimpleBooleanProperty(this, "swapped");
    private Arrangement arrangement;
    private double largeShare = BY_ITSELF;
    private double upperShare = BY_ITSELF;

    /**
     * What is where.
     *
     * @param alone the one plot that is shown; null for all
     */
    private record Arrangement(Plot alone, boolean tabs, boolean swapped) {

        boolean sideBySide() {
            return alone == null && !tabs;
        }

        Plot large() {
            return swapped ? Plot.HEATMAP : Plot.SURFACE;
        }

        Plot upper() {
            return swapped ? Plot.SURFACE : Plot.HEATMAP;
        }
    }

    PlotArea(SurfaceView surface, HeatmapView heatmap, SlicesView slices) {
        this.surface = surface;
        card(Plot.SURFACE, surface);
        card(Plot.HEATMAP, heatmap);
        card(Plot.SLICES, slices);
        plots.setId("plots");
        small.setOrientation(Orientation.VERTICAL);
        tabs.setId("plot-tabs");
        setMinWidth(SMALLEST_WIDTH);
        plots.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            if (isDivider(event)) {
                largeShare = plots.getDividerPositions()[0];
            }
        });
        small.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            if (isDivider(event)) {
                upperShare = small.getDividerPositions()[0];
            }
        });
        for (SplitPane pane : List.of(plots, small)) {
            pane.widthProperty().addListener((property, old, now) -> fit());
            pane.heightProperty().addListener((property, old, now) -> fit());
        }
        widthProperty().addListener((property, old, now) -> arrange());
        filling.addListener((property, old, now) -> arrange());
        swapped.addListener((property, old, now) -> arrange());
        addEventHandler(KeyEvent.KEY_PRESSED, this::leaveByEscape);
        arrange();
    }

    private void card(Plot plot, Region view) {
        Runnable fill = () -> filling.set(filling.get() == plot ? null : plot);
        cards.put(plot, new PlotCard(plot, view, fill, () -> swapped.set(!swapped.get())));
    }

    private void leaveByEscape(KeyEvent event) {
        if (event.getCode() == KeyCode.ESCAPE && filling.get() != null) {
            filling.set(null);
            event.consume();
        }
    }

    private static boolean isDivider(MouseEvent event) {
        return event.getTarget() instanceof Node node && node.getStyleClass().contains("split-pane-divider");
    }

    /** The plot that fills the middle; null for all plots. */
    ObjectProperty<Plot> fillingProperty() {
        return filling;
    }

    /** Whether the heatmap has the large place. */
    BooleanProperty swappedProperty() {
        return swapped;
    }

    /** Turns the surface to where it is seen at the beginning. */
    void resetSurface() {
        surface.reset();
    }

    private void arrange() {
        Arrangement wanted = new Arrangement(filling.get(), getWidth() > 0 && getWidth() < NARROW, swapped.get());
        if (wanted.equals(arrangement)) {
            return;
        }
        arrangement = wanted;
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        boolean here = isFocusWithin();
        // A node has one place at a time: all leave their old ones first.
        getChildren().clear();
        plots.getItems().clear();
        small.getItems().clear();
        tabs.getTabs().clear();
        if (wanted.alone() != null) {
            getChildren().setAll(cards.get(wanted.alone()));
        } else if (wanted.tabs()) {
            tabs.getTabs()
                    .setAll(tab("Surface", Plot.SURFACE), tab("Heatmap", Plot.HEATMAP), tab("Slices", Plot.SLICES));
            getChildren().setAll(tabs);
        } else {
            small.getItems().setAll(cards.get(wanted.upper()), cards.get(Plot.SLICES));
            plots.getItems().setAll(cards.get(wanted.large()), small);
            getChildren().setAll(plots);
            placeDividers();
        }
        cards.forEach((plot, card) -> card.show(plot == wanted.alone(), wanted.sideBySide() && plot != Plot.SLICES));
        if (here) {
            (focused.getScene() == null ? surface : focused).requestFocus();
        }
    }

    private Tab tab(String title, Plot plot) {
        Tab tab = new Tab(title, cards.get(plot));
        tab.setClosable(false);
        return tab;
    }

    private void placeDividers() {
        if (getScene() != null) {
            // New dividers take a position only once they are laid out.
            getScene().getRoot().layout();
        }
        fit();
    }

    /**
     * Places the dividers: where a person put them, else where the plots use their room best. A split pane would take from
     * one plot alone most of what a narrower window lacks, and does so when it is laid out, which has to be over.
     */
    private void fit() {
        if (!arrangement.sideBySide() || plots.getWidth() <= 0 || plots.getHeight() <= 0) {
            return;
        }
        plots.layout();
        plots.setDividerPositions(largeShare == BY_ITSELF ? usefulLargeShare() : largeShare);
        plots.layout();
        if (small.getHeight() > 0) {
            small.setDividerPositions(upperShare == BY_ITSELF ? usefulUpperShare() : upperShare);
        }
    }

    private double usefulLargeShare() {
        double height = plots.getHeight();
        double useful = arrangement.large() == Plot.SURFACE
                ? SurfaceView.usefulWidth(height)
                // The useful height of a heatmap is its width and a constant.
                : height - HeatmapView.usefulHeight(0);
        double most = plots.getWidth() - NARROWEST_SMALL - DIVIDER;
        double width = Math.max(LEAST_LARGE_SHARE * plots.getWidth(), Math.min(most, useful));
        return (width + DIVIDER / 2) / plots.getWidth();
    }

    private double usefulUpperShare() {
        double useful =
                arrangement.upper() == Plot.SURFACE ? small.getWidth() : HeatmapView.usefulHeight(small.getWidth());
        return Math.max(LEAST_UPPER_SHARE, Math.min(LARGEST_UPPER_SHARE, useful / small.getHeight()));
    }

    /** Returns where a person put the dividers; 0 for one that was left to follow from the plots. */
    List<Double> dividers() {
        return new ArrayList<>(List.of(largeShare, upperShare));
    }

    /** Brings back what {@link #dividers} gave. */
    void restoreDividers(List<Double> dividers) {
        if (dividers.size() > 1) {
            largeShare = dividers.get(0);
            upperShare = dividers.get(1);
        }
        if (arrangement.sideBySide()) {
            placeDividers();
        }
    }
}
