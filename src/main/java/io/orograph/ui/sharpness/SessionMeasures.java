package io.orograph.ui.sharpness;

import io.orograph.objective.LossKind;
import io.orograph.sharpness.RelativeVerdict;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.study.Experiment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The measures of each model since the window was opened, kept so that models can be compared. Only those that were
 * measured for the same loss on the same samples are.
 */
final class SessionMeasures {

    private final Map<Subject, Map<SharpnessMeasure, Measurement>> taken = new LinkedHashMap<>();

    /** The task for which measures are comparable. */
    private record Task(String dataSha256, int samples, LossKind loss) {}

    /**
     * Whose measures they are.
     *
     * @param weights what there is to tell θ₀ from others of the same model by
     */
    private record Subject(String sha256, Map<String, Object> weights, String name, Task task) {

        static Subject of(Experiment experiment) {
            return new Subject(
                    experiment.model().sha256(),
                    experiment.weights().entries(),
                    experiment.weights().name(),
                    new Task(
                            experiment.loaded().sha256(),
                            experiment.data().samples(),
                            experiment.loss().kind()));
        }
    }

    void put(Experiment experiment, SharpnessMeasure measure, Measurement value) {
        taken.computeIfAbsent(Subject.of(experiment), subject -> new LinkedHashMap<>())
                .put(measure, value);
    }

    /**
     * Returns how the model of an experiment compares with each of the others; those without a common measure are left
     * out.
     */
    List<RelativeVerdict> verdicts(Experiment experiment) {
        Subject own = Subject.of(experiment);
        Map<SharpnessMeasure, Measurement> values = taken.getOrDefault(own, Map.of());
        return taken.entrySet().stream()
                .filter(other ->
                        !other.getKey().equals(own) && other.getKey().task().equals(own.task()))
                .map(other -> RelativeVerdict.of(
                        values,
                        other.getValue(),
                        other.getKey().name(),
                        own.task().samples()))
                .filter(verdict -> verdict.kind() != RelativeVerdict.Kind.UNKNOWN)
                .toList();
    }
}
