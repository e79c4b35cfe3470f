package io.orograph.network.operators.window;

import io.orograph.network.LayerForm;
import io.orograph.network.NodeSpec;
import io.orograph.network.Shape;
import io.orograph.network.UnsupportedOperatorException;
import java.util.Arrays;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * The window that a convolution or a pooling slides over the last one or two axes, as a node describes it. One axis
 * is treated as two of which the first has one row.
 */
public final class Window {

    private static final int AXES = 2;

    /** For operators that go over the places one by one. */
    private static final int MOST_AXES = 3;

    private final long[] kernel;
    private final long[] strides;
    private final long[] dilations;
    private final long[] pads;
    private final String autoPad;
    private final boolean ceilMode;

    /**
     * @throws UnsupportedOperatorException if it slides over more than three axes
     * @throws IllegalArgumentException if a setting is out of range
     */
    public Window(NodeSpec node) {
        kernel = node.attributes().integers("kernel_shape");
        strides = node.attributes().integers("strides");
        dilations = node.attributes().integers("dilations");
        pads = node.attributes().integers("pads");
        autoPad = node.attributes().text("auto_pad", "NOTSET");
        ceilMode = node.attributes().integer("ceil_mode", 0) != 0;
        if (kernel.length > MOST_AXES) {
            throw new UnsupportedOperatorException(
                    node.label() + " slides over " + kernel.length + " axes; supported are 1 to 3");
        }
        boolean positive = Arrays.stream(kernel).allMatch(size -> size > 0)
                && Arrays.stream(strides).allMatch(size -> size > 0)
                && Arrays.stream(dilations).allMatch(size -> size > 0);
        if (!positive || Arrays.stream(pads).anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException(node.label() + " has a window of " + Arrays.toString(kernel)
                    + ", strides " + Arrays.toString(strides) + ", dilations " + Arrays.toString(dilations)
                    + ", pads " + Arrays.toString(pads) + "; sizes must be positive and pads not negative");
        }
        if (!java.util.Set.of("NOTSET", "VALID", "SAME_UPPER", "SAME_LOWER").contains(autoPad)) {
            throw new IllegalArgumentException(node.label() + " has the unknown auto_pad \"" + autoPad + "\"");
        }
    }

    /** {@code [batch, channels, …]} as four axes. */
    public static long[] lift(long... shape) {
        return shape.length == AXES + 2 ? shape : new long[] {shape[0], shape[1], 1, shape[2]};
    }

    /** The reverse of {@link #lift}. */
    public static long[] lower(long[] lifted, int rank) {
        return rank == AXES + 2 ? lifted : new long[] {lifted[0], lifted[1], lifted[3]};
    }

    /**
     * Where the window stops on an input.
     *
     * @param input shape of the input, batch and channels first
     * @param kernelShape size of the window; null for the node's own
     * @throws IllegalArgumentException if the shapes do not fit
     */
    public Stops over(long[] input, long[] kernelShape) {
        int axes = input.length - 2;
        if (axes < 1 || axes > AXES) {
            throw new IllegalArgumentException("an input of shape " + Shape.text(input)
                    + "; supported are [batch, channels, width] and [batch, channels, height, width]");
        }
        Axis[] result = axes(input, kernelShape);
        return axes == 1 ? new Stops(new Axis(1, 1, 1, 1, 0, 0, 1), result[0]) : new Stops(result[0], result[1]);
    }

    /**
     * Where the window stops along each of one to three axes.
     *
     * @param input shape of the input, batch and channels first
     * @param kernelShape size of the window; null for the node's own
     */
    public Axis[] axes(long[] input, long[] kernelShape) {
        long[] size = kernelShape == null ? kernel : kernelShape;
        int axes = check(input, size);
        Axis[] result = new Axis[axes];
        for (int i = 0; i < axes; i++) {
            result[i] = axis(input, i, axes, size[i]);
        }
        return result;
    }

