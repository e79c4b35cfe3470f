package io.orograph.study.sweep;

import io.orograph.file.AtomicFile;
import io.orograph.file.CsvLine;
import io.orograph.file.FileName;
import io.orograph.provenance.Provenance;
import io.orograph.provenance.ProvenanceJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a sweep led to as a file: by its ending a table (CSV, RFC 4180, a line a network with its settings, seed and numbers) or
 * JSON, which holds all of the report and where it comes from.
 */
public final class SweepFile {

    private SweepFile() {}

    /**
     * Writes or replaces a file, whole or not at all.
     *
     * @param from where the report comes from; a table has no room for it
     */
    public static void write(Path file, SweepReport report, Provenance from) throws IOException {
        boolean table = FileName.of(file).toLowerCase(Locale.ROOT).endsWith(".csv");
        byte[] text = (table ? table(report) : json(report, from)).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    private static String json(SweepReport report, Provenance from) {
        Map<String, Object> entries = new LinkedHashMap<>(SweepEntries.of(report));
        entries.put("provenance", from.entries());
        return ProvenanceJson.json(entries) + "\n";
    }

    private static String table(SweepReport report) {
        List<Map<String, Object>> rows = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>(List.of("name"));
        for (SweptOutcome outcome : report.outcomes()) {
            Map<String, Object> row =
                    new LinkedHashMap<>(Map.of("name", outcome.run().name()));
            row.putAll(outcome.entries());
            row.remove("sharpness");
            row.putAll(outcome.sharpness());
            columns.addAll(row.keySet());
            rows.add(row);
        }
        return CsvLine.of(columns)
                + rows.stream()
                        .map(row -> CsvLine.of(columns.stream()
                                .map(column -> row.getOrDefault(column, ""))
                                .toList()))
                        .collect(Collectors.joining());
    }
}
