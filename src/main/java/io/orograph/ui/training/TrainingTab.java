package io.orograph.ui.training;

import io.orograph.network.Weights;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Separator;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Training, the path that it leaves, what lies between models, and balls to drop, one below the other. */
public final class TrainingTab extends VBox {

    /**
     * Makes a training tab.
     *
     * @param between what lies between models
     * @param use takes weights as θ₀
     * @param dark whether the dark look is on
     */
    public TrainingTab(
            TrainingModel training,
            PathModel path,
            OptimizerTrajectoryModel trajectories,
            TrainingFiles files,
            Region connectivity,
            Consumer<Weights> use,
            ObservableValue<Boolean> dark) {
        getChildren()
                .addAll(
                        new TrainingView(training, files::saveTrained, use, dark),
                        new Separator(),
                        new PathView(path, files::chooseCheckpoints, use, dark),
                        new Separator(),
                        connectivity,
                        new Separator(),
                        new OptimizerTrajectoryView(trajectories, use, dark));
    }
}
