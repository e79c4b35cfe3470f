package io.orograph.data;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the target of a table of numbers alone, without a header, that has one column more than the network has inputs: the
 * first or the last, if only one of both holds labels, whole numbers from 0 or 1 that differ from line to line.
 */
final class BareTable {

    /** More different whole numbers than this among the first lines are rather values than labels. */
    private static final int MOST_LABELS = 30;

    private BareTable() {}

    /**
     * Returns the column of the target, from 0; empty where it does not show.
     *
     * @param first the first lines of the table, its very first among them
     * @param wanted how many inputs the network has; negative if that is not known
     */
    static Optional<Integer> target(List<TableRows.Row> first, long wanted, boolean withComma) {
        int columns = first.get(0).fields().size();
        if (columns != wanted + 1 || columns < 2 || !areNumbers(first, columns, withComma)) {
            return Optional.empty();
        }
        List<Integer> labels = List.of(0, columns - 1).stream()
                .filter(column -> holdsLabels(first, column, withComma))
                .toList();
        return labels.size() == 1 ? Optional.of(labels.get(0)) : Optional.empty();
    }

    private static boolean areNumbers(List<TableRows.Row> rows, int columns, boolean withComma) {
        return rows.size() > 1
                && rows.stream()
                        .allMatch(row -> row.fields().size() == columns
                                && row.fields().stream()
                                        .noneMatch(field -> Double.isNaN(Decimal.parse(field, withComma))));
    }

    private static boolean holdsLabels(List<TableRows.Row> rows, int column, boolean withComma) {
        Set<Double> found = new HashSet<>();
        for (TableRows.Row row : rows) {
            double value = Decimal.parse(row.fields().get(column), withComma);
            if (value != Math.rint(value) || value < 0) {
                return false;
            }
            found.add(value);
        }
        boolean areClose = IntStream.rangeClosed(0, 1).anyMatch(value -> found.contains((double) value));
        return found.size() > 1 && found.size() <= MOST_LABELS && found.size() < rows.size() && areClose;
    }
}
