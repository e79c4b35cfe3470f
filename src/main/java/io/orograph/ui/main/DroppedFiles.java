package io.orograph.ui.main;

import io.orograph.data.DataSource;
import io.orograph.data.NpyFormat;
import io.orograph.file.FileName;
import io.orograph.format.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The files to open of several that were named at once: one model, and one data file or two that belong together; or
 * where there is neither, one file that goes with what is open.
 *
 * @param beside weights, directions or a landscape
 * @param leftOut the others, in their order
 */
record DroppedFiles(Optional<Path> model, Optional<DataSource> data, Optional<Beside> beside, List<Path> leftOut) {

    /** A file that is neither model nor data, and what it is. */
    record Beside(Role role, Path file) {}

    private static final int MOST_NAMED = 3;
    private static final List<String> ARRAYS = new NpyFormat().endings();

    /**
     * Sorts files by what they are taken for.
     *
     * @param role tells; {@link Role#MODEL} for what is nothing else
     */
    static DroppedFiles of(List<Path> paths, Function<Path, Role> role) {
        List<Path> models = new ArrayList<>();
        List<Path> data = new ArrayList<>();
        List<Beside> beside = new ArrayList<>();
        for (Path path : paths.stream().distinct().toList()) {
            Role found = role.apply(path);
            switch (found) {
                case MODEL -> models.add(path);
                case DATA -> data.add(path);
                default -> beside.add(new Beside(found, path));
            }
        }
        boolean pair = data.size() > 1 && areInputsAndTargets(data.get(0), data.get(1));
        List<Path> leftOut = new ArrayList<>(models.subList(Math.min(1, models.size()), models.size()));
        leftOut.addAll(data.subList(Math.min(pair ? 2 : 1, data.size()), data.size()));
        Optional<Beside> alone =
                models.isEmpty() && data.isEmpty() ? beside.stream().findFirst() : Optional.empty();
        beside.stream().skip(alone.isPresent() ? 1 : 0).map(Beside::file).forEach(leftOut::add);
        Optional<DataSource> source =
                data.stream().findFirst().map(first -> pair ? source(first, data.get(1)) : DataSource.of(first));
        return new DroppedFiles(models.stream().findFirst(), source, alone, List.copyOf(leftOut));
    }

    /** Returns the same with more that is not opened. */
    DroppedFiles leavingOut(List<Path> more) {
        return new DroppedFiles(
                model,
                data,
                beside,
                Stream.concat(leftOut.stream(), more.stream()).toList());
    }

    /**
     * Tells whether two files are inputs and targets: two archives or tables hold targets of their own, unless the name
     * of just one speaks of them.
     */
    private static boolean areInputsAndTargets(Path one, Path other) {
        return namesTargets(one) != namesTargets(other) || isArray(one) && isArray(other);
    }

    private static DataSource source(Path one, Path other) {
        boolean swapped = namesTargets(one) && !namesTargets(other);
        return swapped ? DataSource.of(other, one) : DataSource.of(one, other);
    }

    private static boolean namesTargets(Path path) {
        String name = name(path);
        return name.contains("label") || name.contains("target") || name.startsWith("y");
    }

    private static boolean isArray(Path path) {
        return FileName.endsIn(path, ARRAYS);
    }

    private static String name(Path path) {
        return FileName.of(path).toLowerCase(Locale.ROOT);
    }

    /** Says what was left out and why, a few by name. */
    String explanation() {
        String names = leftOut.stream().limit(MOST_NAMED).map(FileName::of).collect(Collectors.joining(", "));
        int more = leftOut.size() - MOST_NAMED;
        return "Not opened: " + names + (more > 0 ? " and " + more + " more" : "")
                + ".\nOne model is open at a time, with one data file, or one of inputs and one of targets."
                + " Weights, directions and landscapes are opened one by one, after them.";
    }
}
