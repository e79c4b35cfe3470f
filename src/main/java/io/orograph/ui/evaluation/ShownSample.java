package io.orograph.ui.evaluation;

import io.orograph.study.Experiment;
import io.orograph.study.Sample;
import io.orograph.study.SampleSettings;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.value.ObservableValue;

/**
 * The sample that is open, while it is looked at with its own weights and the settings that it brings: of others its
 * description is not true.
 */
public final class ShownSample {

    private final ObjectBinding<Sample> sample;

    /**
     * Follows what is open.
     *
     * @param opened the sample that is open; null for none
     * @param experiment what is asked of it; null while it is put together
     */
    public ShownSample(
            ObservableValue<Sample> opened, ObservableValue<Experiment> experiment, EvaluationModel evaluation) {
        Observable[] settings = {
            opened,
            experiment,
            evaluation.directionsProperty(),
            evaluation.normalizationProperty(),
            evaluation.includeBiasProperty(),
            evaluation.seedProperty(),
            evaluation.held(),
            evaluation.rangeProperty(),
            evaluation.statisticsProperty(),
            evaluation.savedDirectionsProperty(),
            evaluation.givenProperty()
        };
        sample = Bindings.createObjectBinding(
                () -> isAtOtherWeights(experiment.getValue()) ? null : of(opened.getValue(), evaluation), settings);
    }

    private static boolean isAtOtherWeights(Experiment experiment) {
        return experiment != null && !experiment.weights().areOfModel();
    }

    private static Sample of(Sample opened, EvaluationModel evaluation) {
        if (opened == null || evaluation.givenProperty().get() != null) {
            return null;
        }
        EvaluationSettings now = EvaluationSettings.of(evaluation);
        // A finer or coarser grid shows the same.
        EvaluationSettings own = brought(new SampleSettings(opened.range(), now.resolution()));
        return now.withPrecision(own.precision()).equals(own) ? opened : null;
    }

    /** Returns the settings that a sample brings. */
    public static EvaluationSettings brought(Sample sample) {
        return brought(SampleSettings.of(sample));
    }

    private static EvaluationSettings brought(SampleSettings settings) {
        return EvaluationSettings.ofEntries(settings.entries());
    }

    /** Returns the sample; null while there is none or its settings were changed. */
    public ObservableValue<Sample> sample() {
        return sample;
    }
}
