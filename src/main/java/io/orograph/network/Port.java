package io.orograph.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An input or output of a network.
 *
 * @param shape one entry an axis, {@link Shape#FREE} where the file leaves the size open
 * @param axes the names of the axes in the file, empty for those without one: open axes of one name have one size
 * @param whole whether it takes or gives whole numbers, such as those of tokens and classes
 */
public record Port(String name, long[] shape, List<String> axes, boolean whole) {

    /** As PyTorch, tf2onnx and others name an axis that was not named for the export. */
    private static final Pattern MADE_UP = Pattern.compile(".+_dim_\\d+|unk__\\d+|dynamic_axes_\\d+");

    /** The name of an axis that no file has. */
    private static final String ONE_SAMPLE = "the sample";

    /** Checks that each axis has a name, if an empty one. */
    public Port {
        shape = shape.clone();
        axes = List.copyOf(axes);
        if (axes.size() != shape.length) {
            throw new IllegalArgumentException(axes.size() + " names for " + shape.length + " axes");
        }
    }

    /** Makes a port of real numbers whose axes have no names. */
    public Port(String name, long... shape) {
        this(name, shape, IntStream.range(0, shape.length).mapToObj(axis -> "").toList(), false);
    }

    @Override
    public long[] shape() {
        return shape.clone();
    }

    public int rank() {
        return shape.length;
    }

    /** Tells whether the file leaves the size of an axis open. */
    public boolean isOpen(int axis) {
        return axis < shape.length && shape[axis] == Shape.FREE;
    }

    /** Returns the same port under another name. */
    public Port named(String other) {
        return new Port(other, shape, axes, whole);
    }

    /** Returns the same port with an axis in front that one sample has, which the file lacks. */
    Port ofOneSample() {
        List<String> names = new ArrayList<>(List.of(ONE_SAMPLE));
        names.addAll(axes);
        return new Port(name, GraphSample.withSample(shape), names, whole);
    }

    /**
     * How the words of all samples, one behind the other, are cut into a bag for each sample.
     *
     * @param offsets the name of the array that says at which word each bag begins
     * @param withEnd whether it says at its end where the last bag ends, which the number of words does otherwise
     */
    public record Bags(String offsets, boolean withEnd) {

        private static final String BEGIN = "words by ";
        private static final String BETWEEN = "words between ";

        /** Returns the name of the axis of a port that counts the words of a bag. */
        public String axis() {
            return (withEnd ? BETWEEN : BEGIN) + offsets;
        }

        private static Optional<Bags> of(String axis) {
            return Stream.of(BEGIN, BETWEEN)
                    .filter(axis::startsWith)
                    .findFirst()
                    .map(begin -> new Bags(axis.substring(begin.length()), begin.equals(BETWEEN)));
        }
    }

    /** Returns how its rows are cut out of the data, where they are bags of words; empty for others. */
    public Optional<Bags> bags() {
        return rank() == 2 ? Bags.of(axes.get(1)) : Optional.empty();
    }

    /** Tells whether its first axis is one that the file lacks, since all that the file has is one sample. */
    public boolean isOfOneSample() {
        return rank() > 0 && axes.get(0).equals(ONE_SAMPLE);
    }

    /** Returns the port as the file has it. */
    public Port ofFile() {
        return isOfOneSample()
                ? new Port(name, GraphSample.withoutSample(shape), axes.subList(1, rank()), whole)
                : this;
    }

    /**
     * Returns the shape as the file has it and as people write it, open axes by their own names: {@code [batch, seq, 28]}. Names that exporters make
     * up for axes without one say nothing: "any" is for those.
     */
    public String text() {
        Port file = ofFile();
        List<String> given = file.axes.stream()
                .map(axis -> MADE_UP.matcher(axis).matches() ? "" : axis)
                .toList();
        return Shape.text(file.shape, given, "any");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Port that
                && name.equals(that.name)
                && Arrays.equals(shape, that.shape)
                && axes.equals(that.axes)
                && whole == that.whole;
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, Arrays.hashCode(shape), axes, whole);
    }

    @Override
    public String toString() {
        return name + " " + text();
    }
}
