package io.orograph.ui.main;

import io.orograph.study.Experiment;
import io.orograph.ui.form.Shown;
import io.orograph.ui.recovery.Recovery;
import io.orograph.ui.recovery.Unsaved;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
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
        Button goOn = new Button(answer(unsaved));
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

    private static String answer(Unsaved unsaved) {
        if (unsaved.isTraining()) {
            return "Use its weights";
        }
        return unsaved.canGoOn() && !unsaved.isFinished() ? "Go on" : "Show it";
    }

    private void remove(HBox row) {
        getChildren().remove(row);
        Shown.set(this, !getChildren().isEmpty());
    }

    private void goOn(Unsaved unsaved) {
        if (unsaved.isTraining()) {
            whenOpen(unsaved, () -> models.weights().open(unsaved.file()));
            models.workspace().open(unsaved.pair().modelPath(), unsaved.pair().source(), unsaved.choices());
        } else if (unsaved.canGoOn()) {
            recovery.goOn(unsaved);
            models.evaluation().restore(unsaved.settings());
            models.workspace().open(unsaved.pair().modelPath(), unsaved.pair().source(), unsaved.choices());
        } else {
            models.opened().open(unsaved.file());
        }
    }

    /** Does something once model and data are put together. */
    private void whenOpen(Unsaved unsaved, Runnable action) {
        ReadOnlyObjectProperty<Experiment> experiment = models.workspace().experimentProperty();
        experiment.addListener(new ChangeListener<>() {
            @Override
            public void changed(ObservableValue<? extends Experiment> property, Experiment old, Experiment now) {
                if (now != null) {
                    experiment.removeListener(this);
                    if (now.model().path().equals(unsaved.pair().modelPath())) {
                        action.run();
                    }
                }
            }
        });
    }
}
