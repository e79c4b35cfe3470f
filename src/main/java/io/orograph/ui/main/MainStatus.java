package io.orograph.ui.main;

import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.export.ExportActions;
import io.orograph.ui.form.Shown;
import io.orograph.ui.workspace.Workspace;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.geometry.Insets;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import org.controlsfx.control.StatusBar;

/** The line at the bottom: what runs, how far it is, how long it will take; else what came of it. */
final class MainStatus extends StatusBar {

    private static final String IDLE = "Drop a model and its data here, or choose one of the samples";

    private final Workspace workspace;

    MainStatus(Workspace workspace, EvaluationModel evaluation, ExportActions exports) {
        this.workspace = workspace;
        setId("status");
        setFocusTraversable(false);
        ReadOnlyStringProperty opening = workspace.activityProperty();
        ReadOnlyStringProperty exporting = exports.activityProperty();
        ReadOnlyStringProperty evaluating = evaluation.statusProperty();
        textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Stream.of(opening.get(), exporting.get(), evaluating.get())
                                .filter(text -> !text.isEmpty())
                                .findFirst()
                                .orElseGet(this::next),
                        opening,
                        workspace.modelProperty(),
                        workspace.dataProperty(),
                        exporting,
                        evaluating));
        progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> opening.get().isEmpty() && exporting.get().isEmpty()
                                ? evaluation.progressProperty().get()
                                : -1,
                        opening,
                        exporting,
                        evaluation.progressProperty()));
        getRightItems().add(cancelButton());
    }

    private Button cancelButton() {
        Button cancel = new Button("Cancel");
        cancel.setId("cancel-opening");
        HBox.setMargin(cancel, new Insets(0, 0, 0, 8));
        cancel.setTooltip(new Tooltip("Ends the opening (Escape); what was open before stays"));
        cancel.setOnAction(event -> workspace.cancelOpening());
        workspace.activityProperty().addListener((property, old, now) -> Shown.set(cancel, !now.isEmpty()));
        Shown.set(cancel, false);
        return cancel;
    }

    /** Returns what a person can do next while nothing runs. */
    private String next() {
        OpenedModel model = workspace.modelProperty().get();
        return model != null && workspace.dataProperty().get() == null
                ? "Open the data of " + FileName.of(model.path()) + ", or drop them here"
                : IDLE;
    }

    /** Has Escape end what is being opened, wherever the keyboard is; else it does what it does there. */
    void listenTo(Scene scene) {
        scene.addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE
                    && !workspace.activityProperty().get().isEmpty()) {
                workspace.cancelOpening();
                event.consume();
            }
        });
    }
}
