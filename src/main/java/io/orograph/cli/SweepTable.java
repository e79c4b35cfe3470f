package io.orograph.cli;

import io.orograph.study.sweep.Generalization;
import io.orograph.study.sweep.SweepEntries;
import io.orograph.study.sweep.SweepReport;
import io.orograph.study.sweep.SweepReport.Row;
import io.orograph.study.sweep.SweepWords;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A sweep as text and as JSON. */
final class SweepTable {

    private SweepTable() {}

    /** Prints settings with mean ± standard deviation over seeds, then what goes with what. */
    static void print(SweepReport report, PrintWriter out) {
        Set<String> axes = SweepWords.varied(report);
        Set<String> values = new LinkedHashSet<>();
        report.settings().forEach(row -> values.addAll(row.values().keySet()));
        List<String> titles = new ArrayList<>(axes);
        titles.add("runs");
        values.forEach(value -> titles.add(value.replace('_', ' ')));
        TextTable table = new TextTable(titles.toArray(new String[0]));
        for (Row row : report.settings()) {
            List<String> cells = new ArrayList<>();
            axes.forEach(axis -> cells.add(String.valueOf(row.place().getOrDefault(axis, "–"))));
            cells.add(SweepWords.runs(row));
            values.forEach(value -> cells.add(SweepWords.text(row.values().get(value))));
            table.row(cells.toArray(new String[0]));
        }
        out.println();
        table.print(out);
        if (!report.correlations().isEmpty()) {
            out.println();
            printCorrelations(report, out);
        }
        report.findings().ifPresent(findings -> {
            out.println();
            out.println(findings.text());
        });
    }

    private static void printCorrelations(SweepReport report, PrintWriter out) {
        TextTable table = new TextTable("measure", "against", "runs", "τ", "Ψ", "τ within settings", "p");
        for (Generalization found : report.correlations()) {
            table.row(
                    found.measure(),
                    found.gap().title(),
                    "" + found.runs(),
                    SweepWords.coefficient(found.tau()),
                    SweepWords.coefficient(found.granulated()),
                    SweepWords.coefficient(found.within()),
                    SweepWords.coefficient(found.p()));
        }
        table.print(out);
        out.println(
                "τ: Kendall's τ-b over all runs. Ψ: its mean over pairs that differ along one axis only (Jiang et al."
                        + " 2020). p: by shuffling the measure among the runs of each setting; it says nothing on differences"
                        + " between settings. Each p is for itself: of twenty, about one is below 0.05 by chance.");
    }

    static JsonLine json(SweepReport report) {
        JsonLine line = new JsonLine();
        SweepEntries.of(report).forEach(line::put);
        return line;
    }
}
