package io.orograph.cli;

import io.orograph.file.Excerpt;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns as wide as their widest cell. */
final class TextTable {

    /** Names in a file may be of any length. */
    private static final int LONGEST_CELL = 400;

    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... titles) {
        rows.add(titles);
    }

    void row(String... cells) {
        rows.add(
                Arrays.stream(cells).map(cell -> Excerpt.of(cell, LONGEST_CELL)).toArray(String[]::new));
    }

    /** Prints titles and rows. */
    void print(PrintWriter out) {
        print(out, 0);
    }

    /** Prints the rows alone. */
    void printRows(PrintWriter out) {
        print(out, 1);
    }

    private void print(PrintWriter out, int first) {
        int[] widths = new int[rows.get(0).length];
        for (String[] row : rows) {
            Arrays.setAll(widths, i -> Math.max(widths[i], row[i].length()));
        }
        for (String[] row : rows.subList(first, rows.size())) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                line.append(row[i]).append(" ".repeat(widths[i] - row[i].length() + 2));
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
