package io.orograph.ui.main;

import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.workspace.Workspace;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import org.controlsfx.control.StatusBar;

/** The line at the bottom: what runs, how far it is, how long it will take. */
final class MainStatus extends StatusBar {

    // Held here: a binding that nothing holds may be collected while it is still listened to.
    private final BooleanBinding busy;

    MainStatus(Workspace workspace, EvaluationModel evaluation) {
        setId("status");
        busy = workspace.busy();
        textProperty()
                .bind(Bindings.createStringBinding(
                        () -> busy.get()
                                ? "Opening…"
                                : evaluation.statusProperty().get().isEmpty()
                                        ? "Drop a model and its data here, or open a sample"
                                        : evaluation.statusProperty().get(),
                        busy,
                        evaluation.statusProperty()));
        progressProperty()
                .bind(Bindings.createDoubleBinding(
                        () -> busy.get() ? -1 : evaluation.progressProperty().get(),
                        busy,
                        evaluation.progressProperty()));
    }
}
