package io.orograph.data;

import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which columns of a table are the targets and which the inputs, as it shows in their names, in their types, and in how
 * many inputs the network has.
 */
final class TableLayout {

    private static final int MOST_LISTED = 12;

    private final Path file;
    private final TableHeader header;
    private final List<TableRows.Row> body;
    private final boolean withComma;
    private final List<Integer> targets = new ArrayList<>();
    private final List<Integer> leftOut = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();

    /** The target of a table of numbers alone; empty where it does not show. */
    private final Optional<Integer> bareTarget;

    private TableLayout(DataSource source, TableRows rows) throws IOException {
        List<TableRows.Row> first = rows.first();
        this.file = source.path();
        this.withComma = hasDecimalCommas(first.subList(Math.min(1, first.size() - 1), first.size()));
        this.bareTarget = source.targetName().isEmpty() && !rows.areNamed()
                ? BareTable.target(first, source.inputsASample(), withComma)
                : Optional.empty();
        boolean byNumber = bareTarget.isPresent()
                || source.targetName().filter(name -> name.matches("\\d{1,9}")).isPresent();
        this.header = rows.areNamed()
                ? new TableHeader(true, first.get(0).fields())
                : TableHeader.of(file, first, withComma, byNumber);
        this.body = header.isThere() ? first.subList(1, first.size()) : first;
    }

    /**
     * Finds the columns.
     *
     * @throws io.orograph.file.UnreadableFileException if there is no such target, or the columns cannot be told apart
     */
    static TableLayout of(DataSource source, TableRows rows) throws IOException {
        TableLayout layout = new TableLayout(source, rows);
        layout.notices.addAll(rows.notices());
        if (!layout.header.isThere()) {
            layout.notices.add(
                    "The table has no header: its first line is a sample like the others, and its columns are"
                            + " called by their numbers, from 1.");
        }
        if (rows.hadNames()) {
            layout.notices.add("The first field of each line has no name in the header; it was left out as the line's"
                    + " own name.");
        }
        if (layout.withComma) {
            layout.notices.add("The numbers are written with a decimal comma.");
        }
        layout.findTargets(source);
        layout.leaveOut(source.inputsASample());
        return layout;
    }

    private static boolean hasDecimalCommas(List<TableRows.Row> rows) {
        List<String> fields =
                rows.stream().flatMap(row -> row.fields().stream()).toList();
        return fields.stream().anyMatch(Decimal::hasComma)
                && fields.stream().noneMatch(field -> field.indexOf('.') >= 0 && !Double.isNaN(Decimal.parse(field)));
    }

    private void findTargets(DataSource source) throws IOException {
        if (source.targetName().isPresent()) {
            named(source.targetName().get());
            return;
        }
        List<String> names = header.names();
        List<Integer> numbered = TargetNames.numbered(names);
        Optional<Integer> likeliest = TargetNames.likeliest(names);
        Optional<Integer> classes = onlyClassNames();
        long wanted = source.inputsASample();
        List<Integer> oneHot = wanted < 1 || likeliest.isPresent()
                ? List.of()
                : new OneHotColumns(names, body).of((int) Math.min(names.size(), names.size() - wanted));
        String reason;
        if (bareTarget.isPresent() && !header.isThere()) {
            targets.add(bareTarget.get());
            reason = ", which holds labels";
        } else if (numbered.size() > 1 && likeliest.isEmpty() && fits(source, numbered.size())) {
            targets.addAll(numbered);
            reason = "";
        } else if (likeliest.isPresent()) {
            targets.add(likeliest.get());
            reason = "";
        } else if (!oneHot.isEmpty()) {
            targets.addAll(oneHot);
            reason = ", a single one of which is 1 in each line";
        } else if (classes.isPresent()) {
            targets.add(classes.get());
            reason = ", the one that holds names of classes";
        } else {
            targets.add(names.size() - 1);
            reason = ", the last";
        }
        notices.add((targets.size() > 1 ? "The targets are the columns " : "The target is the column ")
                + called(targets) + reason + "; name another with --y.");
    }

    private boolean fits(DataSource source, int count) {
        long wanted = source.inputsASample();
        return wanted < 0 || header.names().size() - count >= wanted;
    }

