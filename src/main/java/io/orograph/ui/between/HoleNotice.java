package io.orograph.ui.between;

import io.orograph.experiment.Experiment;
import io.orograph.experiment.NegativeVariances;
import io.orograph.landscape.Landscape;
import io.orograph.ui.evaluation.EvaluationModel;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/** Says why a landscape between models has holes, where its statistics of batch normalisation are the reason. */
final class HoleNotice {

    private static final String RECOMPUTED = "“recomputed” above";

    private final ObservableValue<Experiment> experiment;
    private final EvaluationModel evaluation;
    private final ObservableValue<Between> shown;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");

    HoleNotice(ObservableValue<Experiment> experiment, EvaluationModel evaluation, ObservableValue<Between> shown) {
        this.experiment = experiment;
        this.evaluation = evaluation;
        this.shown = shown;
        evaluation.landscapeProperty().addListener((property, old, now) -> text.set(of(now)));
    }

    private String of(Landscape landscape) {
        Between now = shown.getValue();
        Experiment subject = experiment.getValue();
        boolean there = now != null
                && landscape != null
                && subject != null
                && evaluation.shownPlaneProperty().get() == now.plane().plane();
        return there
                ? NegativeVariances.notice(landscape, now.plane().plane(), subject, RECOMPUTED)
                        .orElse("")
                : "";
    }

    /** A sentence; empty where there are no such holes. */
    ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }
}
