package io.orograph.ui.main;

import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.export.ExportActions;
import io.orograph.ui.workspace.Workspace;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import org.controlsfx.control.StatusBar;

/** The line at the bottom: what runs, how far it is, how long it will take; else what came of it. */
final class MainStatus extends StatusBar {

    private static final String IDLE = "Drop a model and its data here, or choose one of the samples";

    MainStatus(Workspace workspace, EvaluationModel evaluation, ExportActions exports) {
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
                                .orElse(IDLE),
                        opening,
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
    }
}
