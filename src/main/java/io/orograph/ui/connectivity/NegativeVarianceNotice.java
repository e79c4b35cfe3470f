package io.orograph.ui.connectivity;

import io.orograph.landscape.Landscape;
import io.orograph.study.Experiment;
import io.orograph.study.NegativeVariances;
import io.orograph.ui.evaluation.EvaluationModel;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;

/** Says why a landscape between models has holes, where its statistics of batch normalisation are the reason. */
final class NegativeVarianceNotice {

    private final ObservableValue<Experiment> experiment;
    private final ObservableValue<ConnectivityResult> shown;
    private final ReadOnlyStringWrapper text = new ReadOnlyStringWrapper(this, "text", "");

    NegativeVarianceNotice(
            ObservableValue<Experiment> experiment,
            EvaluationModel evaluation,
            ObservableValue<ConnectivityResult> shown) {
        this.experiment = experiment;
        this.shown = shown;
        evaluation.landscapeProperty().addListener((property, old, now) -> text.set(of(now)));
    }

    private String of(Landscape landscape) {
        ConnectivityResult now = shown.getValue();
        Experiment subject = experiment.getValue();
        boolean there = now != null
                && landscape != null
                && subject != null
                && landscape.section() == now.section().section();
        return there ? NegativeVariances.notice(landscape, subject).orElse("") : "";
    }

    /** Returns a sentence; empty where there are no such holes. */
    ReadOnlyStringProperty textProperty() {
        return text.getReadOnlyProperty();
    }
}
