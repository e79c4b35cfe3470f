package io.orograph.ui.main;

import io.orograph.ui.form.Shown;
import io.orograph.ui.recovery.Recovery;
import io.orograph.ui.recovery.Unsaved;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Offers what was computed and not saved when the program ended last: a row each, until a person has decided. */
final class RecoveryBar extends VBox {

    private final Recovery recovery;
    private final WindowModels models;

    RecoveryBar(Recovery recovery, WindowModels models) {
        this.recovery = recovery;
        this.models = models;
        setId("recovery");
        getStyleClass().add("recovery");
        recovery.find().forEach(unsaved -> getChildren().add(row(unsaved)));
        Shown.set(this, !getChildren().isEmpty());
    }

    private HBox row(Unsaved unsaved) {
        Label what = new Label(unsaved.sentence());
        what.getStyleClass().add("recovery-sentence");
        what.setMinWidth(0);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        Button goOn = new Button(unsaved.canGoOn() && !unsaved.isFinished() ? "Go on" : "Show it");
        goOn.getStyleClass().add("recovery-go-on");
        Button discard = new Button("Discard");
        discard.getStyleClass().add("recovery-discard");
        HBox row = new HBox(8, what, goOn, discard);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("recovery-row");
        goOn.setOnAction(event -> {
            remove(row);
            goOn(unsaved);
        });
        discard.setOnAction(event -> {
            remove(row);
            recovery.discard(unsaved);
        });
        return row;
    }

    private void remove(HBox row) {
        getChildren().remove(row);
        Shown.set(this, !getChildren().isEmpty());
    }

    private void goOn(Unsaved unsaved) {
        if (unsaved.canGoOn()) {
            recovery.goOn(unsaved);
            models.evaluation().restore(unsaved.settings());
            models.workspace().open(unsaved.pair().modelPath(), unsaved.pair().source(), unsaved.choices());
        } else {
            models.opened().open(unsaved.file());
        }
    }
}
