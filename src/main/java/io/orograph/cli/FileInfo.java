package io.orograph.cli;

import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.format.Contents;
import io.orograph.format.FileKind;
import io.orograph.format.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The description of a file of any format and of what can be done with it, as a text or as JSON. */
final class FileInfo {

    private static final int LONGEST_VALUE = 200;

    private FileInfo() {}

    /**
     * Prints one JSON object: the format, the roles, and what is in the file by its own names.
     *
     * @throws IOException if the file cannot be read
     */
    static void printJson(PrintWriter out, FileKind kind) throws IOException {
        Contents contents = kind.contents();
        JsonLine json = new JsonLine()
                .put("format", kind.format().name())
                .put("id", kind.format().id())
                .put("roles", kind.roles().stream().sorted().map(Role::label).toList());
        contents.facts().forEach(fact -> json.put(fact.key(), fact.value()));
        contents.tables().forEach(table -> json.put(table.key(), table.rows()));
        contents.notes().forEach(notes -> json.put(notes.key(), notes.entries()));
        json.put("remarks", contents.remarks()).put("uses", kind.uses());
        out.println(json);
    }

    /**
     * Prints a text with tables.
     *
     * @throws IOException if the file cannot be read
     */
    static void print(PrintWriter out, FileKind kind) throws IOException {
        Contents contents = kind.contents();
        out.println(FileName.of(kind.head().path()) + ": " + kind.format().label());
        TextTable facts = new TextTable("", "");
        contents.facts().forEach(fact -> facts.row(fact.label(), text(fact.value())));
        facts.printRows(out);
        contents.remarks().forEach(remark -> out.println(printable(remark)));
        contents.tables().forEach(table -> print(out, table));
        contents.notes().forEach(notes -> print(out, notes));
        out.println();
        kind.uses().forEach(out::println);
    }

    private static void print(PrintWriter out, Contents.Table table) {
        if (table.rows().isEmpty()) {
            return;
        }
        out.println();
        List<String> keys = List.copyOf(table.rows().get(0).keySet());
        TextTable text = new TextTable(keys.stream().map(FileInfo::title).toArray(String[]::new));
        for (Map<String, Object> row : table.rows()) {
            text.row(keys.stream().map(key -> text(row.get(key))).toArray(String[]::new));
        }
        text.print(out);
    }

    private static void print(PrintWriter out, Contents.Notes notes) {
        out.println();
        out.println(title(notes.key()) + ":");
        TextTable text = new TextTable("", "");
        notes.entries().forEach((name, value) -> text.row("  " + printable(name), text(value)));
        text.printRows(out);
    }

    private static String title(String key) {
        return key.substring(0, 1).toUpperCase(Locale.ROOT) + key.substring(1).replace('_', ' ');
    }

    private static String text(Object value) {
        if (value instanceof Boolean flag) {
            return flag ? "yes" : "no";
        }
        if (value instanceof Double || value instanceof Float) {
            return String.format(Locale.ROOT, "%.6g", ((Number) value).doubleValue());
        }
        if (value instanceof Number whole) {
            return String.format(Locale.ROOT, "%,d", whole.longValue());
        }
        return printable(String.valueOf(value));
    }

    /**
     * Returns a text of a file, cut and without control characters, so that a hostile file neither moves the cursor nor
     * fills the screen.
     */
    private static String printable(String text) {
        return Excerpt.of(text, LONGEST_VALUE);
    }
}