    /** Returns the shape of one number for each stop, channel by channel, for a kernel that the node gives. */
    public long[] pooled(long[] input) {
        long[] shape = input.clone();
        Axis[] axes = axes(input, null);
        for (int i = 0; i < axes.length; i++) {
            shape[i + 2] = axes[i].out();
        }
        return shape;
    }

    /**
     * The window of the convolution whose gradient a transposed convolution is: it slides over the output of the
     * transposed one and stops once for each place of its input.
     *
     * @param input shape of the transposed convolution's input
     * @param outputPadding places added at the end of each axis; none if empty
     * @param outputShape sizes that the file wants; none if empty
     */
    public Axis[] transposed(long[] input, long[] kernelShape, long[] outputPadding, long[] outputShape) {
        int axes = check(input, kernelShape);
        requireAxes("output_padding", outputPadding, axes);
        requireAxes("output_shape", outputShape, axes);
        Axis[] result = new Axis[axes];
        for (int i = 0; i < axes; i++) {
            long stride = strides.length == 0 ? 1 : strides[i];
            long dilation = dilations.length == 0 ? 1 : dilations[i];
            long more = outputPadding.length == 0 ? 0 : outputPadding[i];
            long full = stride * (input[i + 2] - 1) + more + dilation * (kernelShape[i] - 1) + 1;
            boolean same = autoPad.startsWith("SAME");
            long begin = same || autoPad.equals("VALID") || pads.length == 0 ? 0 : pads[i];
            long end = same || autoPad.equals("VALID") || pads.length == 0 ? 0 : pads[axes + i];
            long size = full - begin - end;
            if (same || outputShape.length > 0) {
                // A larger output ends in places that no window reaches.
                size = outputShape.length > 0 ? outputShape[i] : Math.min(full, input[i + 2] * stride);
                long total = Math.max(0, full - size);
                begin = autoPad.equals("SAME_UPPER") ? total / 2 : total - total / 2;
                end = total - begin;
            }
            if (size < 1) {
                throw new IllegalArgumentException("an input of shape " + Shape.text(input)
                        + " leaves nothing of an axis when padding of " + begin + " and " + end + " is taken off");
            }
            result[i] = new Axis(size, kernelShape[i], stride, dilation, begin, end, input[i + 2]);
        }
        return result;
    }

    private int check(long[] input, long[] size) {
        int axes = input.length - 2;
        if (axes < 1 || axes > MOST_AXES) {
            throw new IllegalArgumentException("an input of shape " + Shape.text(input)
                    + "; supported are one to three axes behind batch and channels");
        }
        requireAxes("kernel_shape", size, axes);
        requireAxes("strides", strides, axes);
        requireAxes("dilations", dilations, axes);
        requireAxes("pads", pads, 2 * axes);
        if (kernel.length > 0 && !Arrays.equals(kernel, size)) {
            throw new IllegalArgumentException(
                    "a kernel_shape of " + Shape.text(kernel) + " with weights for a window of " + Shape.text(size));
        }
        return axes;
    }

    private static void requireAxes(String setting, long[] values, int wanted) {
        boolean optional = !setting.equals("kernel_shape");
        if (values.length != wanted && !(optional && values.length == 0)) {
            throw new IllegalArgumentException(
                    setting + " has " + values.length + " entries where the input's shape asks for " + wanted);
        }
    }

    private Axis axis(long[] input, int i, int axes, long size) {
        long in = input[i + 2];
        long stride = strides.length == 0 ? 1 : strides[i];
        long dilation = dilations.length == 0 ? 1 : dilations[i];
        long reach = dilation * (size - 1) + 1;
        long begin = 0;
        long end = 0;
        if (autoPad.startsWith("SAME")) {
            long total = Math.max(((in + stride - 1) / stride - 1) * stride + reach - in, 0);
            begin = autoPad.equals("SAME_UPPER") ? total / 2 : total - total / 2;
            end = total - begin;
        } else if (autoPad.equals("NOTSET") && pads.length > 0) {
            begin = pads[i];
            end = pads[axes + i];
        }
        long room = in + begin + end - reach;
        if (room < 0) {
            throw new IllegalArgumentException("a window that reaches over " + reach
                    + " does not fit an input of shape " + Shape.text(input) + " padded by " + begin + " and " + end);
        }
        long out = room / stride + 1;
        // With ceil_mode the last window may overhang, but it does not begin in the padding at the end.
        if (ceilMode && room % stride != 0 && out * stride < in + begin) {
            out++;
        }
        return new Axis(in, size, stride, dilation, begin, end, out);
    }

