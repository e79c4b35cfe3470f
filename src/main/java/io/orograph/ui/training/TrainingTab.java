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
     * The models that the tab shows.
     *
     * @param training the training
     * @param path that it leaves, or that checkpoints hold
     * @param trajectories of optimisers that are dropped on the landscape
     */
    public record Models(TrainingModel training, PathModel path, OptimizerTrajectoryModel trajectories) {}

    /**
     * Lays the tab out.
     *
     * @param connectivity what lies between models
     * @param use takes weights as θ₀
     * @param dark whether the dark look is on
     */
    public TrainingTab(
            Models models,
            TrainingFiles files,
            Region connectivity,
            Consumer<Weights> use,
            ObservableValue<Boolean> dark) {
        getChildren()
                .addAll(
                        new TrainingView(models.training(), files::saveTrained, use, dark),
                        new Separator(),
                        new PathView(models.path(), files::chooseCheckpoints, use, dark),
                        new Separator(),
                        connectivity,
                        new Separator(),
                        new OptimizerTrajectoryView(models.trajectories(), use, dark));
    }
}
