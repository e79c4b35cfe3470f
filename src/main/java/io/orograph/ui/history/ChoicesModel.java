package io.orograph.ui.history;

import io.orograph.ui.display.DisplayChoices;
import io.orograph.ui.display.DisplaySettings;
import io.orograph.ui.evaluation.EvaluationModel;
import io.orograph.ui.evaluation.EvaluationSettings;
import io.orograph.ui.workspace.Workspace;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.collections.SetChangeListener;

/** Takes and gives back the choices of the window, and tells when one changes. */
final class ChoicesModel {

    private final Workspace workspace;
    private final EvaluationModel evaluation;
    private final DisplaySettings display;

    ChoicesModel(Workspace workspace, EvaluationModel evaluation, DisplaySettings display) {
        this.workspace = workspace;
        this.evaluation = evaluation;
        this.display = display;
    }

    /** Returns the choices as they are. */
    Choices now() {
        return new Choices(
                EvaluationSettings.of(evaluation),
                evaluation.givenProperty().get(),
                evaluation.openedProperty().get(),
                DisplayChoices.of(display),
                new Choices.Subject(workspace.modelProperty().get(), workspace.choices(), workspace.chosenWeights()));
    }

    /**
     * Tells whether an experiment is being put together, or a plane is shown that follows a training, so that some choices are not
     * what they will be.
     */
    boolean isSettling() {
        return !workspace.activityProperty().get().isEmpty() || evaluation.isPassing();
    }

    /** Takes choices about the same files. */
    void take(Choices wanted) {
        wanted.display().applyTo(display, evaluation.landscapeProperty().get());
        if (!wanted.subject().equals(now().subject())) {
            evaluation.takeBackWhenReady(wanted.plane(), wanted.given());
            workspace.takeBack(
                    wanted.subject().model(),
                    wanted.subject().data(),
                    wanted.subject().weights());
        } else {
            evaluation.takeBack(wanted.plane(), wanted.given());
        }
        if (wanted.opened() != null) {
            evaluation.show(wanted.opened());
        }
    }

    /** Has something run whenever a choice may have changed. */
    void whenChanged(Runnable action) {
        for (ObservableValue<?> choice : List.of(
                evaluation.directionsProperty(),
                evaluation.normalizationProperty(),
                evaluation.includeBiasProperty(),
                evaluation.seedProperty(),
                evaluation.rangeProperty(),
                evaluation.resolutionProperty(),
                evaluation.statisticsProperty(),
                evaluation.precisionProperty(),
                evaluation.savedDirectionsProperty(),
                evaluation.regionProperty(),
                evaluation.givenProperty(),
                evaluation.openedProperty(),
                workspace.activityProperty(),
                workspace.samplesProperty(),
                display.colorMapProperty(),
                display.quantityProperty(),
                display.colorQuantityProperty(),
                display.logarithmicProperty(),
                display.verticalScaleProperty(),
                display.clipPercentileProperty(),
                display.showContoursProperty(),
                display.showAxesProperty())) {
            choice.addListener((property, old, now) -> action.run());
        }
        evaluation.held().addListener((SetChangeListener<String>) change -> action.run());
    }

    /** Has something run when other files are open. */
    void whenOpened(Runnable action) {
        workspace.modelProperty().addListener((property, old, now) -> {
            if (old == null
                    || now == null
                    || !old.path().equals(now.path())
                    || !old.sha256().equals(now.sha256())) {
                action.run();
            }
        });
        workspace.dataProperty().addListener((property, old, now) -> action.run());
    }
}
