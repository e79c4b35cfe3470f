package io.orograph.ui.main;

import io.orograph.ui.heatmap.HeatmapView;
import io.orograph.ui.slices.SlicesView;
import io.orograph.ui.surface.SurfaceView;
import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/**
 * The plots: the surface beside heatmap and slices where there is room, each under a tab of its own where there is
 * not, or the surface alone. The heatmap is as high as its width lets it use, until a person moves its divider.
 */
final class PlotArea extends StackPane {

    /** Below this, two plots side by side would both be too small to read. */
    static final double NARROW = 620;

    private static final double SMALLEST_WIDTH = 360;
    private static final double SURFACE_SHARE = 0.54;
    private static final double LEAST_HEATMAP_SHARE = 0.36;
    private static final double LARGEST_HEATMAP_SHARE = 0.64;

    private final SurfaceView surface;
    private final HeatmapView heatmap;
    private final SlicesView slices;
    private final SplitPane plots = new SplitPane();
    private final SplitPane flat = new SplitPane();
    private final TabPane tabs = new TabPane();
    private Arrangement arrangement;
    private double[] plotsDividers = {SURFACE_SHARE};
    private double[] flatDividers = {(LEAST_HEATMAP_SHARE + LARGEST_HEATMAP_SHARE) / 2};
    private boolean surfaceOnly;
    private boolean flatMoved;

    private enum Arrangement {
        SIDE_BY_SIDE,
        TABS,
        SURFACE_ONLY
    }

    PlotArea(SurfaceView surface, HeatmapView heatmap, SlicesView slices) {
        this.surface = surface;
        this.heatmap = heatmap;
        this.slices = slices;
        plots.setId("plots");
        flat.setOrientation(Orientation.VERTICAL);
        tabs.setId("plot-tabs");
        setMinWidth(SMALLEST_WIDTH);
        flat.addEventFilter(MouseEvent.MOUSE_DRAGGED, event -> flatMoved |= isDivider(event));
        plots.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            if (isDivider(event)) {
                keepDividers();
            }
        });
        plots.widthProperty().addListener((property, old, now) -> keepShare());
        flat.widthProperty().addListener((property, old, now) -> fitHeatmap());
        flat.heightProperty().addListener((property, old, now) -> fitHeatmap());
        widthProperty().addListener((property, old, now) -> arrange());
        arrange();
    }

    private static boolean isDivider(MouseEvent event) {
        return event.getTarget() instanceof Node node && node.getStyleClass().contains("split-pane-divider");
    }

    /** Shows the surface alone, with all of the room, or all plots. */
    void showSurfaceOnly(boolean only) {
        surfaceOnly = only;
        arrange();
    }

    /**
     * Keeps the surface's share. A split pane would take from the surface alone most of what a narrower window lacks,
     * and does so when it is laid out, which has to be over.
     */
    private void keepShare() {
        plots.layout();
        plots.setDividerPositions(plotsDividers);
    }

    private void arrange() {
        Arrangement wanted = surfaceOnly
                ? Arrangement.SURFACE_ONLY
                : getWidth() > 0 && getWidth() < NARROW ? Arrangement.TABS : Arrangement.SIDE_BY_SIDE;
        if (wanted == arrangement) {
            return;
        }
        keepDividers();
        arrangement = wanted;
        boolean focused = surface.isFocused();
        // A node has one place at a time: all leave their old ones first.
        getChildren().clear();
        plots.getItems().clear();
        flat.getItems().clear();
        tabs.getTabs().clear();
        switch (wanted) {
            case SURFACE_ONLY -> getChildren().setAll(surface);
            case TABS -> {
                tabs.getTabs().setAll(tab("Surface", surface), tab("Heatmap", heatmap), tab("Slices", slices));
                getChildren().setAll(tabs);
            }
            case SIDE_BY_SIDE -> {
                flat.getItems().setAll(heatmap, slices);
                plots.getItems().setAll(surface, flat);
                getChildren().setAll(plots);
                placeDividers();
            }
        }
        if (focused) {
            surface.requestFocus();
        }
    }

    private static Tab tab(String title, Region content) {
        Tab tab = new Tab(title, content);
        tab.setClosable(false);
        return tab;
    }

    private void keepDividers() {
        if (arrangement == Arrangement.SIDE_BY_SIDE) {
            plotsDividers = plots.getDividerPositions();
            flatDividers = flat.getDividerPositions();
        }
    }

    private void placeDividers() {
        if (getScene() != null) {
            // New dividers take a position only once they are laid out.
            getScene().getRoot().layout();
        }
        plots.setDividerPositions(plotsDividers);
        flat.setDividerPositions(flatDividers);
        fitHeatmap();
    }

    private void fitHeatmap() {
        if (!flatMoved && arrangement == Arrangement.SIDE_BY_SIDE && flat.getHeight() > 0) {
            double share = HeatmapView.usefulHeight(flat.getWidth()) / flat.getHeight();
            flat.setDividerPositions(Math.max(LEAST_HEATMAP_SHARE, Math.min(LARGEST_HEATMAP_SHARE, share)));
        }
    }

    /** Returns where the dividers stand that a person can move: that of the heatmap only if one has moved it. */
    List<Double> dividers() {
        keepDividers();
        List<Double> dividers = new ArrayList<>(List.of(plotsDividers[0]));
        if (flatMoved) {
            dividers.add(flatDividers[0]);
        }
        return dividers;
    }

    /** Brings back what {@link #dividers} gave. */
    void restoreDividers(List<Double> dividers) {
        if (!dividers.isEmpty()) {
            plotsDividers = new double[] {dividers.get(0)};
        }
        if (dividers.size() > 1) {
            flatMoved = true;
            flatDividers = new double[] {dividers.get(1)};
        }
        if (arrangement == Arrangement.SIDE_BY_SIDE) {
            placeDividers();
        }
    }
}
