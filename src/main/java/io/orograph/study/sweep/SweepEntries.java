package io.orograph.study.sweep;

import io.orograph.study.sweep.SweepReport.Row;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as entries of JSON, the same on the command line and in a file that the window writes. */
public final class SweepEntries {

    private SweepEntries() {}

    /**
     * Returns all of a report: {@code runs}, {@code settings} with mean and standard deviation ({@code …_sd}) over seeds,
     * {@code correlations}, and {@code differences} between the two ends of the only axis.
     */
    public static Map<String, Object> of(SweepReport report) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put(
                "runs", report.outcomes().stream().map(SweptOutcome::entries).toList());
        entries.put(
                "settings",
                report.settings().stream().map(SweepEntries::setting).toList());
        entries.put(
                "correlations",
                report.correlations().stream().map(SweepEntries::correlation).toList());
        entries.put(
                "differences", report.findings().map(SweepEntries::differences).orElse(List.of()));
        return entries;
    }

    private static Map<String, Object> setting(Row row) {
        Map<String, Object> entries = new LinkedHashMap<>(row.place());
        entries.put("runs", row.runs());
        entries.put("diverged", row.diverged());
        row.values().forEach((name, spread) -> {
            entries.put(name, spread.mean());
            entries.put(name + "_sd", spread.deviation());
        });
        return entries;
    }

    private static Map<String, Object> correlation(Generalization found) {
        Map<String, Object> entries = new LinkedHashMap<>();
        entries.put("measure", found.measure());
        entries.put("against", found.gap().label());
        entries.put("runs", found.runs());
        entries.put("kendall_tau", found.tau());
        entries.put("granulated_tau", found.granulated());
        entries.put("granulated_by_axis", found.axes());
        entries.put("tau_within_settings", found.within());
        entries.put("p_within_settings", found.p());
        return entries;
    }

    private static List<Map<String, Object>> differences(SweepFindings findings) {
        return findings.differences().stream()
                .map(difference -> {
                    Map<String, Object> entries = new LinkedHashMap<>();
                    entries.put("quantity", difference.quantity());
                    entries.put("axis", findings.axis());
                    entries.put("from", findings.first());
                    entries.put("to", findings.last());
                    entries.put("pairs", difference.pairs());
                    entries.put("first", difference.first());
                    entries.put("last", difference.last());
                    entries.put("low", difference.low());
                    entries.put("high", difference.high());
                    return entries;
                })
                .toList();
    }
}
