package io.orograph.export;

import io.orograph.file.AtomicFile;
import io.orograph.file.Excerpt;
import io.orograph.network.Tensor;
import io.orograph.provenance.ProvenanceJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The arrays of a result as a table in UTF-8, written as {@link LandscapeCsv} is: lines of provenance that begin with {@code
 * #}, a header, a column an array of one axis, {@code name_0}, {@code name_1} … for the columns of an array of two. A column
 * that is shorter than another ends in empty fields. Arrays of more axes, and texts, have no place in it.
 */
public final class ResultTable {

    private ResultTable() {}

    /** One column. */
    private record Column(Tensor array, int first, int stride) {

        int length() {
            return array.size() / stride;
        }

        String field(int row) {
            if (row >= length()) {
                return "";
            }
            int index = first + row * stride;
            return array.type().isFloating()
                    ? LandscapeCsv.text(array.get(index))
                    : Long.toString(array.getLong(index));
        }
    }

    /** Writes or replaces a file, whole or not at all. */
    public static void write(Path file, Exportable result) throws IOException {
        Map<String, Column> columns = columns(result.values());
        AtomicFile.write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            for (Map.Entry<String, Object> entry : result.provenance().entries().entrySet()) {
                writer.write("# " + Excerpt.line(entry.getKey()) + ": " + ProvenanceJson.json(entry.getValue()) + "\n");
            }
            writer.write(String.join(",", columns.keySet()) + "\n");
            int rows = columns.values().stream().mapToInt(Column::length).max().orElse(0);
            for (int row = 0; row < rows; row++) {
                List<String> fields = new ArrayList<>();
                for (Column column : columns.values()) {
                    fields.add(column.field(row));
                }
                writer.write(String.join(",", fields) + "\n");
            }
            writer.flush();
        });
    }

    /** Returns a name without what ends a field or a line. */
    private static String heading(String name) {
        return Excerpt.line(name).replace(',', ';').replace('"', '\'');
    }

    private static Map<String, Column> columns(NamedValues values) {
        Map<String, Column> columns = new LinkedHashMap<>();
        values.arrays().forEach((name, array) -> {
            if (array.rank() <= 1) {
                columns.put(heading(name), new Column(array, 0, 1));
            } else if (array.rank() == 2) {
                int width = (int) array.size(1);
                for (int i = 0; i < width; i++) {
                    columns.put(heading(name) + "_" + i, new Column(array, i, width));
                }
            }
        });
        return columns;
    }
}
