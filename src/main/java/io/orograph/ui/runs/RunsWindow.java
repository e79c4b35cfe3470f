package io.orograph.ui.runs;

import io.orograph.ui.dialog.FurtherWindow;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The window of the list of runs, beside the main one and in its look. */
public final class RunsWindow {

    private static final double WIDTH = 1020;
    private static final double HEIGHT = 680;

    private final Stage owner;
    private final RunsModel model;
    private final RunsActions actions;
    private final Consumer<Scene> plots;
    private final ObservableValue<Boolean> dark;
    private final Stage stage = new Stage();

    /**
     * Makes a window that is not shown yet.
     *
     * @param owner the main window, whose style sheets are taken when they are first needed
     * @param plots gives the plots of a scene their menu
     * @param dark whether the dark look is on
     */
    public RunsWindow(
            Stage owner, RunsModel model, RunsActions actions, Consumer<Scene> plots, ObservableValue<Boolean> dark) {
        this.owner = owner;
        this.model = model;
        this.actions = actions;
        this.plots = plots;
        this.dark = dark;
        stage.setTitle("Runs – Orograph");
    }

    /** Shows it, in front. */
    public void show() {
        if (stage.getScene() == null) {
            RunsView view = new RunsView(model, actions, dark);
            Scene scene = new Scene(view, WIDTH, HEIGHT);
            plots.accept(scene);
            stage.setOnShown(event -> view.focus());
            FurtherWindow.furnish(stage, scene, owner);
        }
        stage.show();
        stage.toFront();
    }

    /** Returns the window itself. */
    public Stage stage() {
        return stage;
    }

    /** Closes it. */
    public void close() {
        stage.close();
    }
}
