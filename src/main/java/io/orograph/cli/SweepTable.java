package io.orograph.cli;

import io.orograph.plot.Ticks;
import io.orograph.study.sweep.Generalization;
import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweepReport.Row;
import io.orograph.study.sweep.SweepReport.Spread;
import io.orograph.study.sweep.SweptOutcome;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A sweep as text and as JSON. */
final class SweepTable {

    private SweepTable() {}

    /** Returns why a run ended, in words. */
    static String end(SweptOutcome outcome) {
        return switch (outcome.end()) {
            case REACHED -> "reached the loss";
            case EPOCHS -> "all epochs done";
            case DIVERGED -> "diverged";
        };
    }

    /** Prints settings with mean ± standard deviation over seeds, then what goes with what. */
    static void print(SweepReport report, PrintWriter out) {
        Set<String> axes = varied(report);
        Set<String> values = new LinkedHashSet<>();
        report.settings().forEach(row -> values.addAll(row.values().keySet()));
        List<String> titles = new ArrayList<>(axes);
        titles.add("runs");
        values.forEach(value -> titles.add(value.replace('_', ' ')));
        TextTable table = new TextTable(titles.toArray(new String[0]));
        for (Row row : report.settings()) {
            List<String> cells = new ArrayList<>();
            axes.forEach(axis -> cells.add(String.valueOf(row.setting().place().getOrDefault(axis, "–"))));
            cells.add(row.diverged() == 0 ? "" + row.runs() : row.runs() + ", " + row.diverged() + " diverged");
            values.forEach(value -> cells.add(text(row.values().get(value))));
            table.row(cells.toArray(new String[0]));
        }
        out.println();
        table.print(out);
        if (!report.correlations().isEmpty()) {
            out.println();
            printCorrelations(report, out);
        }
    }

    /** The axes along which settings differ; all of them where there is one setting. */
    private static Set<String> varied(SweepReport report) {
        Set<String> names = new LinkedHashSet<>();
        report.settings().forEach(row -> names.addAll(row.setting().place().keySet()));
        Set<String> varied = new LinkedHashSet<>(names);
        varied.removeIf(name -> report.settings().stream()
                        .map(row -> String.valueOf(row.setting().place().get(name)))
                        .distinct()
                        .count()
                == 1);
        return varied.isEmpty() ? names : varied;
    }

    private static String text(Spread spread) {
        if (spread == null) {
            return "–";
        }
        return Double.isNaN(spread.deviation())
                ? Ticks.number(spread.mean(), 3)
                : Ticks.number(spread.mean(), 3) + " ± " + Ticks.number(spread.deviation(), 2);
    }

    private static void printCorrelations(SweepReport report, PrintWriter out) {
        TextTable table = new TextTable("measure", "against", "runs", "τ", "Ψ", "τ within settings", "p");
        for (Generalization found : report.correlations()) {
            table.row(
                    found.measure(),
                    found.gap().title(),
                    "" + found.runs(),
                    coefficient(found.tau()),
                    coefficient(found.granulated()),
                    coefficient(found.within()),
                    coefficient(found.p()));
        }
        table.print(out);
        out.println(
                "τ: Kendall's τ-b over all runs. Ψ: its mean over pairs that differ along one axis only (Jiang et al."
                        + " 2020). p: by shuffling the measure among the runs of each setting; it says nothing on differences"
                        + " between settings.");
    }

    private static String coefficient(double value) {
        return Double.isNaN(value) ? "–" : Ticks.number(value, 2);
    }

    static JsonLine json(SweepReport report) {
        return new JsonLine()
                .put(
                        "runs",
                        report.outcomes().stream().map(SweptOutcome::entries).toList())
                .put(
                        "settings",
                        report.settings().stream().map(SweepTable::entries).toList())
                .put(
                        "correlations",
                        report.correlations().stream().map(SweepTable::entries).toList());
    }

    private static Map<String, Object> entries(Row row) {
        Map<String, Object> entries = new LinkedHashMap<>(row.setting().place());
        entries.put("runs", row.runs());
        entries.put("diverged", row.diverged());
        row.values().forEach((name, spread) -> {
            entries.put(name, spread.mean());
            entries.put(name + "_sd", spread.deviation());
        });
        return entries;
    }

    private static Map<String, Object> entries(Generalization found) {
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
}
