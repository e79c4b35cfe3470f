package io.orograph.cli;

import io.orograph.sharpness.Rescaling;
import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.sharpness.SharpnessMeasure.Measurement;
import io.orograph.study.MeasuredWords;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Measures of sharpness as a table and as JSON. */
final class MeasureTable {

    private MeasureTable() {}

    static void print(Map<SharpnessMeasure, Measurement> results, PrintWriter out) {
        int width = results.keySet().stream()
                .mapToInt(measure -> measure.label().length())
                .max()
                .orElse(0);
        results.forEach((measure, result) -> {
            String note = result.note().isEmpty() ? "" : "; " + result.note();
            out.println(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %-20s  %s%s; %s%s",
                    measure.label(),
                    MeasuredWords.of(result),
                    measure.title(),
                    note,
                    Rescaling.clause(measure.invariances()),
                    measure.votes() ? "; votes" : ""));
        });
    }

    static Map<String, Object> json(Map<SharpnessMeasure, Measurement> results) {
        Map<String, Object> all = new LinkedHashMap<>();
        results.forEach((measure, result) -> {
            Map<String, Object> entries = new LinkedHashMap<>();
            entries.put("value", result.value());
            entries.put("se", result.standardError());
            entries.put("se_sample", result.sampleError());
            if (!Double.isNaN(result.valueOfTwice())) {
                entries.put("value_of_twice_the_effort", result.valueOfTwice());
            }
            if (!result.parts().isEmpty()) {
                entries.put("by_parameter", result.parts());
            }
            entries.put("title", measure.title());
            entries.put("formula", measure.formula());
            entries.put("source", measure.source());
            entries.put(
                    "invariance",
                    measure.invariances().stream()
                            .sorted()
                            .map(Rescaling::label)
                            .toList());
            entries.put("votes", measure.votes());
            entries.put("note", result.note());
            all.put(measure.label(), entries);
        });
        return all;
    }
}
