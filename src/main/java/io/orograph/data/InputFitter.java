package io.orograph.data;

import io.orograph.file.Excerpt;
import io.orograph.network.ElementType;
import io.orograph.network.Port;
import io.orograph.network.SampleAxes;
import io.orograph.network.Shape;
import io.orograph.network.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Fits the inputs of a data set to the input of a network: as they are where the shapes agree, else with the axes of
 * channel-last images moved, else in another shape of as many numbers a sample. Numbers are never changed, invented or
 * left out; what was done is told in a notice.
 */
public final class InputFitter {

    private static final int[] CHANNELS_FIRST = {0, 3, 1, 2};
    private static final int[] CHANNELS_LAST = {0, 2, 3, 1};

    /** Floating-point inputs are taken for bytes only if they reach the upper half of a byte's range. */
    private static final double BYTE_LIKE = 127;

    private static final int BYTE_MAX = 255;

    /** Characters of a list of inputs in a sentence. */
    private static final int LONGEST = 400;

    private InputFitter() {}

    /**
     * A data set that fits a network.
     *
     * @param dataset the data set with fitting inputs
     * @param notices sentences that say what was done; empty if the shapes agreed
     * @param bytes for each input, whether it looks like bytes, 0 to 255, which a person may want to scale to 0 to 1 as the
     *     network was trained: see {@link #scaledToUnit}
     */
    public record Fitted(Dataset dataset, List<String> notices, List<Boolean> bytes) {
        public Fitted {
            notices = List.copyOf(notices);
            bytes = List.copyOf(bytes);
        }

        /** Tells whether any input looks like bytes. */
        public boolean scaleOffered() {
            return bytes.contains(true);
        }
    }

    /**
     * Inputs that fit a network, without targets.
     *
     * @param notices as those of {@link Fitted}
     * @param bytes as those of {@link Fitted}
     */
    public record FittedInputs(Inputs inputs, List<String> notices, List<Boolean> bytes) {
        public FittedInputs {
            notices = List.copyOf(notices);
            bytes = List.copyOf(bytes);
        }
    }

    /**
     * Fits the inputs of a data set to a network's only input.
     *
     * @param port the shape of the network's input, the first axis counting the samples, {@link Shape#FREE} for axes
     *     that may have any size
     * @throws ShapeMismatchException if the inputs cannot be made to fit
     */
    public static Fitted fit(Dataset dataset, long... port) {
        return fit(dataset, SampleAxes.of(List.of(new Port("", port)), List.of()));
    }

    /**
     * Fits the inputs of a data set to a network's.
     *
     * @throws ShapeMismatchException if they cannot be made to fit
     */
    public static Fitted fit(Dataset dataset, SampleAxes axes) {
        FittedInputs fitted = fit(dataset.name(), dataset.arrays(), axes);
        boolean isSame = fitted.inputs().equals(dataset.arrays());
        return new Fitted(isSame ? dataset : dataset.with(fitted.inputs()), fitted.notices(), fitted.bytes());
    }

    /**
     * Fits inputs alone to a network's.
     *
     * @param name what to call the data in a message
     * @throws ShapeMismatchException if they cannot be made to fit
     */
    public static FittedInputs fit(String name, Inputs inputs, SampleAxes axes) {
        if (inputs.count() != axes.inputs().size()) {
            throw otherNumber(name, inputs, axes);
        }
        List<String> notices = new ArrayList<>();
        List<Inputs.Input> fitted = new ArrayList<>();
        for (Port port : axes.inputs()) {
            Inputs.Input input = inputs.count() == 1
                    ? inputs.get(0)
                    : inputs.find(port.name()).orElseThrow(() -> otherInputs(name, inputs, axes));
            fitted.add(fit(name, input, port, inputs.count() == 1, notices));
        }
        AxisSizes.check(name, fitted, axes);
        return new FittedInputs(
                new Inputs(fitted),
                notices,
                fitted.stream().map(input -> looksLikeBytes(input.values())).toList());
    }

    private static ShapeMismatchException otherNumber(String name, Inputs inputs, SampleAxes axes) {
        String ports = axes.inputs().stream().map(Port::toString).collect(Collectors.joining(", "));
        return new ShapeMismatchException(
                "The network has the inputs " + Excerpt.of(ports, LONGEST) + ", but " + name + " holds "
                        + (inputs.count() == 1 ? "one array of inputs" : inputs.count() + " arrays of inputs")
                        + "; bring an array for each in one file (NPZ, HDF5, safetensors, PyTorch) under the names of the inputs.");
    }

    private static ShapeMismatchException otherInputs(String name, Inputs inputs, SampleAxes axes) {
        String ports = axes.inputs().stream().map(Port::toString).collect(Collectors.joining(", "));
        String held = inputs.all().stream().map(Inputs.Input::name).collect(Collectors.joining(", "));
        return new ShapeMismatchException("The network has the inputs " + Excerpt.of(ports, LONGEST) + ", but " + name
                + " was read for the inputs " + Excerpt.of(held, LONGEST) + " of another one; open it for this one.");
    }

    private static Inputs.Input fit(String name, Inputs.Input input, Port port, boolean isOnly, List<String> notices) {
        Tensor values = input.values();
        if (port.whole()) {
            requireWhole(name, port, values);
            noteNegative(port, values, notices);
        }
        if (!isOnly && !input.isBySample() || agrees(values.shape(), port.shape())) {
            return input;
        }
        return input.with(changed(name, isOnly ? "" : port.name(), values, port.shape(), notices));
    }

