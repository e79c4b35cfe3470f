package io.orograph.ui.main;

import io.orograph.file.FileName;
import io.orograph.model.OpenedModel;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.export.ExportActions;
import io.orograph.ui.export.LongExports;
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

    MainStatus(Workspace workspace, EvaluationModel evaluation, ExportActions exports, LongExports longExports) {
        this.workspace = workspace;
        setId("status");
        setFocusTraversable(false);
        ReadOnlyStringProperty opening = workspace.activityProperty();
        ReadOnlyStringProperty exporting = exports.activityProperty();
        ReadOnlyStringProperty filming = longExports.activityProperty();
        ReadOnlyStringProperty evaluating = evaluation.statusProperty();
        textProperty()
                .bind(Bindings.createStringBinding(
                        () -> Stream.of(opening.get(), exporting.get(), filming.get(), evaluating.get())
                                .filter(text -> !text.isEmpty())
                                .findFirst()
                                .orElseGet(this::next),
                        opening,
                        workspace.modelProperty(),
                        workspace.dataProperty(),
                        exporting,
                        filming,
                        evaluating));
        progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> {
                            if (!opening.get().isEmpty() || !exporting.get().isEmpty()) {
                                return -1.0;
                            }
                            return filming.get().isEmpty()
                                    ? evaluation.progressProperty().get()
                                    : longExports.progressProperty().get();
                        },
                        opening,
                        exporting,
                        filming,
                        longExports.progressProperty(),
                        evaluation.progressProperty()));
        Button opened = cancelButton(
                "cancel-opening", "Ends the opening (Escape); what was open before stays", workspace::cancelOpening);
        opening.addListener((property, old, now) -> Shown.set(opened, !now.isEmpty()));
        Button filmed = cancelButton("cancel-export", "Ends the export; no file is left of it", longExports::cancel);
        filming.addListener((property, old, now) -> Shown.set(filmed, !now.isEmpty()));
        getRightItems().addAll(opened, filmed);
    }

    private static Button cancelButton(String id, String meaning, Runnable action) {
        Button cancel = new Button("Cancel");
        cancel.setId(id);
        HBox.setMargin(cancel, new Insets(0, 0, 0, 8));
        cancel.setTooltip(new Tooltip(meaning));
        cancel.setOnAction(event -> action.run());
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
