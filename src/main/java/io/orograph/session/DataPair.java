package io.orograph.session;

import io.orograph.data.DataSource;
import io.orograph.data.Preparation;
import io.orograph.study.Experiment;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A model file and the data it was evaluated on last, with how they were read, as files store it.
 *
 * @param model its path
 * @param data the path of the data, or of their inputs
 * @param targets the path of the targets; empty if they are in the same file
 * @param x the array of the inputs; empty to find it
 * @param y the array of the targets; empty to find it
 * @param classes the names of the classes in the order of their numbers
 * @param nodes which nodes of a graph count; empty to find it
 * @param size height and width of pictures
 * @param scale by which inputs are multiplied
 * @param mean what is subtracted from them
 * @param std by which they are divided
 * @param loss the choices about the loss and the samples; null where none were made
 * @param splits how parameters of the model are split
 * @param when the day, as ISO 8601 has it
 */
public record DataPair(
        String model,
        String data,
        String targets,
        String x,
        String y,
        List<String> classes,
        String nodes,
        List<Integer> size,
        double scale,
        List<Double> mean,
        List<Double> std,
        LossWords loss,
        List<String> splits,
        String when) {

    public DataPair {
        targets = targets == null ? "" : targets;
        x = x == null ? "" : x;
        y = y == null ? "" : y;
        classes = copy(classes);
        nodes = nodes == null ? "" : nodes;
        size = copy(size);
        scale = scale == 0 ? 1 : scale;
        mean = copy(mean);
        std = copy(std);
        splits = copy(splits);
        when = when == null ? "" : when;
    }

    private static <T> List<T> copy(List<T> list) {
        return list == null || list.stream().anyMatch(Objects::isNull) ? List.of() : List.copyOf(list);
    }

    /** Returns a model and its data as they were read on a day. */
    public static DataPair of(Path model, DataSource source, LocalDate day) {
        Preparation preparation = source.preparation();
        return new DataPair(
                path(model),
                path(source.path()),
                source.targetsPath().map(DataPair::path).orElse(""),
                source.inputName().orElse(""),
                source.targetName().orElse(""),
                source.classes(),
                source.nodes().orElse(""),
                preparation.size(),
                preparation.factor(),
                preparation.mean(),
                preparation.deviation(),
                null,
                List.of(),
                day.toString());
    }

    /** Returns the pair of an experiment, with all that was chosen in it. */
    public static DataPair of(Experiment experiment, LocalDate day) {
        DataPair files = of(experiment.model().path(), experiment.loaded().source(), day);
        return new DataPair(
                files.model,
                files.data,
                files.targets,
                files.x,
                files.y,
                files.classes,
                files.nodes,
                files.size,
                files.scale,
                files.mean,
                files.std,
                LossWords.of(experiment.settings()),
                experiment.model().choice().splits(),
                files.when);
    }

    /** Returns a path as a pair stores it. */
    public static String path(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    /** Tells whether two sources are of the same files, however these are read. */
    public static boolean isOfSameFiles(DataSource one, DataSource other) {
        return path(one.path()).equals(path(other.path()))
                && one.targetsPath()
                        .map(DataPair::path)
                        .equals(other.targetsPath().map(DataPair::path));
    }

    /** Tells whether a stored pair names two files at all. */
    public static boolean isWhole(DataPair pair) {
        return pair != null && pair.model != null && pair.data != null && !pair.data.isEmpty() && pair.hasPaths();
    }

    private boolean hasPaths() {
        try {
            return source() != null && modelPath() != null;
        } catch (IllegalArgumentException e) {
            // A path or a number that cannot be.
            return false;
        }
    }

    /** Returns the model file. */
    public Path modelPath() {
        return Path.of(model);
    }

    /** Returns the data as they were read. */
    public DataSource source() {
        DataSource files =
                targets.isEmpty() ? DataSource.of(Path.of(data)) : DataSource.of(Path.of(data), Path.of(targets));
        return files.named(x.isEmpty() ? null : x, y.isEmpty() ? null : y)
                .withClasses(classes)
                .counting(nodes.isEmpty() ? null : nodes)
                .prepared(new Preparation(size, scale, mean, std));
    }

    /** Returns the same with its files elsewhere; empty targets where they are in the file of the data. */
    public DataPair at(String modelPath, String dataPath, String targetsPath) {
        return new DataPair(
                modelPath, dataPath, targetsPath, x, y, classes, nodes, size, scale, mean, std, loss, splits, when);
    }

    /** Returns the day on which they went together last; empty if that is not known. */
    public Optional<LocalDate> day() {
        try {
            return Optional.of(LocalDate.parse(when));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
