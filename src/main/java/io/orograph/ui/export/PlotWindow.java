package io.orograph.ui.export;

import io.orograph.ui.dialog.FurtherWindow;
import io.orograph.ui.display.PlotSource;
import io.orograph.ui.display.PlotView;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** A plot in a window of its own, with the menu of all plots; Escape closes it. */
final class PlotWindow {

    private static final double WIDTH = 900;
    private static final double HEIGHT = 640;

    private PlotWindow() {}

    static void show(Stage owner, PlotSource.Shown shown, ObservableValue<Boolean> dark, ExportActions exports) {
        PlotView view = new PlotView("", true, dark);
        view.setId("enlarged-plot");
        view.show(shown.plot(), shown.provenance());
        Stage stage = new Stage();
        stage.setTitle(shown.plot().title());
        Scene scene = new Scene(view, WIDTH, HEIGHT);
        PlotMenu.install(scene, exports);
        FurtherWindow.furnish(stage, scene, owner);
        stage.show();
    }
}
