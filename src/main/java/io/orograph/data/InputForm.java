package io.orograph.data;

import io.orograph.arrays.NamedArrays;
import io.orograph.data.Inputs.Form;
import io.orograph.data.Inputs.Input;
import io.orograph.file.Excerpt;
import io.orograph.file.UnsupportedFileException;
import io.orograph.network.Port;
import io.orograph.network.SampleAxes;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * How the arrays of a network's inputs are given: an entry for each sample, once for all of them, or as a whole. Their first
 * axis is that of the samples then, wherever the file has it.
 */
final class InputForm {

    private final Path file;
    private final SampleAxes axes;
    private final long samples;
    private final Map<String, Long> sizes = new HashMap<>();
    private final List<String> notices = new ArrayList<>();

    /**
     * Inputs, and what a person should know of them.
     *
     * @param notices a sentence each
     */
    record Formed(Inputs inputs, List<String> notices) {}

    private InputForm(Path file, SampleAxes axes, long samples) {
        this.file = file;
        this.axes = axes;
        this.samples = samples;
    }

    /**
     * Reads the arrays of a network's inputs.
     *
     * @param arrays one for each input
     * @throws UnsupportedFileException if one has neither an entry for each sample nor a single one
     */
    static Formed read(NamedArrays file, SampleAxes axes, List<NamedArrays.Array> arrays, OptionalLong samples)
            throws IOException {
        InputForm form = new InputForm(file.file(), axes, samples.orElseGet(() -> samples(axes, arrays)));
        form.bind(arrays);
        List<Input> inputs = new ArrayList<>();
        for (int i = 0; i < arrays.size(); i++) {
            NamedArrays.Array array = arrays.get(i);
            inputs.add(form.input(i, array.name(), file.tensor(array.name())));
        }
        if (inputs.stream().noneMatch(Input::isBySample)) {
            throw new UnsupportedFileException(
                    file.file(), "holds no array with an entry for every sample: " + file.describe());
        }
        return new Formed(new Inputs(inputs), form.notices);
    }

    /** Returns how many samples there are where no targets say: the most that an array has where its input counts them. */
    private static long samples(SampleAxes axes, List<NamedArrays.Array> arrays) {
        return IntStream.range(0, arrays.size())
                .filter(axes::counts)
                .filter(i ->
                        arrays.get(i).shape().length == axes.inputs().get(i).rank())
                .mapToLong(i -> arrays.get(i).shape()[0])
                .max()
                .orElseGet(() -> arrays.stream()
                        .mapToLong(array -> array.shape().length == 0 ? 1 : array.shape()[0])
                        .max()
                        .orElse(1));
    }

