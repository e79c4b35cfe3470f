package io.orograph.ui.experiment;

import io.orograph.study.sweep.ReadyExperiment;
import io.orograph.study.sweep.SweepChoices;
import io.orograph.ui.dialog.FurtherWindow;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The window of an experiment, beside the main one and in its look. */
public final class ExperimentWindow {

    private static final double WIDTH = 1100;
    private static final double HEIGHT = 760;

    private final Stage owner;
    private final ExperimentModel model;
    private final ExperimentActions actions;
    private final Consumer<Scene> plots;
    private final ObservableValue<Boolean> dark;
    private final Stage stage = new Stage();
    private ExperimentView view;

    /**
     * Makes a window that is not shown yet.
     *
     * @param owner the main window, whose style sheets are taken when they are first needed
     * @param plots gives the plots of a scene their menu
     * @param dark whether the dark look is on
     */
    public ExperimentWindow(
            Stage owner, ExperimentActions actions, Consumer<Scene> plots, ObservableValue<Boolean> dark) {
        this.owner = owner;
        this.model = actions.model();
        this.actions = actions;
        this.plots = plots;
        this.dark = dark;
        stage.setTitle("Experiment – Orograph");
    }

    /** Shows it, in front. */
    public void show() {
        if (stage.getScene() == null) {
            view = new ExperimentView(model, actions, dark);
            Scene scene = new Scene(view, WIDTH, HEIGHT);
            plots.accept(scene);
            FurtherWindow.furnish(stage, scene, owner);
        }
        stage.show();
        stage.toFront();
    }

    /** Shows it for an experiment of a person's own. */
    public void showOwn() {
        model.choose(null);
        show();
    }

    /**
     * Shows it with a ready experiment filled in, to be started or changed.
     *
     * @param choices what is varied in it, with the files of its models
     */
    public void show(ReadyExperiment ready, SweepChoices choices) {
        model.choose(ready);
        show();
        view.fill(ready.own(), choices);
    }

    /** Returns the window itself. */
    public Stage stage() {
        return stage;
    }

    /** Pauses and closes it. */
    public void close() {
        model.pause();
        stage.close();
    }
}
