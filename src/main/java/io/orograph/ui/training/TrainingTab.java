package io.orograph.ui.training;

import javafx.beans.value.ObservableValue;
import javafx.scene.control.Separator;
import javafx.scene.layout.VBox;

/** Training and the path that it leaves, one below the other. */
public final class TrainingTab extends VBox {

    /**
     * @param dark whether the dark look is on
     */
    public TrainingTab(TrainingModel training, PathModel path, TrainingFiles files, ObservableValue<Boolean> dark) {
        getChildren()
                .addAll(
                        new TrainingView(training, files::saveTrained, dark),
                        new Separator(),
                        new PathView(path, files::chooseCheckpoints, dark));
    }
}
