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
     * What is shown elsewhere.
     *
     * @param connectivity what lies between models
     * @param showRuns shows the list of runs
     */
    public record Others(Region connectivity, Runnable showRuns) {}

    /**
     * Lays the tab out.
     *
     * @param others what other packages show
     * @param use takes weights as θ₀
     * @param dark whether the dark look is on
     */
    public TrainingTab(
            Models models, TrainingFiles files, Others others, Consumer<Weights> use, ObservableValue<Boolean> dark) {
        getChildren()
                .addAll(
                        new TrainingView(
                                models.training(),
                                new TrainingView.Actions(files::saveTrained, others.showRuns(), use),
                                dark),
                        new Separator(),
                        new PathView(models.path(), files::chooseCheckpoints, use, dark),
                        new Separator(),
                        others.connectivity(),
                        new Separator(),
                        new OptimizerTrajectoryView(models.trajectories(), use, dark));
    }
}