    /** Takes the columns of a person's choice: one name, or several between commas. */
    private void named(String given) throws IOException {
        List<String> names = header.names();
        if (names.contains(given)) {
            targets.add(names.indexOf(given));
            return;
        }
        for (String part : given.split(",", -1)) {
            int at = names.indexOf(part.strip());
            if (at < 0) {
                throw new UnsupportedFileException(
                        file,
                        "has no column " + Excerpt.of(part.strip()) + " for the targets; its columns are "
                                + listed(names));
            }
            targets.add(at);
        }
        if (new HashSet<>(targets).size() < targets.size()) {
            throw new UnsupportedFileException(
                    file, "has each column once, but " + Excerpt.of(given) + " names one twice; correct --y");
        }
    }

    /** Returns the only column with names of classes, which no network could take as inputs. */
    private Optional<Integer> onlyClassNames() {
        List<Integer> found = IntStream.range(0, header.names().size())
                .filter(column -> isText(column) && !isDistinct(column))
                .boxed()
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    private boolean isText(int column) {
        List<String> fields = TableHeader.column(body, column);
        return !fields.isEmpty() && fields.stream().allMatch(field -> Double.isNaN(Decimal.ofInput(field, withComma)));
    }

    private boolean isDistinct(int column) {
        List<String> fields = TableHeader.column(body, column);
        return new HashSet<>(fields).size() == fields.size();
    }

    /**
     * Leaves columns out that number or name the samples, and those of words, which no network takes.
     *
     * @param wanted how many inputs the network has; negative if that is not known
     */
    private void leaveOut(long wanted) {
        int inputs = header.names().size() - targets.size();
        for (int column = 0; column < header.names().size() && inputs > 1; column++) {
            if (targets.contains(column) || inputs == wanted) {
                continue;
            }
            boolean unnamed = header.isThere() && header.names().get(column).isEmpty();
            boolean counts = countsSamples(column)
                    && TargetNames.isCounting(header.names().get(column));
            boolean text = body.size() > 2 && isText(column);
            if (counts && (unnamed || wanted > 0 && inputs > wanted) || text) {
                leftOut.add(column);
                inputs--;
                String why = !text
                        ? "it only numbers the samples."
                        : isDistinct(column) ? "it only names the samples." : "it holds words.";
                notices.add("The column " + called(List.of(column)) + " was left out of the inputs, for " + why);
            }
        }
    }

    /** Returns whether a column holds whole numbers, each by one more than the one before. */
    private boolean countsSamples(int column) {
        double before = Double.NaN;
        for (String field : TableHeader.column(body, column)) {
            double value = Decimal.parse(field);
            if (value != Math.rint(value) || !Double.isNaN(before) && value <= before) {
                return false;
            }
            before = value;
        }
        return !Double.isNaN(before);
    }

    private String called(List<Integer> columns) {
        return columns.stream()
                .map(column -> header.names().get(column))
                .map(name -> name.isEmpty() ? "without a name" : Excerpt.of(name))
                .collect(Collectors.joining(", "));
    }

    static String listed(List<String> names) {
        String list = String.join(
                ", ", names.stream().limit(MOST_LISTED).map(Excerpt::of).toList());
        return names.size() > MOST_LISTED ? list + " and " + (names.size() - MOST_LISTED) + " more" : list;
    }

    /**
     * Returns what a person may choose otherwise where the table has not as many inputs as the network: what it was taken for,
     * and what else looks like targets.
     */
    String advice() {
        List<String> names = header.names();
        List<Integer> oneHot = new OneHotColumns(names, body)
                .likeliest().stream()
                        .filter(column -> !targets.contains(column))
                        .toList();
        String taken = "The inputs are its columns "
                + listed(inputs().stream().map(names::get).toList())
                + (targets.size() > 1 ? ", the targets are " : ", the target is ") + called(targets) + ".";
        return oneHot.isEmpty()
                ? taken + " Name other targets with --y A or --y A,B; they are no inputs then."
                : taken + " The columns " + called(oneHot) + " look like the target, one-hot: --y "
                        + oneHot.stream().map(names::get).collect(Collectors.joining(",")) + " takes them for it.";
    }

    TableHeader header() {
        return header;
    }

    boolean withComma() {
        return withComma;
    }

    /** Returns the columns of the targets, in the order in which they were named. */
    List<Integer> targets() {
        return List.copyOf(targets);
    }

    /** Returns the columns of the inputs, in the order of the table. */
    List<Integer> inputs() {
        return IntStream.range(0, header.names().size())
                .filter(column -> !targets.contains(column) && !leftOut.contains(column))
                .boxed()
                .toList();
    }

    /** Returns what a person should know about how the table was taken: a sentence each. */
    List<String> notices() {
        return List.copyOf(notices);
    }
}
