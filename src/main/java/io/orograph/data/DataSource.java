package io.orograph.data;

import io.orograph.network.Shape;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The data as a person names them.
 *
 * @param path the data file, or the file of the inputs
 * @param targetsPath the file of the targets, where they are not in the first
 * @param inputName the array of the inputs ({@code --x})
 * @param targetName the array or column of the targets ({@code --y}), or several columns between commas
 * @param classes the names of the classes in the order of their numbers ({@code --classes}); empty to number them
 * @param inputShape the shape of the network's input, by which a file without usual names is understood; empty if it is
 *     not known
 * @param preparation what is done to the inputs before they are given to the network
 */
public record DataSource(
        Path path,
        Optional<Path> targetsPath,
        Optional<String> inputName,
        Optional<String> targetName,
        List<String> classes,
        List<Long> inputShape,
        Preparation preparation) {

    public DataSource {
        classes = List.copyOf(classes);
        inputShape = List.copyOf(inputShape);
    }

    /** Returns one file that holds inputs and targets, found by their usual names. */
    public static DataSource of(Path path) {
        return new DataSource(
                path, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), List.of(), Preparation.NONE);
    }

    /** Returns a file of inputs and a file of targets. */
    public static DataSource of(Path inputs, Path targets) {
        return new DataSource(
                inputs,
                Optional.of(targets),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Preparation.NONE);
    }

    /** Returns this source with the names of the arrays or columns; null for one that is to be found. */
    public DataSource named(String input, String target) {
        return new DataSource(
                path,
                targetsPath,
                Optional.ofNullable(input),
                Optional.ofNullable(target),
                classes,
                inputShape,
                preparation);
    }

    /** Returns this source with the names of the classes in the order of their numbers. */
    public DataSource withClasses(List<String> names) {
        return new DataSource(path, targetsPath, inputName, targetName, names, inputShape, preparation);
    }

    /** Returns this source as data for a network whose input has such a shape. */
    public DataSource forInput(long... shape) {
        return new DataSource(
                path,
                targetsPath,
                inputName,
                targetName,
                classes,
                Arrays.stream(shape).boxed().toList(),
                preparation);
    }

    /** Returns this source with the classes and the preparation of another one, such as that of the training data. */
    public DataSource takenAs(DataSource other) {
        return new DataSource(
                path, targetsPath, inputName, targetName, other.classes(), inputShape, other.preparation());
    }

    /** Returns this source with what is done to its inputs. */
    public DataSource prepared(Preparation prepared) {
        return new DataSource(path, targetsPath, inputName, targetName, classes, inputShape, prepared);
    }

    /** Returns how many numbers a sample has by the network's input; negative if that is not known. */
    long inputsASample() {
        if (inputShape.isEmpty()) {
            return -1;
        }
        long count = 1;
        for (long axis : inputShape.subList(1, inputShape.size())) {
            if (axis == Shape.FREE) {
                return -1;
            }
            count *= axis;
        }
        return count;
    }
}
