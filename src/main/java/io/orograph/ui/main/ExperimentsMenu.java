package io.orograph.ui.main;

import static io.orograph.ui.main.MenuEntry.item;

import io.orograph.study.Sample;
import io.orograph.study.sweep.ReadyExperiment;
import io.orograph.study.sweep.SweepChoices;
import io.orograph.ui.dialog.Problems;
import io.orograph.ui.experiment.ExperimentWindow;
import io.orograph.ui.runs.RunsWindow;
import java.io.IOException;
import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

/** The menu of many trainings: those of the window, grids of them, and experiments that come with the program. */
final class ExperimentsMenu extends Menu {

    /**
     * Opens ready experiments.
     *
     * @param samples that came with the program
     * @param files opens the sample that one is asked of
     */
    record Opening(ExperimentWindow window, List<Sample> samples, FileActions files, Problems problems) {

        /** Opens the sample of an experiment, and fills the experiment in. */
        void open(ReadyExperiment ready) {
            try {
                Sample sample = ready.sample(samples);
                SweepChoices choices = ready.choices(samples);
                files.openSample(sample);
                window.show(ready, choices);
            } catch (IOException e) {
                problems.report("The experiment cannot be opened", e);
            }
        }
    }

    ExperimentsMenu(RunsWindow runs, Opening experiments) {
        super("E_xperiments");
        Menu ready = new Menu("_Ready");
        ready.setId("ready-experiments");
        for (ReadyExperiment each : ReadyExperiment.all()) {
            MenuItem item = item(each.title(), null, () -> experiments.open(each));
            item.setId("ready-" + each.label());
            item.setMnemonicParsing(false);
            ready.getItems().add(item);
        }
        getItems()
                .setAll(
                        item("_New…", null, () -> experiments.window().showOwn()),
                        ready,
                        item("R_uns…", "Shortcut+R", runs::show));
    }
}
