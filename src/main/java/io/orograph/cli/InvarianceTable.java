package io.orograph.cli;

import io.orograph.sharpness.SharpnessMeasure;
import io.orograph.study.InvarianceStudy;
import io.orograph.study.InvarianceStudy.Rescaled;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What moved when a network was rescaled, as text and as JSON. */
final class InvarianceTable {

    private InvarianceTable() {}

    static void print(InvarianceStudy.Result result, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s rescaled exactly, loss %.7g before and after, measured on %,d samples%n",
                result.name(),
                result.loss(),
                result.samples());
        result.rescaled().forEach(at -> out.println(result.inWords(at)));
        result.contradicted().forEach(line -> out.println("against what is stated: " + line));
    }

    static JsonLine json(InvarianceStudy.Result result) {
        Map<String, Object> rescaled = new LinkedHashMap<>();
        for (Rescaled at : result.rescaled()) {
            Map<String, Object> entries = new LinkedHashMap<>();
            entries.put("places", at.places());
            entries.put("words", result.inWords(at));
            entries.put("measures", MeasureTable.json(at.measurements()));
            entries.put(
                    "moved",
                    at.places() == 0
                            ? List.of()
                            : result.before().keySet().stream()
                                    .filter(measure -> result.hasMoved(measure, at))
                                    .map(SharpnessMeasure::label)
                                    .toList());
            rescaled.put(at.rescaling().label(), entries);
        }
        return new JsonLine()
                .put("loss", result.loss())
                .put("samples", result.samples())
                .put("measures", MeasureTable.json(result.before()))
                .put("rescaled", rescaled)
                .put("against_what_is_stated", result.contradicted());
    }
}
