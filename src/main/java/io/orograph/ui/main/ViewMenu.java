package io.orograph.ui.main;

import static io.orograph.ui.main.MenuEntry.check;
import static io.orograph.ui.main.MenuEntry.item;

import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.form.FoldingPanel;
import io.orograph.ui.pins.PinsModel;
import io.orograph.ui.surface.SurfaceView;
import io.orograph.ui.surface.ViewPreset;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.Stage;

/** The menu of how the landscape is looked at. */
final class ViewMenu extends Menu {

    /** What gives the plots more room, and other places. */
    record Room(Presentation presentation, MainPanes panes, PlotArea plots) {}

    ViewMenu(SurfaceView surface, DisplaySettings display, Room room, PinsModel pins, Stage stage) {
        super("_View");
        CheckMenuItem dark = check("_Dark look", "Shortcut+Shift+D");
        dark.selectedProperty().bindBidirectional(display.darkProperty());
        CheckMenuItem log = check("_Logarithmic loss", "Shortcut+L");
        log.selectedProperty().bindBidirectional(display.logarithmicProperty());
        CheckMenuItem contours = check("_Contours", "Shortcut+K");
        contours.selectedProperty().bindBidirectional(display.showContoursProperty());
        CheckMenuItem axes = check("A_xes", null);
        axes.selectedProperty().bindBidirectional(display.showAxesProperty());
        MenuItem name = item(
                "_Name the point at the crosshair",
                null,
                () -> pins.put(display.crosshairProperty().get()));
        name.setId("name-point");
        name.disableProperty().bind(display.crosshairProperty().isNull());
        CheckMenuItem surfaceOnly = check("S_urface only", "F5");
        surfaceOnly.setId("surface-only");
        surfaceOnly.selectedProperty().bindBidirectional(room.presentation().onProperty());
        CheckMenuItem heatmapLarge = check("_Heatmap in the large place", null);
        heatmapLarge.selectedProperty().bindBidirectional(room.plots().swappedProperty());
        getItems()
                .setAll(
                        item("_Perspective", "Shortcut+1", () -> surface.show(ViewPreset.PERSPECTIVE)),
                        item("From _above", "Shortcut+2", () -> surface.show(ViewPreset.TOP)),
                        item("From the _front", "Shortcut+3", () -> surface.show(ViewPreset.FRONT)),
                        item("From the _side", "Shortcut+4", () -> surface.show(ViewPreset.SIDE)),
                        item("_Reset the view", "Shortcut+0", surface::reset),
                        new SeparatorMenuItem(),
                        log,
                        contours,
                        axes,
                        name,
                        new SeparatorMenuItem(),
                        fold(room.panes(), FoldingPanel.Side.LEFT),
                        fold(room.panes(), FoldingPanel.Side.RIGHT),
                        heatmapLarge,
                        surfaceOnly,
                        new SeparatorMenuItem(),
                        dark,
                        item("Full scre_en", "F11", () -> stage.setFullScreen(!stage.isFullScreen())));
    }

    private static CheckMenuItem fold(MainPanes panes, FoldingPanel.Side side) {
        CheckMenuItem item = check(
                side == FoldingPanel.Side.LEFT ? "Fold the settin_gs away" : "Fold the readou_ts away", side.key());
        item.selectedProperty().bindBidirectional(panes.foldedProperty(side));
        return item;
    }
}
