package io.orograph.file;

import java.util.Collection;
import java.util.stream.Collectors;

/** A line of a table with commas (RFC 4180). */
public final class CsvLine {

    private CsvLine() {}

    /** Returns the fields with commas between them and a line feed behind, in quotation marks where they hold what would end them. */
    public static String of(Collection<?> fields) {
        return fields.stream().map(CsvLine::field).collect(Collectors.joining(",")) + "\n";
    }

    private static String field(Object value) {
        String text = value.toString();
        return text.matches("(?s).*[\",\\r\\n].*") ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