    /** Takes down the sizes of open axes, by their names, from arrays that have an entry for each sample. */
    private void bind(List<NamedArrays.Array> arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            Port port = axes.inputs().get(i);
            long[] shape = arrays.get(i).shape();
            if (axes.counts(i) && shape.length == port.rank() && shape[0] == samples) {
                for (int axis = 1; axis < shape.length; axis++) {
                    if (port.isOpen(axis) && !port.axes().get(axis).isEmpty()) {
                        sizes.putIfAbsent(port.axes().get(axis), shape[axis]);
                    }
                }
            }
        }
    }

    private Input input(int place, String array, Tensor values) throws IOException {
        Port port = axes.inputs().get(place);
        long[] shape = values.shape();
        if (!axes.counts(place)) {
            return whole(port, array, values);
        }
        boolean hasSamples = shape.length > 0 && shape[0] == samples;
        if (hasSamples && (shape.length >= port.rank() || !isOnce(port, shape))) {
            return new Input(port.name(), array, values, Form.BY_SAMPLE);
        }
        Optional<Tensor> once = once(port, values);
        if (once.isPresent()) {
            notices.add("The array " + Excerpt.of(array) + " " + Shape.text(shape)
                    + " is taken for every sample alike, as " + port.name() + " of the network.");
            return new Input(port.name(), array, once.get(), Form.REPEATED);
        }
        return new Input(port.name(), array, moved(port, array, values), Form.BY_SAMPLE);
    }

    private Input whole(Port port, String array, Tensor values) throws IOException {
        if (fits(port, 0, values.shape(), 0)) {
            return new Input(port.name(), array, values, Form.WHOLE);
        }
        Optional<Tensor> only = port.rank() > 0 && port.shape()[0] == 1 ? only(port, values) : Optional.empty();
        if (only.isPresent()) {
            return new Input(port.name(), array, only.get(), Form.WHOLE);
        }
        throw new UnsupportedFileException(
                file,
                "holds " + Excerpt.of(array) + " " + Shape.text(values.shape()) + " for the network's input " + port
                        + ", which has no axis that counts the samples and takes one array of this shape for all of them");
    }

    /** Returns the single entry that an input takes, where an array lacks its first axis or has the same entry for all samples. */
    private Optional<Tensor> only(Port port, Tensor values) {
        if (fits(port, 1, values.shape(), 0)) {
            return once(port, values);
        }
        if (values.rank() != port.rank() || values.size(0) != samples || !fits(port, 1, values.shape(), 1)) {
            return Optional.empty();
        }
        int each = values.size() / (int) samples;
        boolean areEqual = IntStream.range(each, values.size()).allMatch(i -> values.get(i) == values.get(i % each));
        return areEqual ? Optional.of(values.entries(new int[] {0})) : Optional.empty();
    }

    /** Tells whether a shape is that of an input without its first axis. */
    private boolean isOnce(Port port, long... shape) {
        return fits(port, 1, shape, 0) && hasBoundSizes(port, shape);
    }

    private boolean hasBoundSizes(Port port, long... shape) {
        for (int axis = 1; axis < port.rank(); axis++) {
            Long bound = sizes.get(port.axes().get(axis));
            if (port.isOpen(axis) && (bound == null || bound != shape[axis - 1])) {
                return false;
            }
        }
        return true;
    }

    /** Returns an array that all samples share, with an axis of one entry in front; empty if it is none. */
    private static Optional<Tensor> once(Port port, Tensor values) {
        long[] shape = values.shape();
        if (fits(port, 1, shape, 0)) {
            long[] one = new long[shape.length + 1];
            one[0] = 1;
            System.arraycopy(shape, 0, one, 1, shape.length);
            return Optional.of(values.reshape(one));
        }
        if (shape.length != port.rank()) {
            return Optional.empty();
        }
        if (shape[0] == 1 && fits(port, 1, shape, 1)) {
            return Optional.of(values);
        }
        return IntStream.range(1, shape.length)
                .filter(axis -> shape[axis] == 1)
                .mapToObj(axis -> values.transpose(toFront(axis, shape.length)))
                .filter(moved -> fits(port, 1, moved.shape(), 1))
                .findFirst();
    }

    /** Returns an array whose samples lie along another axis than the first with them in front. */
    private Tensor moved(Port port, String array, Tensor values) throws IOException {
        long[] shape = values.shape();
        for (int axis = 1; shape.length == port.rank() && axis < shape.length; axis++) {
            if (shape[axis] == samples) {
                Tensor moved = values.transpose(toFront(axis, shape.length));
                if (fits(port, 1, moved.shape(), 1)) {
                    notices.add("The samples of " + Excerpt.of(array) + ", " + Shape.text(shape)
                            + ", are counted by its axis " + axis + ", which was moved to the front.");
                    return moved;
                }
            }
        }
        throw new UnsupportedFileException(
                file,
                "holds " + Excerpt.of(array) + " " + Shape.text(shape) + " for the network's input " + port + ", but "
                        + samples
                        + " samples; it needs an entry of its first axis for each of them, or the same for all"
                        + " without that axis");
    }

    private static int[] toFront(int axis, int rank) {
        return IntStream.range(0, rank)
                .map(i -> i == 0 ? axis : i <= axis ? i - 1 : i)
                .toArray();
    }

    /** Tells whether the axes of an input, from one on, have the sizes of those of a shape, from another on. */
    static boolean fits(Port port, int from, long[] shape, int shapeFrom) {
        return port.rank() - from == shape.length - shapeFrom
                && IntStream.range(0, port.rank() - from)
                        .allMatch(i -> port.isOpen(from + i) || port.shape()[from + i] == shape[shapeFrom + i]);
    }
}
