package io.orograph.data;

import io.orograph.file.DamagedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/**
 * The rows of a table in their order, without empty ones, of which the first are known before they are taken. What every
 * row has too much is left out: an empty field behind a last separator, and the names of rows that the header does not
 * count.
 */
final class TableRows implements Iterator<TableRows.Row> {

    /** Enough to tell what a column holds; of a table with many columns they are some megabytes. */
    private static final int FIRST = 200;

    private final Iterator<Row> records;
    private final boolean named;
    private final List<Row> first = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private int taken;
    private int namesOfRows;
    private int emptyBehind;

    /**
     * A row.
     *
     * @param line the number of its line, from 1
     */
    record Row(List<String> fields, long line) {

        boolean isEmpty() {
            return fields.stream().allMatch(String::isEmpty);
        }

        String last() {
            return fields.get(fields.size() - 1);
        }

        private Row without(int before, int behind) {
            int end = fields.size() - behind;
            return before == 0 && behind == 0 || end < before ? this : new Row(fields.subList(before, end), line);
        }
    }

    /**
     * Returns the rows of a text, whose first may be a header.
     *
     * @param notices what a person should know about how the text was read
     */
    static TableRows ofText(Path file, Iterator<Row> records, List<String> notices) throws IOException {
        TableRows rows = new TableRows(file, records, false);
        rows.notices.addAll(notices);
        rows.trim();
        return rows;
    }

    /**
     * Rows of any table.
     *
     * @param named whether the first are the names of the columns, which all rows have alike
     */
    TableRows(Path file, Iterator<Row> records, boolean named) throws IOException {
        this.records = records;
        this.named = named;
        while (first.size() < FIRST && records.hasNext()) {
            Row row = records.next();
            if (!row.isEmpty()) {
                first.add(row);
            }
        }
        if (first.isEmpty()) {
            throw new DamagedFileException(file, "holds no table; the first line has to name the columns");
        }
    }

    private void trim() {
        Row header = first.get(0);
        List<Row> body = first.subList(1, first.size());
        int columns = header.fields().size();
        if (body.isEmpty() || columns < 2) {
            return;
        }
        int more = body.get(0).fields().size() - columns;
        if (body.stream().anyMatch(row -> row.fields().size() != columns + more) || more > 1 || more < -1) {
            return;
        }
        if (more == 1 && body.size() == 1) {
            // One line alone may as well have a field too many.
            return;
        }
        boolean endEmpty = body.stream().allMatch(row -> row.last().isEmpty());
        if (more == 1) {
            emptyBehind = endEmpty ? 1 : 0;
            // R names the rows and gives their names no header.
            namesOfRows = endEmpty || !areDistinct(body) ? 0 : 1;
        } else if (header.last().isEmpty()) {
            first.set(0, header.without(0, 1));
            emptyBehind = more == 0 && endEmpty ? 1 : 0;
            if (more == 0 && !endEmpty) {
                first.set(0, header);
            }
        }
        for (int i = 1; i < first.size(); i++) {
            first.set(i, first.get(i).without(namesOfRows, emptyBehind));
        }
        if (emptyBehind > 0 && more == 0) {
            trimFurther();
        }
    }

    private static boolean areDistinct(List<Row> rows) {
        return rows.stream().map(row -> row.fields().get(0)).distinct().count() == rows.size();
    }

    /** Takes off further empty columns, of which a spreadsheet writes as many as it once had. */
    private void trimFurther() {
        while (first.get(0).fields().size() > 1
                && first.stream()
                        .allMatch(row -> row.fields().size() > 1 && row.last().isEmpty())) {
            first.replaceAll(row -> row.without(0, 1));
            emptyBehind++;
        }
    }

    /** Returns the first rows, the header among them. */
    List<Row> first() {
        return List.copyOf(first);
    }

    /** Returns what a person should know about how the rows were read. */
    List<String> notices() {
        return List.copyOf(notices);
    }

    /** Returns whether the rows had names that the header did not count. */
    boolean hadNames() {
        return namesOfRows > 0;
    }

    /** Returns whether the first row is known to hold the names of the columns. */
    boolean areNamed() {
        return named;
    }

    @Override
    public boolean hasNext() {
        return taken < first.size() || records.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return taken < first.size() ? first.get(taken++) : records.next().without(namesOfRows, emptyBehind);
    }
}
