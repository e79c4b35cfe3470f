package io.orograph.data;

import io.orograph.data.parquet.Column;
import io.orograph.data.parquet.ParquetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Pattern;

/** A Parquet file whose columns hold a single value a row: a table like any other. */
final class ParquetTable {

    /** How pandas calls the names of the rows that it stores beside the columns. */
    private static final Pattern INDEX = Pattern.compile("__index_level_\\d+__");

    private ParquetTable() {}

    /**
     * Reads inputs and targets by the rules for tables.
     *
     * @throws io.orograph.file.UnreadableFileException if the file is damaged, or no such table
     * @throws IOException if it cannot be read
     */
    static CsvReader.Table read(ParquetFile parquet, DataSource source) throws IOException {
        List<Column> columns = parquet.columns().stream()
                .filter(column -> !INDEX.matcher(column.name()).matches())
                .toList();
        CsvReader.Table table;
        try {
            table = CsvReader.read(source, new TableRows(source.path(), rows(parquet, columns), true));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        boolean indexed = columns.size() < parquet.columns().size();
        if (!indexed) {
            return table;
        }
        List<String> notices = new ArrayList<>(table.notices());
        notices.add("The index that pandas stored with the table was left out.");
        return new CsvReader.Table(table.dataset(), notices);
    }

    /** Returns the names of the columns, then the rows. */
    private static Iterator<TableRows.Row> rows(ParquetFile parquet, List<Column> columns) {
        Iterator<List<String>> rows = parquet.rows(columns);
        return new Iterator<>() {

            private long row;

            @Override
            public boolean hasNext() {
                return row == 0 || rows.hasNext();
            }

            @Override
            public TableRows.Row next() {
                return row == 0
                        ? new TableRows.Row(columns.stream().map(Column::name).toList(), row++)
                        : new TableRows.Row(rows.next(), row++);
            }
        };
    }
}
