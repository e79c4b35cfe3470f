package io.orograph.ui.experiment;

import io.orograph.ui.dialog.FileQuestions;
import io.orograph.ui.dialog.WindowLook;
import io.orograph.ui.dialog.WindowSize;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.stage.Stage;

/** The window of an experiment, beside the main one and in its look. */
public final class ExperimentWindow {

    private static final double WIDTH = 1100;
    private static final double HEIGHT = 760;

    private final Stage owner;
    private final ExperimentModel model;
    private final FileQuestions questions;
    private final ObservableValue<Boolean> dark;
    private final Stage stage = new Stage();

    /**
     * Makes a window that is not shown yet.
     *
     * @param owner the main window, whose style sheets are taken when they are first needed
     * @param dark whether the dark look is on
     */
    public ExperimentWindow(
            Stage owner, ExperimentModel model, FileQuestions questions, ObservableValue<Boolean> dark) {
        this.owner = owner;
        this.model = model;
        this.questions = questions;
        this.dark = dark;
        stage.setTitle("Experiment – Orograph");
    }

    /** Shows it, in front. */
    public void show() {
        if (stage.getScene() == null) {
            stage.initOwner(owner);
            Scene scene =
                    new Scene(new ExperimentView(model, new ExperimentFiles(model, questions), dark), WIDTH, HEIGHT);
            WindowLook.follow(scene, owner.getScene());
            stage.setScene(scene);
            WindowSize.insist(stage);
        }
        stage.show();
        stage.toFront();
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
