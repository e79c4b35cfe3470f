package io.orograph.ui.form;

import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A row that says how far running work is and has a button to cancel it; there only while it runs. */
public final class RunningRow extends HBox {

    /**
     * Makes a row that takes no room while nothing runs.
     *
     * @param progress 0 to 1; -1 where it is not known
     */
    public RunningRow(ObservableValue<Boolean> running, ObservableValue<? extends Number> progress) {
        super(8);
        ProgressBar bar = new ProgressBar();
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.progressProperty().bind(progress);
        HBox.setHgrow(bar, Priority.ALWAYS);
        setAlignment(Pos.CENTER_LEFT);
        getChildren().add(bar);
        visibleProperty().bind(running);
        managedProperty().bind(visibleProperty());
    }

    /** Adds the button to cancel. */
    public RunningRow withCancel(String id, Runnable cancel) {
        Button button = new Button("Cancel");
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> cancel.run());
        getChildren().add(button);
        return this;
    }

    /** Has the row keep its room while nothing runs, so that nothing below jumps. */
    public RunningRow keepingRoom() {
        managedProperty().unbind();
        setManaged(true);
        return this;
    }
}
