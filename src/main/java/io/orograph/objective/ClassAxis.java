package io.orograph.objective;

import io.orograph.data.Dataset;
import io.orograph.network.Shape;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Which axis of a network's output counts the classes: the one that its softmax normalises, else the one with which the
 * targets fit, else, where several do, the one that counts the units of the last layer with weights.
 *
 * @param axis the axis, 1 or above
 * @param notice a sentence where the shapes alone do not tell; empty where they do
 */
record ClassAxis(int axis, String notice) {

    /** The axis where nothing asks for classes. */
    static final int DEFAULT = 1;

    /**
     * Finds the axis.
     *
     * @param shape of the network's output for some samples
     * @throws IllegalArgumentException if several axes fit equally well; the message says which
     */
    static ClassAxis find(OutputEnding ending, long[] shape, Dataset data) {
        if (ending.classAxis().isPresent() && isOfSample(ending.classAxis().getAsInt(), shape)) {
            return new ClassAxis(ending.classAxis().getAsInt(), "");
        }
        int[] fitting = shape.length < 3 || ending.type().equals("Sigmoid")
                ? new int[0]
                : IntStream.range(1, shape.length)
                        .filter(axis -> fits(axis, shape, data))
                        .toArray();
        if (fitting.length <= 1) {
            return new ClassAxis(fitting.length == 1 ? fitting[0] : DEFAULT, "");
        }
        OptionalInt units = ending.units().axis();
        if (units.isPresent() && IntStream.of(fitting).anyMatch(axis -> axis == units.getAsInt())) {
            return new ClassAxis(
                    units.getAsInt(),
                    "The classes are taken to lie along axis " + units.getAsInt() + " of the output "
                            + Shape.text(shape).replaceFirst("\\d+", "n")
                            + ", as the units of its last layer do; by its shape they might lie along another, which"
                            + " can be chosen (Class axis, --class-axis).");
        }
        throw new IllegalArgumentException("the classes may lie along axis "
                + String.join(
                        " or ",
                        IntStream.of(fitting).mapToObj(Integer::toString).toList())
                + " of the output " + Shape.text(shape).replaceFirst("\\d+", "n")
                + ": the targets, " + Shape.text(data.targets().shape())
                + ", fit each; choose one (Class axis, --class-axis)");
    }

    /**
     * Returns a chosen axis.
     *
     * @param axis from the end where it is negative
     * @throws IllegalArgumentException if the output has no such axis behind that of the samples
     */
    static int chosen(int axis, long[] shape) {
        int chosen = axis < 0 ? axis + shape.length : axis;
        if (!isOfSample(chosen, shape)) {
            throw new IllegalArgumentException("the output has the shape "
                    + Shape.text(shape).replaceFirst("\\d+", "n") + ", so that the axis of the classes is from 1 to "
                    + (shape.length - 1) + ", not " + axis);
        }
        return chosen;
    }

    private static boolean isOfSample(int axis, long[] shape) {
        return axis >= 1 && axis < shape.length;
    }

    /** Tells whether the targets have a class for each position that the axis leaves, or a number for each class there. */
    private static boolean fits(int axis, long[] shape, Dataset data) {
        OutputLayout layout = TargetForm.layout(shape, axis);
        if (layout.channels() < 2) {
            return false;
        }
        if (data.targets().size() == data.samples() * layout.positions()) {
            return hasPositions(data.targets().shape(), without(axis, shape))
                    && new ClassLabels(data.targets()).fit(layout.channels());
        }
        return alternatives(layout, without(axis, shape), data).isPresent();
    }

    /**
     * Returns the axis of the targets along which they are one-hot or probabilities of the classes of an output; empty if
     * they are not.
     *
     * @param layout of the output
     * @param positions the axes of the output's positions
     */
    static OptionalInt alternatives(OutputLayout layout, long[] positions, Dataset data) {
        long[] shape = data.targets().shape();
        return IntStream.range(1, shape.length)
                .filter(axis -> shape[axis] == layout.channels()
                        && hasPositions(withoutAxis(axis, shape), positions)
                        && Targets.areProbabilities(TargetForm.layout(shape, axis), data.targets(), data.samples()))
                .findFirst();
    }

    /** Returns the sizes of the axes of positions: all of a sample's but that of the classes. */
    static long[] without(int axis, long[] shape) {
        long[] rest = withoutAxis(axis, shape);
        return Arrays.copyOfRange(rest, 1, rest.length);
    }

    private static long[] withoutAxis(int axis, long[] shape) {
        return IntStream.range(0, shape.length)
                .filter(i -> i != axis)
                .mapToLong(i -> shape[i])
                .toArray();
    }

    /** Tells whether targets lie over positions, axes of one entry and the samples' apart; also all in one row. */
    private static boolean hasPositions(long[] targets, long[] positions) {
        long[] own = Arrays.stream(targets, 1, targets.length)
                .filter(size -> size != 1)
                .toArray();
        long[] wanted = Arrays.stream(positions).filter(size -> size != 1).toArray();
        return Arrays.equals(own, wanted) || own.length == 1 && own[0] == Shape.size(positions);
    }
}
