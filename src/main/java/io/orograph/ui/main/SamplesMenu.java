package io.orograph.ui.main;

import static io.orograph.ui.main.MenuEntry.item;

import io.orograph.study.Sample;
import io.orograph.ui.compare.CompareWindow;
import java.util.List;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The samples that come with the program. */
final class SamplesMenu extends Menu {

    SamplesMenu(List<Sample> samples, FileActions files, CompareWindow compare, Runnable trainPair) {
        super("_Samples");
        setId("samples");
        for (Sample sample : samples) {
            CustomMenuItem item = new CustomMenuItem(new SampleText(sample));
            item.setId("sample-" + sample.name());
            item.setOnAction(event -> files.openSample(sample));
            getItems().add(item);
        }
        if (compare.hasPair()) {
            Menu pair = new Menu("Sharp and _flat");
            pair.getItems()
                    .setAll(
                            item("_Compare the pair of these samples", null, compare::compareSharpAndFlat),
                            item("_Train such a pair…", null, trainPair));
            getItems().addAll(new SeparatorMenuItem(), pair);
        }
        if (samples.isEmpty()) {
            MenuItem none = new MenuItem("The folder sample-models is not beside the program");
            none.setDisable(true);
            getItems().add(none);
        }
    }
}
