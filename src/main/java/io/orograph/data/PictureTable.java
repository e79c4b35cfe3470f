package io.orograph.data;

import io.orograph.file.CancellableReading;
import io.orograph.file.DamagedFileException;
import io.orograph.file.Excerpt;
import io.orograph.file.FileName;
import io.orograph.file.UnsupportedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A table whose rows name a picture of a folder and its class or target. */
final class PictureTable {

    private final Path table;
    private final Map<String, Path> pictures;
    private final DataSource source;
    private final List<Path> files = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private TargetColumn targets;

    private PictureTable(Path table, Map<String, Path> pictures, DataSource source) {
        this.table = table;
        this.pictures = pictures;
        this.source = source;
    }

    /**
     * Returns the names by which a table may call pictures: their path in the folder, the name of their file, and that
     * without its ending. A name that several have is none.
     */
    static Map<String, Path> names(Path folder, List<Path> pictures) {
        Map<String, Path> names = new HashMap<>();
        Set<String> twice = new HashSet<>();
        for (Path picture : pictures) {
            String file = FileName.of(picture);
            String path = folder.relativize(picture).toString().replace('\\', '/');
            int dot = file.lastIndexOf('.');
            Set<String> own = new LinkedHashSet<>(List.of(path, file, dot > 0 ? file.substring(0, dot) : file));
            for (String name : own) {
                if (names.putIfAbsent(name, picture) != null) {
                    twice.add(name);
                }
            }
        }
        names.keySet().removeAll(twice);
        return names;
    }

    /**
     * Reads a table if one of its columns names pictures.
     *
     * @param pictures by the names that a table may give them
     * @return empty if it names none
     * @throws io.orograph.file.UnreadableFileException if a row names a picture that is not there, or has no target
     * @throws IOException if it cannot be read
     */
    static Optional<PictureTable> read(Path table, Map<String, Path> pictures, DataSource source) throws IOException {
        return TableText.parsed(table, rows -> {
            PictureTable read = new PictureTable(table, pictures, source);
            return read.takes(rows) ? Optional.of(read) : Optional.empty();
        });
    }

    private boolean takes(TableRows rows) throws IOException {
        List<TableRows.Row> first = rows.first();
        int columns = first.get(0).fields().size();
        Optional<Integer> column = IntStream.range(0, columns)
                .filter(i -> first.stream().anyMatch(row -> i < row.fields().size() && find(row, i) != null))
                .boxed()
                .findFirst();
        if (column.isEmpty() || columns < 2) {
            return false;
        }
        int names = column.get();
        boolean header = find(first.get(0), names) == null;
        int target = target(header ? first.get(0).fields() : numbered(columns), names);
        if (header) {
            rows.next();
        }
        targets = new TargetColumn(!source.classes().isEmpty(), false);
        while (rows.hasNext()) {
            CancellableReading.check();
            TableRows.Row row = rows.next();
            if (!row.isEmpty()) {
                add(row, columns, names, target);
            }
        }
        int left = (int) pictures.values().stream().distinct().count()
                - (int) files.stream().distinct().count();
        if (left > 0) {
            notices.add(left + (left == 1 ? " picture was" : " pictures were") + " left out, for " + FileName.of(table)
                    + " does not name " + (left == 1 ? "it." : "them."));
        }
        return true;
    }

    private static List<String> numbered(int columns) {
        return IntStream.rangeClosed(1, columns).mapToObj(Integer::toString).toList();
    }

    private Path find(TableRows.Row row, int column) {
        String name = row.fields().get(column).replace('\\', '/');
        return pictures.get(name.startsWith("./") ? name.substring(2) : name);
    }

    /** Returns the column of the targets: by a person's choice, by its name, or the last of the others. */
    private int target(List<String> columns, int names) throws IOException {
        if (source.targetName().isPresent()) {
            int at = columns.indexOf(source.targetName().get());
            if (at < 0 || at == names) {
                throw new UnsupportedFileException(
                        table,
                        "has no column " + Excerpt.of(source.targetName().get())
                                + " for the targets beside the names of" + " the pictures; its columns are "
                                + TableLayout.listed(columns));
            }
            notices.add("The pictures are named by " + FileName.of(table) + ".");
            return at;
        }
        int at = TargetNames.likeliest(columns)
                .filter(likely -> likely != names)
                .orElse(names == columns.size() - 1 ? columns.size() - 2 : columns.size() - 1);
        notices.add("The pictures are named by the column " + Excerpt.of(columns.get(names)) + " of "
                + FileName.of(table) + ", and the target is its column " + Excerpt.of(columns.get(at))
                + "; name another with --y.");
        return at;
    }

    private void add(TableRows.Row row, int columns, int names, int target) throws IOException {
        if (row.fields().size() != columns) {
            throw new DamagedFileException(
                    table,
                    "has " + row.fields().size() + " fields in line " + row.line() + " where its first line has "
                            + columns + "; correct the line");
        }
        Path picture = find(row, names);
        if (picture == null) {
            throw new UnsupportedFileException(
                    table,
                    "names in line " + row.line() + " the picture "
                            + Excerpt.of(row.fields().get(names))
                            + ", which is not in the folder, or there twice; correct it, or leave the line out");
        }
        String wanted = targets.add(row.fields().get(target));
        if (wanted != null) {
            throw new DamagedFileException(
                    table,
                    "has '" + Excerpt.of(row.fields().get(target)) + "' in line " + row.line() + ", which " + wanted
                            + "; correct it, or leave the line out");
        }
        files.add(picture);
    }

    /** Returns the pictures in the order of the rows. */
    List<Path> files() {
        return List.copyOf(files);
    }

    /** Returns the targets in the order of the rows. */
    TargetColumn targets() {
        return targets;
    }

    /** Returns what a person should know about how the table was taken: a sentence each. */
    List<String> notices() {
        return List.copyOf(notices);
    }
}
