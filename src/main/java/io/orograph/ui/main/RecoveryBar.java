package io.orograph.ui.main;

import io.orograph.ui.form.Shown;
import io.orograph.ui.recovery.Recovery;
import io.orograph.ui.recovery.UnsavedWork;
import java.time.LocalDate;
import java.time.ZoneId;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Offers what was computed and not saved when the program ended last: a row each, until a person has decided. */
final class RecoveryBar extends VBox {

    private final Recovery recovery;
    private final GoingOn goingOn;

    RecoveryBar(Recovery recovery, GoingOn goingOn) {
        this.recovery = recovery;
        this.goingOn = goingOn;
        setId("recovery");
        getStyleClass().add("recovery");
        recovery.find().forEach(work -> getChildren().add(row(work)));
        Shown.set(this, !getChildren().isEmpty());
    }

    private HBox row(UnsavedWork work) {
        Label what = new Label(work.sentence(LocalDate.now(ZoneId.systemDefault())));
        what.getStyleClass().add("recovery-sentence");
        what.setMinWidth(0);
        what.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(what, Priority.ALWAYS);
        Button goOn = new Button(answer(work));
        goOn.getStyleClass().add("recovery-go-on");
        Button discard = new Button("Discard");
        discard.getStyleClass().add("recovery-discard");
        HBox row = new HBox(8, what, goOn, discard);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("recovery-row");
        goOn.setOnAction(event -> {
            remove(row);
            goingOn.with(work);
        });
        discard.setOnAction(event -> {
            remove(row);
            recovery.discard(work);
        });
        return row;
    }

    private static String answer(UnsavedWork work) {
        return work.canGoOn() && !work.isFinished() ? "Go on" : "Show it";
    }

    private void remove(HBox row) {
        getChildren().remove(row);
        Shown.set(this, !getChildren().isEmpty());
    }
}
