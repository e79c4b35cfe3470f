package io.orograph.data;

import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The names of a table's columns: those of its first line, where that is a header, which shows in that its fields are of
 * another type than those below; else their numbers, from 1.
 *
 * @param isThere whether the first line is one
 * @param names a name for each column, all different; empty for an unnamed first one
 */
record TableHeader(boolean isThere, List<String> names) {

    TableHeader {
        names = List.copyOf(names);
    }

    /**
     * Finds the header.
     *
     * @param first the first rows
     * @param byNumber whether a person names a column by its number, as one without a name
     * @throws DamagedFileException if the columns cannot be told apart by it
     */
    static TableHeader of(Path file, List<TableRows.Row> first, boolean withComma, boolean byNumber)
            throws IOException {
        List<String> line = first.get(0).fields();
        if (isSample(first, withComma) || byNumber && isOfNumbers(line, withComma) && !isCounted(line)) {
            return new TableHeader(
                    false,
                    IntStream.rangeClosed(1, line.size())
                            .mapToObj(Integer::toString)
                            .toList());
        }
        if (line.size() > 1 && isOfNumbers(line, withComma) && !isCounted(line)) {
            throw new DamagedFileException(
                    file,
                    "has no header: its first line holds only numbers; put a line with the columns' names first,"
                            + " or give the number of the target's column, from 1, with --y");
        }
        Set<String> distinct = new LinkedHashSet<>();
        for (String field : line) {
            // NumPy writes its header behind the mark of a comment.
            String name = distinct.isEmpty() && field.startsWith("#")
                    ? field.substring(1).strip()
                    : field;
            boolean unnamed = name.isEmpty() && !(distinct.isEmpty() && line.size() > 2);
            if (unnamed || !distinct.add(name)) {
                throw new DamagedFileException(
                        file,
                        "has " + (unnamed ? "no name" : "a second name " + Excerpt.of(name))
                                + " in the header of column " + (distinct.size() + 1)
                                + "; give each column a name of its own (in pandas, save with index=False)");
            }
        }
        List<String> names = List.copyOf(distinct);
        if (names.size() < 2) {
            throw new DamagedFileException(
                    file,
                    "has a single column, " + Excerpt.of(names.get(0))
                            + "; a table needs columns for inputs and target, separated by commas, semicolons,"
                            + " tabs, bars or spaces");
        }
        return new TableHeader(true, names);
    }

    private static boolean isOfNumbers(List<String> fields, boolean withComma) {
        return fields.stream().allMatch(field -> isNumber(field, withComma));
    }

    /** Returns whether names are 0, 1, 2, … or 1, 2, 3, …, as a data frame without names is saved. */
    private static boolean isCounted(List<String> names) {
        return IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(Integer.toString(i)))
                || IntStream.range(0, names.size()).allMatch(i -> names.get(i).equals(Integer.toString(i + 1)));
    }

    /**
     * Returns whether the first line is a sample like those below: it has numbers wherever they have, and a name of a
     * class, such as they have, where they have names.
     */
    private static boolean isSample(List<TableRows.Row> first, boolean withComma) {
        List<String> line = first.get(0).fields();
        List<TableRows.Row> body = first.subList(1, first.size());
        boolean namesAClass = false;
        for (int column = 0; column < line.size(); column++) {
            List<String> below = column(body, column);
            String field = line.get(column);
            if (below.stream().anyMatch(value -> isNumber(value, withComma))) {
                if (!isNumber(field, withComma)) {
                    return false;
                }
            } else if (!below.isEmpty()) {
                boolean known = new HashSet<>(below).contains(field);
                boolean nameOfColumn = !known && (TargetNames.isUsual(field) || isCounted(line.subList(0, column)));
                if (nameOfColumn || field.isEmpty()) {
                    return false;
                }
                namesAClass = true;
            }
        }
        boolean numbers = line.stream().anyMatch(field -> isNumber(field, withComma));
        return namesAClass && numbers;
    }

    private static boolean isNumber(String field, boolean withComma) {
        return !Double.isNaN(Decimal.parse(field, withComma));
    }

    /** Returns the fields of a column that are known. */
    static List<String> column(List<TableRows.Row> rows, int column) {
        return rows.stream()
                .filter(row -> column < row.fields().size())
                .map(row -> row.fields().get(column))
                .filter(field -> !TargetColumn.isMissing(field))
                .toList();
    }
}
