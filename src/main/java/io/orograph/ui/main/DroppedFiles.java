package io.orograph.ui.main;

import io.orograph.data.DataSource;
import io.orograph.data.NpyFormat;
import io.orograph.file.FileName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is opened of several files that were named at once: one model, and one data file or two that belong together.
 *
 * @param leftOut the others, in their order
 */
record DroppedFiles(Optional<Path> model, Optional<DataSource> data, List<Path> leftOut) {

    private static final int MOST_NAMED = 3;
    private static final List<String> ARRAYS = new NpyFormat().endings();

    /**
     * @param isData tells data from models
     */
    static DroppedFiles of(List<Path> paths, Predicate<Path> isData) {
        List<Path> models = new ArrayList<>();
        List<Path> data = new ArrayList<>();
        paths.stream().distinct().forEach(path -> (isData.test(path) ? data : models).add(path));
        boolean pair = data.size() > 1 && areInputsAndTargets(data.get(0), data.get(1));
        List<Path> leftOut = new ArrayList<>(models.subList(Math.min(1, models.size()), models.size()));
        leftOut.addAll(data.subList(Math.min(pair ? 2 : 1, data.size()), data.size()));
        Optional<DataSource> source =
                data.stream().findFirst().map(first -> pair ? source(first, data.get(1)) : DataSource.of(first));
        return new DroppedFiles(models.stream().findFirst(), source, List.copyOf(leftOut));
    }

    /** Two archives or tables hold targets of their own, unless the name of just one speaks of them. */
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
        return ARRAYS.stream().anyMatch(name(path)::endsWith);
    }

    private static String name(Path path) {
        return FileName.of(path).toLowerCase(Locale.ROOT);
    }

    /** Says what was left out and why, a few by name. */
    String explanation() {
        String names = leftOut.stream().limit(MOST_NAMED).map(FileName::of).collect(Collectors.joining(", "));
        int more = leftOut.size() - MOST_NAMED;
        return "Not opened: " + names + (more > 0 ? " and " + more + " more" : "")
                + ".\nOne model is open at a time, with one data file, or one of inputs and one of targets.";
    }
}
