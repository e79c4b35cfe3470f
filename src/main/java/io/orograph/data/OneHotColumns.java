package io.orograph.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds the columns of a table that are classes one-hot: in each line a single one of them is 1 and the others are 0. That they
 * are targets shows in where they stand or in what their names have in common.
 */
final class OneHotColumns {

    private static final Set<String> ZERO = Set.of("0", "0.0", "false");
    private static final Set<String> ONE = Set.of("1", "1.0", "true");

    private static final int LEAST_LINES = 3;

    private final List<String> names;
    private final List<TableRows.Row> body;

    /**
     * Makes a search.
     *
     * @param body the first lines below the header
     */
    OneHotColumns(List<String> names, List<TableRows.Row> body) {
        this.names = names;
        this.body = body;
    }

    /** Returns so many columns, the last of the table or else its first, if they are one-hot; else none. */
    List<Integer> of(int count) {
        int columns = names.size();
        if (count < 2 || count >= columns) {
            return List.of();
        }
        List<Integer> last = IntStream.range(columns - count, columns).boxed().toList();
        List<Integer> first = IntStream.range(0, count).boxed().toList();
        return areOneHot(last) ? last : areOneHot(first) ? first : List.of();
    }

    /** Returns neighbouring columns whose names begin alike, {@code species_a, species_b}, and that are one-hot; else none. */
    List<Integer> likeliest() {
        for (int to = names.size(); to > 1; to--) {
            int from = to - 1;
            while (from > 0 && !stem(to - 1).isEmpty() && stem(from - 1).equals(stem(to - 1))) {
                from--;
            }
            List<Integer> columns = IntStream.range(from, to).boxed().toList();
            if (columns.size() > 1 && areOneHot(columns)) {
                return columns;
            }
        }
        return List.of();
    }

    private String stem(int column) {
        String name = names.get(column);
        int end = Math.max(
                Math.max(name.lastIndexOf('_'), name.lastIndexOf('=')),
                Math.max(name.lastIndexOf(':'), name.lastIndexOf('.')));
        return end < 0 ? "" : name.substring(0, end);
    }

    private boolean areOneHot(List<Integer> columns) {
        Set<Integer> seen = new HashSet<>();
        for (TableRows.Row row : body) {
            int ones = 0;
            for (int column : columns) {
                String field =
                        column < row.fields().size() ? row.fields().get(column).toLowerCase(java.util.Locale.ROOT) : "";
                if (ONE.contains(field)) {
                    ones++;
                    seen.add(column);
                } else if (!ZERO.contains(field)) {
                    return false;
                }
            }
            if (ones != 1) {
                return false;
            }
        }
        return body.size() >= LEAST_LINES && seen.size() > 1;
    }
}