    /** One axis: input size, window, stride, dilation, padding before and after, number of stops. */
    public record Axis(long in, long kernel, long stride, long dilation, long begin, long end, long out) {

        /** How far the window reaches from its first place to its last, both counted. */
        public long reach() {
            return dilation * (kernel - 1) + 1;
        }

        private Axis withoutDilation() {
            return new Axis(in, reach(), stride, 1, begin, end, out);
        }

        /** The size that a kernel without padding of its own needs. */
        public long padded() {
            return Math.max((out - 1) * stride + reach(), in + begin);
        }

        /** How far windows reach behind the input; less than nothing if they leave some of it out. */
        private long reached() {
            return (out - 1) * stride + reach() - in - begin;
        }

        private boolean everyWindowSees() {
            return LongStream.range(0, out).allMatch(i -> covered(i, false) > 0);
        }

        /** Whether padding of {@code begin} at both sides gives as many stops. */
        public boolean isSymmetric() {
            long room = in + 2 * begin - reach();
            return room >= 0 && room / stride + 1 == out;
        }

        /** Whether windows of one place would stop once at each place of the input and nowhere else. */
        public boolean isWhole() {
            return stride == 1 && begin == 0 && out == in;
        }

        /** How many places of window {@code i} lie inside the input, or inside input and padding. */
        public long covered(long i, boolean countPadding) {
            long first = countPadding ? 0 : begin;
            long last = begin + in + (countPadding ? end : 0);
            long count = 0;
            for (long k = 0; k < kernel; k++) {
                long place = i * stride + k * dilation;
                count += place >= first && place < last ? 1 : 0;
            }
            return count;
        }
    }

    /** Both axes. */
    public record Stops(Axis height, Axis width) {

        /** The same for engines with kernels of their own. */
        public LayerForm.Windows windows() {
            return new LayerForm.Windows(
                    both(Axis::kernel),
                    both(Axis::stride),
                    both(Axis::dilation),
                    both(Axis::begin),
                    both(Axis::reached),
                    both(Axis::out));
        }

        private long[] both(ToLongFunction<Axis> number) {
            return new long[] {number.applyAsLong(height), number.applyAsLong(width)};
        }

        /** Whether a window reaches beyond the padding. */
        public boolean overhangs() {
            return height.reached() > height.end || width.reached() > width.end;
        }

        /** Whether there is a place of the input in every window. */
        public boolean everyWindowSees() {
            return height.everyWindowSees() && width.everyWindowSees();
        }

        public boolean isSymmetric() {
            return height.isSymmetric() && width.isSymmetric();
        }

        public long[] outputShape(long batch, long channels) {
            return new long[] {batch, channels, height.out(), width.out()};
        }

        public long[] paddedShape(long batch, long channels) {
            return new long[] {batch, channels, height.padded(), width.padded()};
        }

        /** The same windows with zeros between the places of a dilated one. */
        public Stops withoutDilation() {
            return new Stops(height.withoutDilation(), width.withoutDilation());
        }

        public boolean isDilated() {
            return height.dilation != 1 || width.dilation != 1;
        }

        /** Window, strides, padding and dilations as ND4J's convolutions and poolings take them. */
        public long[] arguments(long... more) {
            boolean pads = isSymmetric();
            long[] first = {
                height.kernel,
                width.kernel,
                height.stride,
                width.stride,
                pads ? height.begin : 0,
                pads ? width.begin : 0,
                height.dilation,
                width.dilation
            };
            long[] result = Arrays.copyOf(first, first.length + more.length);
            System.arraycopy(more, 0, result, first.length, more.length);
            return result;
        }
    }
}
