package io.orograph.cli;

import io.orograph.experiment.Experiment;
import io.orograph.sharpness.MeasuredPoint;
import io.orograph.sharpness.RelativeVerdict;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The measures of one model.
 *
 * @param name of its file
 * @param loss at its weights
 * @param values in the order in which they were asked for
 */
record MeasuredModel(String name, double loss, Map<SharpnessMeasure, Measurement> values) {

    /** Takes the measures, with a bar for each. */
    static MeasuredModel measure(
            Experiment experiment, String name, List<SharpnessMeasure> wanted, long seed, Console console) {
        MeasuredPoint point = new MeasuredPoint(experiment.objective(), experiment.weights(), seed, console.cancel());
        Map<SharpnessMeasure, Measurement> values = new LinkedHashMap<>();
        for (SharpnessMeasure measure : wanted) {
            try (ProgressBar bar = new ProgressBar(console, "Measuring " + measure.label() + " of " + name)) {
                values.put(measure, measure.measure(point, bar));
            }
        }
        return new MeasuredModel(name, point.loss(), values);
    }

    RelativeVerdict against(MeasuredModel other) {
        return RelativeVerdict.of(values, other.values, other.name);
    }

    /** What the comparison with another one says, as JSON. */
    Map<String, Object> json(MeasuredModel other) {
        RelativeVerdict verdict = against(other);
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("model", other.name);
        entries.put("loss", other.loss);
        entries.put("verdict", verdict.words());
        entries.put("evidence", verdict.evidence());
        entries.put("measures", MeasureTable.json(other.values));
        return entries;
    }
}