    private static void requireWhole(String name, Port port, Tensor values) {
        for (int i = 0; values.type().isFloating() && i < values.size(); i++) {
            if (values.get(i) != Math.rint(values.get(i))) {
                throw new ShapeMismatchException("The network's input " + Excerpt.of(port.name())
                        + " takes whole numbers, such as those of tokens or classes, but " + name + " holds "
                        + values.get(i) + " for it; choose another array.");
            }
        }
    }

    /** A table's rows are counted from its end for numbers below 0; of bags, -1 is no word. */
    private static void noteNegative(Port port, Tensor values, List<String> notices) {
        double least =
                IntStream.range(0, values.size()).mapToDouble(values::get).min().orElse(0);
        if (least < 0 && port.bags().isEmpty()) {
            notices.add("The whole numbers of the input " + Excerpt.of(port.name()) + " reach below 0, to "
                    + (long) least + ": where they choose rows of a table, ONNX counts those from its end.");
        }
    }

    /** Returns inputs some of which are divided by 255, as FLOAT. */
    public static Inputs scaledToUnit(Inputs inputs, List<Boolean> which) {
        return changed(inputs, which, InputFitter::scaledToUnit);
    }

    /**
     * Returns inputs some of which are prepared.
     *
     * @throws IllegalArgumentException if they have no axis of as many channels
     */
    public static Inputs prepared(Inputs inputs, List<Boolean> which, Preparation preparation) {
        return preparation.keepsNumbers() ? inputs : changed(inputs, which, preparation::of);
    }

    private static Inputs changed(Inputs inputs, List<Boolean> which, UnaryOperator<Tensor> change) {
        List<Inputs.Input> all = new ArrayList<>();
        for (int i = 0; i < inputs.count(); i++) {
            Inputs.Input input = inputs.get(i);
            all.add(which.get(i) ? input.with(change.apply(input.values())) : input);
        }
        return new Inputs(all);
    }

    /** Returns each input divided by 255, as FLOAT. */
    public static Tensor scaledToUnit(Tensor inputs) {
        float[] scaled = new float[inputs.size()];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (inputs.get(i) / BYTE_MAX);
        }
        return Tensor.of(scaled, inputs.shape());
    }

    /** @param of the name of the network's input where it has several; else empty */
    private static Tensor changed(String name, String of, Tensor inputs, long[] port, List<String> notices) {
        String called = of.isEmpty() ? "inputs" : "inputs to " + Excerpt.of(of);
        long[] shape = inputs.shape();
        boolean moreThanOneChannel = shape.length == 4 && port.length == 4;
        for (int[] order : new int[][] {CHANNELS_FIRST, CHANNELS_LAST}) {
            if (moreThanOneChannel && agrees(reordered(shape, order), port)) {
                Tensor moved = inputs.transpose(order);
                notices.add("The channels of the " + called + " were moved from the "
                        + (order == CHANNELS_FIRST ? "last axis to the first: " : "first axis to the last: ")
                        + Shape.text(shape) + " became " + Shape.text(moved.shape()) + ", as the network expects.");
                return moved;
            }
        }
        long[] target = targetShape(shape, port);
        if (target == null || isSwapped(shape, target)) {
            throw new ShapeMismatchException("The " + called + " of " + name + " have the shape " + Shape.text(shape)
                    + ", but the network expects " + Shape.text(port)
                    + (target == null ? "" : " with the axes in another order")
                    + "; choose data made for this network.");
        }
        notices.add("The " + called + " were reshaped from " + Shape.text(shape) + " to " + Shape.text(target)
                + ", as the network expects.");
        return inputs.reshape(target);
    }

    /** Returns whether a shape is the port's, whatever the number of samples. */
    private static boolean agrees(long[] shape, long[] port) {
        if (shape.length != port.length) {
            return false;
        }
        for (int i = 1; i < shape.length; i++) {
            if (port[i] != Shape.FREE && port[i] != shape[i]) {
                return false;
            }
        }
        return true;
    }

    private static long[] reordered(long[] shape, int[] order) {
        return Arrays.stream(order).mapToLong(axis -> shape[axis]).toArray();
    }

    /** Returns the port's shape for as many numbers a sample, where at most one axis is open; null if there is none. */
    private static long[] targetShape(long[] shape, long[] port) {
        if (port.length == 0) {
            return null;
        }
        long[] target = port.clone();
        target[0] = shape[0];
        long fixed = 1;
        int open = -1;
        for (int i = 1; i < port.length; i++) {
            if (port[i] != Shape.FREE) {
                fixed *= port[i];
            } else if (open < 0) {
                open = i;
            } else {
                return null;
            }
        }
        long size = Shape.sizePerEntry(shape);
        if (open >= 0 && fixed > 0 && size % fixed == 0) {
            target[open] = size / fixed;
            fixed = size;
        }
        return fixed == size ? target : null;
    }

    /** Returns whether the shapes have the same axes in another order, where a reshape would scramble the samples. */
    private static boolean isSwapped(long[] shape, long[] target) {
        long[] from = longAxes(shape);
        long[] to = longAxes(target);
        if (Arrays.equals(from, to)) {
            return false;
        }
        Arrays.sort(from);
        Arrays.sort(to);
        return Arrays.equals(from, to);
    }

    private static long[] longAxes(long[] shape) {
        return Arrays.stream(shape).skip(1).filter(axis -> axis > 1).toArray();
    }

    private static boolean looksLikeBytes(Tensor inputs) {
        if (inputs.type() == ElementType.BOOL) {
            return false;
        }
        double max = 0;
        for (int i = 0; i < inputs.size(); i++) {
            double value = inputs.get(i);
            if (!(value >= 0 && value <= BYTE_MAX && value == Math.rint(value))) {
                return false;
            }
            max = Math.max(max, value);
        }
        return max > (inputs.type().isFloating() ? BYTE_LIKE : 1);
    }
}
