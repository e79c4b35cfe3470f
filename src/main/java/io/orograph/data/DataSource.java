package io.orograph.data;

import io.orograph.network.Port;
import io.orograph.network.SampleAxes;
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
 * @param inputName the array of the inputs ({@code --x}); of a network with several inputs their arrays between commas, each
 *     perhaps behind its input's name, {@code ids=input_ids}
 * @param targetName the array or column of the targets ({@code --y}), or several columns between commas
 * @param classes the names of the classes in the order of their numbers ({@code --classes}); empty to number them
 * @param axes the inputs of the network, by which a file without usual names is understood; none if they are not known
 * @param nodes which nodes of a graph count ({@code --nodes}): train, val, test, all, or the array that says; empty to find it
 * @param preparation what is done to the inputs before they are given to the network
 * @param asks whether a person is to be asked for the arrays, also where they can be found
 */
public record DataSource(
        Path path,
        Optional<Path> targetsPath,
        Optional<String> inputName,
        Optional<String> targetName,
        List<String> classes,
        SampleAxes axes,
        Optional<String> nodes,
        Preparation preparation,
        boolean asks) {

    /** Those of samples, channels, height and width. */
    private static final int PICTURE_AXES = 4;

    public DataSource {
        classes = List.copyOf(classes);
    }

    /** Returns one file that holds inputs and targets, found by their usual names. */
    public static DataSource of(Path path) {
        return new DataSource(
                path,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                SampleAxes.UNKNOWN,
                Optional.empty(),
                Preparation.NONE,
                false);
    }

    /** Returns a file of inputs and a file of targets. */
    public static DataSource of(Path inputs, Path targets) {
        return new DataSource(
                inputs,
                Optional.of(targets),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                SampleAxes.UNKNOWN,
                Optional.empty(),
                Preparation.NONE,
                false);
    }

    /** Returns this source with the names of the arrays or columns; null for one that is to be found. */
    public DataSource named(String input, String target) {
        return new DataSource(
                path,
                targetsPath,
                Optional.ofNullable(input),
                Optional.ofNullable(target),
                classes,
                axes,
                nodes,
                preparation,
                false);
    }

    /** Returns this source with its arrays to be asked for, also where they can be found. */
    public DataSource asking() {
        return new DataSource(
                path, targetsPath, Optional.empty(), Optional.empty(), classes, axes, nodes, preparation, true);
    }

    /** Returns this source with the names of the classes in the order of their numbers. */
    public DataSource withClasses(List<String> names) {
        return new DataSource(path, targetsPath, inputName, targetName, names, axes, nodes, preparation, asks);
    }

    /** Returns height and width of the pictures that the network's only input takes; none if it takes others, or any size. */
    List<Integer> pictureSize() {
        List<Long> shape = inputShape();
        if (shape.size() != PICTURE_AXES) {
            return List.of();
        }
        int height = isChannels(shape.get(1)) ? 2 : 1;
        List<Long> size = shape.subList(height, height + 2);
        boolean isPicture = isChannels(shape.get(1)) || isChannels(shape.get(PICTURE_AXES - 1));
        return isPicture && !size.contains(Shape.FREE)
                ? size.stream().map(Long::intValue).toList()
                : List.of();
    }

    private static boolean isChannels(long size) {
        return size == 1 || size == 3;
    }

    /** Returns this source as data for a network whose only input has such a shape. */
    public DataSource forInput(long... shape) {
        return forInputs(SampleAxes.of(List.of(new Port("", shape)), List.of()));
    }

    /** Returns this source as data for a network with such inputs. */
    public DataSource forInputs(SampleAxes inputs) {
        return new DataSource(path, targetsPath, inputName, targetName, classes, inputs, nodes, preparation, asks);
    }

    /** Returns the shape of the network's only input; empty if it is not known, or there are several. */
    List<Long> inputShape() {
        return axes.inputs().size() == 1
                ? Arrays.stream(axes.inputs().get(0).shape()).boxed().toList()
                : List.of();
    }

    /** Returns this source with the classes and the preparation of another one, such as that of the training data. */
    public DataSource takenAs(DataSource other) {
        return new DataSource(
                path, targetsPath, inputName, targetName, other.classes(), axes, nodes, other.preparation(), asks);
    }

    /** Returns this source with which nodes of a graph count; null to find that. */
    public DataSource counting(String which) {
        return new DataSource(
                path, targetsPath, inputName, targetName, classes, axes, Optional.ofNullable(which), preparation, asks);
    }

    /** Returns this source with what is done to its inputs. */
    public DataSource prepared(Preparation prepared) {
        return new DataSource(path, targetsPath, inputName, targetName, classes, axes, nodes, prepared, asks);
    }

    /** Returns how many numbers a sample has by the network's input; negative if that is not known. */
    long inputsASample() {
        List<Long> shape = inputShape();
        if (shape.isEmpty()) {
            return -1;
        }
        long count = 1;
        for (long axis : shape.subList(1, shape.size())) {
            if (axis == Shape.FREE) {
                return -1;
            }
            count *= axis;
        }
        return count;
    }
}
