package io.orograph.data;

import io.orograph.file.CancellableReading;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a table of numbers as a data set: text, a header line with the columns' names, then a line a
 * sample. Which columns are the targets and which the inputs is found by {@link TableLayout}. Inputs are
 * [n, columns] as DOUBLE; true and false are 1 and 0 among them.
 *
 * <p>Targets, [n] or of several columns [n, columns], are INT64 if all are whole numbers and DOUBLE otherwise. A target
 * column of class names becomes class indices, see {@link ClassNumbering}.
 */
public final class CsvReader {

    private static final String NEEDS_NUMBER = "needs a finite number";

    private final Path file;
    private final TableLayout layout;
    private final List<String> givenClasses;
    private final List<Integer> inputColumns;
    private final DoubleList inputs = new DoubleList();
    private final List<TargetColumn> targets = new ArrayList<>();
    private long line;

    private CsvReader(DataSource source, TableLayout layout) {
        this.file = source.path();
        this.layout = layout;
        this.givenClasses = source.classes();
        this.inputColumns = layout.inputs();
        layout.targets().forEach(column -> targets.add(new TargetColumn(!givenClasses.isEmpty(), layout.withComma())));
    }

    /** A table, with what a person should know about how it was taken: a sentence each. */
    record Table(Dataset dataset, List<String> notices) {}

    /**
     * Reads a table.
     *
     * @param targetName the target's column; found if empty
     * @throws io.orograph.file.UnreadableFileException if the file is no such table; the message names line and column
     * @throws IOException if it cannot be read
     */
    public static Dataset read(Path file, Optional<String> targetName) throws IOException {
        return read(DataSource.of(file).named(null, targetName.orElse(null))).dataset();
    }

    /** Reads a table as a person names it; see {@link #read(Path, Optional)}. */
    static Table read(DataSource source) throws IOException {
        return TableText.parsed(source.path(), rows -> read(source, rows));
    }

    /** Reads the rows of any table; see {@link #read(Path, Optional)}. */
    static Table read(DataSource source, TableRows rows) throws IOException {
        CsvReader reader = new CsvReader(source, TableLayout.of(source, rows));
        if (reader.layout.header().isThere()) {
            rows.next();
        }
        while (rows.hasNext()) {
            CancellableReading.check();
            TableRows.Row row = rows.next();
            reader.line = row.line();
            if (!row.isEmpty()) {
                reader.add(row.fields());
            }
        }
        return reader.table();
    }

    /**
     * Returns the names of the columns and of the target's, as they are found without a network.
     *
     * @throws IOException as {@link #read} does
     */
    static Columns columns(Path file) throws IOException {
        return TableText.parsed(file, rows -> {
            TableLayout layout = TableLayout.of(DataSource.of(file), rows);
            List<String> names = layout.header().names();
            return new Columns(names, layout.targets().stream().map(names::get).toList());
        });
    }

    /** Returns what a person may choose otherwise where the table does not fit the network; see {@link TableLayout#advice}. */
    static String advice(DataSource source) throws IOException {
        return TableText.parsed(
                source.path(), rows -> TableLayout.of(source, rows).advice());
    }

    /** The names of all columns, and of those of the targets. */
    record Columns(List<String> names, List<String> targets) {}

    private void add(List<String> row) throws IOException {
        int columns = layout.header().names().size();
        if (row.size() != columns) {
            throw new DamagedFileException(
                    file,
                    "has " + row.size() + " fields in line " + line + " where its header names " + columns
                            + " columns; correct the line");
        }
        for (int column : inputColumns) {
            double value = Decimal.ofInput(row.get(column), layout.withComma());
            if (!Double.isFinite(value)) {
                throw badField(column, row.get(column), NEEDS_NUMBER);
            }
            inputs.add(value);
        }
        for (int i = 0; i < targets.size(); i++) {
            int column = layout.targets().get(i);
            String wanted = targets.get(i).add(row.get(column));
            if (wanted != null) {
                throw badField(column, row.get(column), wanted);
            }
        }
    }

    private DamagedFileException badField(int column, String field, String wanted) {
        String found = field.isEmpty() ? "nothing" : "'" + Excerpt.of(field) + "'";
        boolean isWord = field.chars().anyMatch(Character::isLetter) && wanted.equals(NEEDS_NUMBER);
        String hint = field.indexOf(',') >= 0
                ? " (write decimals with a point)"
                : isWord ? " (write words as the numbers that the network was trained on)" : "";
        return new DamagedFileException(
                file,
                "has " + found + " in line " + line + ", column "
                        + Excerpt.of(layout.header().names().get(column)) + ", which " + wanted + hint
                        + "; correct it, or leave the line out");
    }

    private Table table() throws IOException {
        int samples = targets.get(0).size();
        if (samples == 0) {
            throw new DamagedFileException(file, "holds no samples: nothing follows its header");
        }
        if (inputColumns.isEmpty()) {
            throw new UnsupportedFileException(file, "has no columns left for the inputs; name fewer with --y");
        }
        List<String> notices = new ArrayList<>(layout.notices());
        Tensor table = Tensor.of(inputs.toArray(), samples, inputColumns.size());
        List<String> classes = targets.get(0).classes();
        if (targets.size() > 1) {
            return new Table(new Dataset(FileName.of(file), table, severalTargets(samples)), notices);
        }
        if (classes.isEmpty()) {
            Tensor numbers = TargetColumn.tensor(targets.get(0).numbers(), samples);
            return new Table(new Dataset(FileName.of(file), table, numbers), notices);
        }
        ClassNumbering numbering = ClassNumbering.of(file, classes, givenClasses);
        notices.add(numbering.notice());
        return new Table(new Dataset(FileName.of(file), table, numbering.numbers(classes), numbering.names()), notices);
    }

    private Tensor severalTargets(int samples) throws IOException {
        int count = targets.size();
        double[] values = new double[samples * count];
        for (int i = 0; i < count; i++) {
            if (!targets.get(i).classes().isEmpty()) {
                throw new UnsupportedFileException(
                        file,
                        "has names of classes in column "
                                + Excerpt.of(layout.header()
                                        .names()
                                        .get(layout.targets().get(i)))
                                + ", one of several for the targets; name that column alone with --y, or only numbers");
            }
            double[] column = targets.get(i).numbers();
            for (int sample = 0; sample < samples; sample++) {
                values[sample * count + i] = column[sample];
            }
        }
        return TargetColumn.tensor(values, samples, count);
    }
}
