package io.orograph.ui.main;

import static io.orograph.ui.main.MenuEntry.item;

import io.orograph.ui.experiment.ExperimentWindow;
import io.orograph.ui.runs.RunsWindow;
import javafx.scene.control.Menu;

/** The menu of many trainings: those of the window, and grids of them. */
final class ExperimentsMenu extends Menu {

    ExperimentsMenu(RunsWindow runs, ExperimentWindow experiment) {
        super("E_xperiments");
        getItems().setAll(item("_New…", null, experiment::show), item("_Runs…", "Shortcut+R", runs::show));
    }
}
