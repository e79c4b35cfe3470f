package io.orograph.data;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The data as a person names them.
 *
 * @param path the data file, or the file of the inputs
 * @param targetsPath the file of the targets, where they are not in the first
 * @param inputName the array of the inputs ({@code --x})
 * @param targetName the array or column of the targets ({@code --y})
 */
public record DataSource(
        Path path, Optional<Path> targetsPath, Optional<String> inputName, Optional<String> targetName) {

    /** Returns one file that holds inputs and targets, found by their usual names. */
    public static DataSource of(Path path) {
        return new DataSource(path, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Returns a file of inputs and a file of targets. */
    public static DataSource of(Path inputs, Path targets) {
        return new DataSource(inputs, Optional.of(targets), Optional.empty(), Optional.empty());
    }

    /** Returns this source with the names of the arrays or columns; null for one that is to be found. */
    public DataSource named(String input, String target) {
        return new DataSource(path, targetsPath, Optional.ofNullable(input), Optional.ofNullable(target));
    }
}
