package io.orograph.ui.recovery;

import io.orograph.model.OpenedModel;
import io.orograph.network.Weights;
import io.orograph.session.DataPair;
import io.orograph.session.LossWords;
import io.orograph.session.ParameterWords;
import io.orograph.study.Experiment;
import io.orograph.study.KeptWeights;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a question was asked about, as a file holds it: two of the same can be gone on with together.
 *
 * @param pair the model and its data
 * @param loss the choices about the loss and the samples
 * @param parameters what counts as a parameter
 * @param theta what tells θ₀ from other weights, where it is not that of the model file; else empty
 */
record SubjectWords(DataPair pair, LossWords loss, ParameterWords parameters, String theta) {

    SubjectWords {
        parameters = parameters == null ? ParameterWords.of(OpenedModel.Choice.NONE) : parameters;
        theta = theta == null ? "" : theta;
    }

    static SubjectWords of(Experiment experiment, LocalDate day) {
        Weights weights = experiment.weights();
        return new SubjectWords(
                DataPair.of(experiment.model().path(), experiment.loaded().source(), day),
                LossWords.of(experiment.settings()),
                ParameterWords.of(experiment.model().choice()),
                weights.areOfModel() ? "" : KeptWeights.digest(weights));
    }

    /** Tells whether it can be what a file says. */
    boolean isWhole() {
        return pair != null && loss != null && pair.model() != null && pair.data() != null;
    }

    /** Tells whether θ₀ is that of the model file. */
    boolean isOfModelFile() {
        return theta.isEmpty();
    }

    /** Tells whether another is of the same, on whatever day. */
    boolean isSame(SubjectWords other) {
        return pair.model().equals(other.pair.model())
                && pair.data().equals(other.pair.data())
                && pair.source().equals(other.pair.source())
                && loss.equals(other.loss)
                && parameters.equals(other.parameters)
                && theta.equals(other.theta);
    }

    /** Returns what the bits of a result depend on besides model and data, by the names of the command's options. */
    Map<String, Object> entries() {
        Map<String, Object> entries = new LinkedHashMap<>(loss.entries());
        entries.putAll(parameters.entries());
        entries.put("--weights", theta);
        entries.put("--prepared", pair.source().preparation().text());
        entries.put("--classes", String.join(",", pair.classes()));
        return entries;
    }
}
